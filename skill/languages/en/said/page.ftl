# The performer's page: its frame, its door, and the views that show what is next.

page-skip = Skip to the content
page-nav = Your record
page-today = Today
page-evidence = Evidence
page-certainty = Certainty
page-ladder = Ladder
page-plan = Plan and cue word
page-plan-tab = Plan
page-preferences = Preferences
page-keeping-tab = Keep
page-keeping = Yours to keep
page-out = Sign out
page-done-out = You're signed out.
page-done-out-everywhere = Everyone is signed out of your page.
page-out-everywhere = Sign out everywhere
page-in = Your page
page-in-how = Say to your speaker: Alexa, open ready room. Then say: my page. It gives you a code that lasts ten minutes.
page-in-code = Code
page-in-code-how = Ten letters and numbers in two halves. You find it in your Alexa app, or your speaker says it.
page-in-go = Open my page
page-in-wrong = That code doesn't open a page. It may be too old, or used already. Ask your speaker for a new one.
page-in-too-many = Too many codes were tried in the last minute. Wait a minute, then type yours again.
page-failed = That didn't work
page-out-of-reach = Your record can't be reached at the moment. What you sent may not be saved. Look again in a minute.
page-conflict = Your record was changed somewhere else at the same moment. Nothing was changed here. Look again, and try again.
page-back = Back to your page
page-signed-out = You are signed out, so nothing was saved. Go back to copy what you typed, then open your page again with a new code.
page-no-such = There is no such page.
page-refused = That can't be used here. It may be too long, too old, or sent from somewhere else. Nothing was changed.
page-broken = Something went wrong here, and it was logged without your words. Try again in a minute.
page-about = Getting ready for:
page-about-also = Also:
page-about-choose = What you get ready for
page-about-away = Put away
page-save = Save
page-no-goal = You haven't named what you're getting ready for. Open ready room and say: I'm getting ready for my recital.
page-goal = Your goal:
page-too-long = That's longer than I can keep. Nothing was changed.
page-day = { $weekday }, { $day }
page-day-year = { $weekday }, { $day }, { $year }
page-day-short = { $month } { $day }, { $year }

# Today, and what a warm-up would say now.

page-today-date = { $when ->
    [over] “{ $name }” was on { $day }.
   *[ahead] “{ $name }” is on { $day }.
}
page-today-set-date = Set a date for “{ $name }”
page-today-open = A debrief isn't finished.
page-today-to-evidence = Look at it
page-today-undecided = { $count ->
    [one] One note waits for you to decide whether a warm-up may read it.
   *[other] { $count } notes wait for you to decide whether a warm-up may read them.
}
page-today-decide = Decide
page-today-goal = There are no steps yet to your goal:
page-hear = What you'll hear before you go on
page-hear-how = These are the words of a warm-up that you begin now. To hear them: Alexa, open ready room. Then: warm me up.
page-hear-how-for = These are the words of a warm-up that you begin now. To hear them: Alexa, open ready room. Then: warm me up for “{ $name }”.
page-hear-none = A warm-up has no evidence of yours to read yet. Tell it something you did well, and it will read it back.
page-hear-add = Add a past success
page-breathing = { $holds ->
    [yes] Breathing, { $length }: { $breath }.
   *[no] Breathing, { $length }, nothing held: { $breath }.
}
page-breath = { $phase ->
    [in] in for { $seconds } seconds
    [top-up] a little more for { $seconds }
    [out] out for { $seconds }
   *[hold] hold for { $seconds }
}

# Certainty. The question, and what is said of a trend, are the same as by voice.

page-certainty-over-time = Over time
page-certainty-none = No rating yet.
page-certainty-trend = { $trend ->
    [up] { $latest } now, { $first } at first: more certain.
    [down] { $latest } now, { $first } at first: less certain. One number is only a moment.
   *[same] { $latest } now, { $first } at first: about the same.
}
page-certainty-rule = The band is two points to either side of the first rating. A change of less than two points counts as no change.
page-certainty-few = It takes { $count } ratings to speak of a change.
page-certainty-key = The ring is the rating from when we first met.
page-certainty-baseline = when we first met
page-certainty-table = All ratings
page-certainty-caption = Each rating, the latest first
page-certainty-day = Day
page-certainty-remove = Remove
page-certainty-remove-sure = Yes, remove
page-certainty-most = Only the first rating and the latest are kept, { $count } in all.
page-plot = { $count ->
    [one] One rating: { $latest }, on a scale from 0, cannot do at all, to 10, highly certain.
   *[other] { $count } ratings on a scale from 0, cannot do at all, to 10, highly certain. The first is { $first }, the latest { $latest }. The table has them all.
}
page-anchor-none = cannot do at all
page-anchor-half = moderately certain
page-anchor-high = highly certain
page-rate = Rate it now
page-rate-go = Save this rating
page-rate-missing = Choose a number from 0 to 10. Nothing was changed.
page-done-rated = Your rating is on your record.
page-done-unrated = That rating isn't on your record anymore.

# The ladder.

page-steps = Steps
page-step = Step
page-ladder-none = There are no steps yet.
page-ladder-make = Make a ladder
page-ladder-first = A first step, possible this week. Only its first box is needed.
page-ladder-middle = About halfway, if you like
page-ladder-goal = The last step is your goal:
page-step-next = Next
page-step-is-next = Next
page-step-is-done = Done
page-step-is-later = Later
page-step-is-goal = · your goal
page-step-what = What you do
page-step-criterion = How you'll know you did it
page-step-certainty = As of now, how certain are you that you can do it, from 0 to 10?
page-step-certainty-then = How certain you were then, from 0 to 10
page-step-unrated = not rated
page-step-support = What helps
page-step-results = How it went
page-step-outcome = { $outcome ->
    [yes] It went the way you wanted.
    [partly] It partly went the way you wanted.
   *[no] It didn't go the way you wanted.
}
page-step-felt = { $difficulty ->
    [easy] It felt easy.
    [hard] It felt hard.
   *[right] It felt about right.
}
page-step-fit = { $fit ->
    [too-easy] At 9 or 10 it may not show you much that's new. You could make it harder.
    [support] At 4 or 5 it helps to add support: a rehearsal, a note, a friend in the room.
    [split] At 3 or less it's a lot for one step. You could split it, and do a smaller part of it first.
   *[right] At 6 to 8 it's about right.
}
page-step-proposed = { $place ->
    [harder] The last two felt easy. You could make the next step a bit harder.
   *[before] The last two didn't go the way you wanted. You could put a smaller step before the next one.
}
page-step-draft = A step that you began by voice isn't finished. To finish it, open ready room and say: build my ladder.
page-step-change = Change this step
page-step-remove = Take this step off
page-step-make = Add a step
page-step-place = Where
page-step-before = Before the next step
page-step-beyond = After the last step
page-step-before-goal = Just before your goal
page-step-missing = Say what the step is. Nothing was changed.
page-step-gone = That step isn't on your ladder anymore. Nothing was changed.
page-step-most = A ladder has twelve steps at most. Take one off first. Nothing was changed.
page-step-stays = A step that is done, has results or is your goal stays as it is. Nothing was changed.
page-step-none = no such step
page-done-step-made = It's on your ladder.
page-done-step-changed = The step is as you put it.
page-done-step-removed = That step isn't on your ladder anymore.

# The date.

page-date = Date
page-date-set = Set a date
page-date-move = Change the date
page-date-day = Day
page-date-time = Time, if you know it
page-date-zone = { $zone ->
    [UTC] In UTC.
   *[other] In { $zone } time.
}
page-date-no-zone = Your speaker hasn't told a time zone yet, so days and hours here go by UTC.
page-date-days = { $days ->
    [0] That's today.
    [one] That's tomorrow.
   *[other] That's in { $days } days.
}
page-date-is-over = That's over.
page-date-prepare = To prepare:
page-date-late = It's more than a week away. It helps to take a first step soon.
page-date-take-off = Take the date off
page-date-reminder = { $reminder ->
    [set] A reminder is set on your speaker. This page can't move it or take it off. For both at once, open ready room and say: take the date off.
    [old] Your speaker may still remind you of an earlier date. This page can't change that. To take off the date and that reminder, open ready room and say: take the date off.
   *[none] This page can't set a reminder, and one that was set for an earlier date may still ring. For a reminder, open ready room and say: set a date.
}
page-date-missing = Choose a day, and a time if you know it. Nothing was changed.
page-date-over = That day or hour is over. Nothing was changed.
page-date-far = That's more than a year away. Check the year. Nothing was changed.
page-done-date = The date is set. A reminder is your speaker's: it wasn't set or moved here.
page-done-date-off = The date is off. If a reminder is set on your speaker, it goes when you next open ready room there.

# What is stored has changed since a form was made.

page-both = Which one?
page-both-why = This was changed somewhere else after you opened the page. Nothing is lost: choose which one to keep.
page-both-caption = What differs
page-both-now = As it is now
page-both-yours = As you put it
page-both-nothing = nothing
page-both-keep-now = Keep it as it is now
page-both-take-yours = Take mine
