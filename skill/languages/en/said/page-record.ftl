# The performer's page: the evidence, the plan and cue word, the preferences, and what is theirs to keep.

page-yes = Yes
page-no = No

# A piece of evidence.
page-happened = Done { $day }
page-happened-words = When: { $words }
page-put-right = Put right { $day }.
page-kind-debrief = Debrief
page-kind-note = Note
page-kind-past = Past success
page-kind-private = Kept private
page-outcome-yes = It went the way you wanted.
page-outcome-partly = It partly went the way you wanted.
page-outcome-no = It didn't go the way you wanted.
page-outcome-unsaid = Not said.
page-difficulty-easy = It was easy.
page-difficulty-right = It was about right.
page-difficulty-hard = It was hard.
page-answer-outcome = How it went
page-answer-worked = What you did that worked
page-answer-happened = When it was
page-answer-part = Your part in it
page-answer-shows = What it tells you about what you can do
page-answer-trace = What showed you that
page-answer-plan = What you will do differently, and when
page-answer-note = You said
page-answer-certainty = How certain you were: { $value } of 10.
page-read = It may be read before you go on.
page-read-next = Your next warm-up reads this one.
page-unread-private = You told this in a bad moment. Its words are never shown or read to you. Only your export has them.
page-unread-miss = Not read before you go on: it didn't go the way you wanted.
page-unread-undecided = Not read before you go on: you haven't said whether it may be.
page-unread-withheld = Not read before you go on: you keep it out.
page-unread-unfinished = Not read before you go on: this debrief isn't finished.
page-unread-no-deed = Not read before you go on: it doesn't tell what you did.

# The time line and its search.
page-time-line = Time line
page-latest = Back to the latest
page-older = Older evidence
page-no-evidence = There's no evidence here yet. It comes from your debriefs and notes, and you can add a past success.
page-no-older = There's nothing older.
page-search = Search your words
page-search-within = In
page-search-all = Everything
page-search-go = Search
page-search-found = What was found
page-search-count = { $count ->
    [0] Nothing found so far
    [one] One piece found
   *[other] { $count } pieces found
}
page-search-further = Search further back
page-search-none = Nothing with these words.
page-search-end = That's all of it.
page-search-private = Words that you told in a bad moment aren't searched.
page-evidence-back = Back to your evidence

# Changing a piece.
page-piece-change = Change or forget
page-piece-forget = Forget this
page-piece-told = What you told
page-release = Before you go on
page-release-how = A warm-up reads a note only if you say so. Somebody may hear it with you.
page-release-yes = Read it in my warm-ups
page-release-no = Keep it out of my warm-ups
page-correct = Put it right
page-correct-how = Empty an answer to take it off.
page-correct-plan = A plan that you change here also changes what your next warm-up reads.
page-correct-note = If you change the words, say again whether a warm-up may read them.
page-when-how = A year, a month, or your own words: in May last year, when I was at school.
page-when-season = { $season ->
    [SP] spring { $year }
    [SU] summer { $year }
    [FA] autumn { $year }
   *[other] winter { $year }
}
page-when-decade = the { $decade }s
page-when-month = { $month } { $year }
page-when-day = { $month } { $day }, { $year }
page-when-week = the week of { $month } { $day }, { $year }
page-when-odd = That isn't a time that has been. Try a year, a month, or a few words. Nothing was changed.
page-forget = Forget this?
page-forget-what = It goes for good.
page-forget-plan = Its plan goes, too.
page-forget-rating = Its rating goes, too.
page-forget-step = Its result on your ladder goes, too.
page-forget-emptied = Without these answers, nothing would be left of it. You can forget it instead.
page-forget-go = Forget it
page-forget-keep = Keep it
page-past = Add a past success
page-past-how = Something you did before, in your own words. It may be read before you go on.
page-past-missing = Tell what you did that worked. Nothing was kept yet.
page-care = Before anything else
page-care-private = What you typed is kept private. It isn't read, sent or used, and the rest stays as it was.
page-care-holds = Breath holds are left out from now on. What you typed isn't saved.
page-done-released = It may be read before you go on.
page-done-withheld = It stays out of your warm-ups.
page-done-put-right = Saved.
page-done-forgotten = It's gone.
page-done-past = It's on your record.

# Plan and cue word.
page-plan-made = Made { $day }.
page-plan-change = Your plan
page-plan-how = For example: when they ask a question, I breathe out first.
page-plan-off = Take the plan off
page-no-plan = There's no plan.
page-cue = Cue word
page-cue-change = Your cue word
page-cue-how = One to three words that tell you how, like: steady. A warm-up says it last.
page-cue-long = A cue word is one to three words. Nothing was changed.
page-cue-off = Take the cue word off
page-no-cue = There's no cue word.
page-record-others = From others
page-record-no-others = Nobody here yet. To add somebody, open ready room and say: add a role model.
page-record-model = Role model
page-record-model-person = Who
page-record-model-started = Where they started, and what was hard
page-record-model-did = What they did that you could do
page-record-encouragement = Encouragement
page-record-encouragement-person = Who said it
page-record-encouragement-words = What they said
page-record-encouragement-saw = What they saw you do
page-record-take-back = Take back
page-record-take-back-sure = It goes for good.
page-record-take-back-go = Take it back
page-done-plan = Your next warm-up reads this plan.
page-done-no-plan = The plan is off.
page-done-plan-before = That plan is off. Your plan before it is in place again.
page-done-cue = That's your cue word.
page-done-no-cue = The cue word is off.
page-done-taken-back = It's gone.

# Preferences.
page-prefer-breathing = Breathing in warm-ups
page-prefer-pattern = Breathing pattern
page-prefer-length = Length of the breathing
page-prefer-holds = May a warm-up ask you to hold your breath?
page-prefer-rating = Questions about how certain you are
page-prefer-cards = Cards in the Alexa app
page-prefer-slow = Slow speech
page-prefer-unknown = That can't be chosen. Nothing was changed.
page-prefer-no-holds = That pattern holds the breath, and breath holds are off. Nothing was changed.
page-holds-caution = If you're pregnant, or have a heart or lung condition, ask a doctor first. If holding is too much, just breathe.
page-cards-how = Everybody who uses your Alexa app can see a card.
page-pattern-usual = The usual one: in for four, out for six
page-pattern-slow = Slow: in for four, out for six
page-pattern-even = Even: five in, five out
page-pattern-box = Box: in, hold, out, hold, each for four
page-pattern-sigh = Sighs: two breaths in, one long breath out
page-pattern-lengths = { $name }: { $lengths }
page-pattern-phase = { $phase ->
    [in] in for { $seconds }
    [top-up] a little more for { $seconds }
    [out] out for { $seconds }
   *[hold] hold for { $seconds }
}
page-length-usual = The usual: one minute the first time, then two
page-length = { $minutes ->
    [one] One minute
   *[other] { $minutes } minutes
}
page-length-seconds = { $seconds } seconds
page-own-patterns = Your own patterns
page-no-own-patterns = You haven't named a pattern of your own.
page-pattern-remove = Remove
page-my-voice = Your voice
page-my-voice-on = Your record is kept to your voice.
page-my-voice-off = Any voice in your household can hear your record.
page-my-voice-why = Only a voice can change that: the speaker has to hear whose it is.
page-done-preferences = Your preferences are saved.
page-done-pattern-removed = The pattern is removed.

# Yours to keep.
page-export = Take it along
page-export-what = Everything on your record, and nothing of anybody else's. Words that you told in a bad moment are in it, too.
page-export-json = Everything, as a file (JSON)
page-export-csv = A table, for a spreadsheet (CSV)
page-sheet = A sheet to take along
page-sheet-what = What may be read before you go on, your plan and your cue word, on one page.
page-sheet-goal = Your goal: { $goal }
page-sheet-shows = It tells you:
page-sheet-open = Open the sheet
page-sheet-print = Print it from your browser's menu.
page-sheet-none = Nothing may be read before you go on yet.
page-delete = Delete everything
page-delete-short = It deletes your record for good.
page-delete-look = Delete everything…
page-delete-what = This goes for good:
page-delete-evidence = your evidence: every debrief, note and past success, and words that you told in a bad moment
page-delete-state = what you get ready for, your ladders, dates, plans, ratings, people and preferences
page-delete-sessions = this page, wherever you are signed in
page-delete-reminders = Reminders stay on your speaker. Before you delete, say: Alexa, open ready room. Then say: take the date off.
page-delete-others = Records of others in your household stay.
page-delete-sure = Yes, delete my record
page-delete-unsure = Nothing was deleted. Check the box first if you want that.
page-delete-go = Delete everything
page-delete-keep = Keep it
page-delete-half = Maybe not all of it is deleted. Say to your speaker: Alexa, open ready room. Then say: delete everything.
page-deleted = Deleted
page-deleted-what = Your record is deleted, and you are signed out everywhere.
page-deleted-again = To begin again, say: Alexa, open ready room.
