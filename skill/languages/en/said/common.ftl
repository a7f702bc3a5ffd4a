# Lines for all topics.

okay = Okay. Until next time.
stopped = Okay.
stopped-in-question = Okay. I've saved what you told me.
until-later = Let's leave it for now. I've saved what you told me.
kept = Got it.
cut = That was more than I can save. The last part I saved is: { $words }.
closed-already = That one's already closed. I didn't add what you just said.
gone = That one isn't on your record anymore. I didn't keep what you just said.
leave-it = That's fine.
take-your-time = Take your time.
go-on = Go on.
not-obliged = You don't have to. You can skip any of these.
unfinished-answer = You said: { $words }. What else?
nothing-told = You haven't told me anything yet.
nothing-before = There's nothing to go back to.
refused = Okay, not that.
not-caught = I didn't catch that.
out-of-scope = That's not something I can do here.

# Asked when it is not sure what was meant.
check-wish = { $readings ->
    [one] Do you want to { $wish }?
   *[two] Do you want to { $wish }, or to { $other }?
}
    .again = You can say it in other words. What would you like?
    .example = For example: warm me up. Or: hear my evidence. What would you like?
wish-switch = switch to { $name }
wish = { $intent ->
    [warm-up] warm up
    [breathe] just breathe
    [on-soon] get the short warm-up
    [nervous] warm up
    [flat] get moving
    [evidence] hear your evidence
    [more] hear more
    [debrief] debrief
    [outcome] debrief
    [did-it] debrief
    [note] save a note
    [success] add a past success
    [domain] get ready for something new
    [switch] switch to something else you get ready for
    [rename] rename what you get ready for
    [retire] put away what you get ready for
    [ladder] build your ladder
    [challenge] hear your next step
    [harder] make the step harder
    [easier] make the step easier
    [step-before] put a step before it
    [change-step] change the step
    [schedule] set a date
    [unschedule] take the date off
    [progress] hear how you're doing
    [rate] rate your certainty
    [model] add a role model
    [encouragement] save what somebody told you
    [prefer-pattern] change how you breathe from now on
    [prefer-length] change how long you breathe from now on
    [no-breathing] leave the breathing out from now on
    [breathing] have breathing in your warm-ups again
    [cue] set your cue word
    [no-cards] stop the cards in your app
    [cards] get cards in your app
    [no-rating] stop my asking for ratings
    [rating] let me ask for ratings again
    [my-voice] keep your record to your voice
    [any-voice] let any voice hear your record
    [page] get a code for your page
    [sign-out] sign everyone out of your page
    [forget] delete something you told me
    [erase] delete everything
    [wrong] correct what you told me
    [help] hear what I can do
   *[other] do something else
}
offer-to-leave = We can skip this one. Just say skip, or stop.
forgotten = It's deleted.
help-in-question = You can say skip, wait, repeat, go back, that's enough, or stop.
help = Before you go on, I lead you through breathing and read you your evidence. Afterward, I take your debrief. In between, say: build my ladder, or: how am I doing. If you're pregnant, or have a heart or lung condition, ask a doctor first.
    .page = To look at your record, say: my page.

# The ledger does not answer.
sorry = I can't reach your record right now. Should I try again?
    .again = You can also say: warm me up. That works without your record. Should I try again?
sorry-kept = That isn't saved yet. I still have your words. Should I try again?
sorry-erasing = I couldn't delete all of it just now. Should I try again?
sorry-erased-in-part = Okay. Some of it may still be there. To delete the rest, open ready room and say: delete everything.
sorry-saved = It's saved after all. Until next time.
sorry-not-saved = I didn't keep what you just said.

# The performer may be in danger. The phone number is the locale's.
distress = That sounds heavy. You don't have to carry it alone. You can call or text 988, day or night, or talk to someone you trust.
distress-leave = Shall we leave it there for now?
    .again = Say yes to leave it, or no to go on. Shall we leave it there for now?
    .example = You can come back to it any time. Shall we leave it there for now, yes or no?
distress-here = All right. I'm here.
distress-left = All right. Come back whenever you like.

# Dizzy while breathing, or worse. The phone number is the locale's.
unwell-stop = Then let's stop.
unwell = Sit down if you can, and breathe as you like. If it doesn't pass soon, or your chest hurts, call 911 or ask somebody near you.

# Pregnant, or a condition of the heart, lungs or nerves: a doctor comes first.
health = Please ask a doctor before any breathing exercise.
health-kept = I'll leave the holds out until you say: holds are fine.
health-not-saved = That isn't saved, so please leave out any breath holds.
health-cleared = Okay, the holds are back. If one feels like too much, just breathe.
health-none = Okay, then nothing changes.
health-how = Straight to your evidence, or gentle breathing with nothing held?
    .again = Say: my evidence. Or: gentle breathing. Which one?
    .example = Evidence skips the breathing exercise. Gentle breathing is slowly in and out. Which one?

# Answers to questions about the skill. They must be true: docs/privacy.md.
question = { $about ->
    [medical] I can't advise on that. Please ask a doctor.
    [therapist] I'm a program, not a person, and not a therapist.
    [works] Slow breathing settles many people. Nobody can promise what it does for your performance.
    [hear] People on this Alexa account, Amazon, and whoever runs this skill. I can keep it to your voice if you ask me to.
    [hear-private] In this household, only your voice. Amazon and whoever runs this skill can read it, too.
    [where] I get your words from Alexa, never your voice, and keep them until you say: delete everything. Backups may hold them a while longer.
    [out] Whoever runs this skill can give you a copy of everything. Debriefs also go to the Alexa app, as cards.
    [out-no-cards] Whoever runs this skill can give you a copy of everything.
    [can] I lead you through breathing before you go on, read you your evidence, and take your debrief afterward.
    [long] A minute or two. Say: that's enough, and we'll stop there.
    [why] Your answers are the evidence I read you next time. You can also say: skip.
    [rating] There's no wrong number. Zero means you can't do it at all, ten means you're highly certain.
    [meaning] I can't explain that any better here.
   *[other] I can't answer that.
}

question-signed-in = Whoever is signed in to your page sees it, too, until you have me sign everyone out.
question-page = You can ask me for your page, which gives you everything as a file.

# Dates and times.
date-today = today
date-some-time = some time ago
date-yesterday = yesterday
date-tomorrow = tomorrow
date-clock = at { $hour }:{ $minute } { $half ->
    [AM] AM
    [PM] PM
   *[other] {""}
}
date-clock-hour = at { $hour } { $half ->
    [AM] AM
    [PM] PM
   *[other] {""}
}
date-weekday = { $weekday ->
    [1] on Monday
    [2] on Tuesday
    [3] on Wednesday
    [4] on Thursday
    [5] on Friday
    [6] on Saturday
    [7] on Sunday
   *[other] one day
}
date-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
    [12] December
   *[other] that month
}
date-nth = { $day }
date-weekday-name = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
    [7] Sunday
   *[other] day
}
date-month-day = { $month } { $day }
date-coming = { $weekday }, { $day }
date-since = since { $month } { $day }
date-since-year = since { $month } { $day }, { $year }
date-day = on { $month } { $day }
date-full = on { $month } { $day }, { $year }
date-week = the week of { $month } { $day }
date-in-month = in { $month }
date-month-year = in { $month } { $year }
date-season = { $season ->
    [SP] in the spring of { $year }
    [SU] in the summer of { $year }
    [FA] in the fall of { $year }
    [WI] in the winter of { $year }
   *[other] in { $year }
}
date-decade = in the { $decade }s
date-year = in { $year }
date-words = at the time you named: { $words }
sorry-broken = Something went wrong on my end. If you just told me something, please tell me again.
