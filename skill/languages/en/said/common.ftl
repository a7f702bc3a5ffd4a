# What is said in any topic.

okay = Okay. Until next time.
stopped = Okay.
stopped-in-question = Okay. What you told me is kept.
until-later = Let's leave it for now. What you told me is kept.
kept = Kept.
cut = That was longer than I can keep. The last I kept is: { $words }.
closed-already = That one is closed already. I didn't add your last words to it.
gone = That one is no longer on your record. Your last words aren't saved.
leave-it = That's fine.
take-your-time = Take your time.
nothing-told = There is nothing of it yet.
nothing-before = There's nothing before this.
not-caught = I didn't catch that.
offer-to-leave = We can leave this one: say skip, or stop.
forgotten = Forgotten.
help-in-question = You can say skip, wait, repeat, go back, that's enough, or stop.
help = Before you go on, I lead your breathing and read your own evidence back. Afterwards I take your debrief. In between, say: build my ladder, or: how am I doing. If you're pregnant, or have a heart or lung condition, ask a doctor first.

# The ledger is out of reach.
sorry = I can't reach your record just now. Shall I try again?
    .again = You can also say: warm me up. That works without it. Shall I try your record again?
sorry-kept = I couldn't save that just now. I still have your words. Shall I try again?
sorry-erasing = I couldn't delete all of it just now. Shall I try again?
sorry-erased-in-part = Okay. Some of it may still be there. To delete the rest, open ready room and say: delete everything.
sorry-saved = It's saved after all. Until next time.
sorry-not-saved = Your last words aren't saved.

# Somebody may be in danger. The number is the locale's.
distress = That sounds heavy. You don't have to carry it alone. You can call or text 988, day or night, or talk to someone you trust.
distress-leave = Shall we leave it there for now?
    .again = Say yes to leave it, or no to go on. Shall we leave it there for now?
    .example = You can come back to it any time. Shall we leave it there for now, yes or no?
distress-here = All right. I'm here.
distress-left = All right. Come back whenever you like.

# Dizzy while breathing, or worse. The number is the locale's.
unwell-stop = Then let's stop.
unwell = Sit down if you can, and breathe as you like. If it doesn't pass soon, or your chest hurts, call 911 or ask somebody near you.

# Pregnant, or a condition of the heart, the lungs, the nerves: a doctor comes first.
health = Please ask a doctor before any breathing exercise.
health-kept = I'll leave the holds out until you say: holds are fine.
health-not-saved = I couldn't note that just now, so please don't hold your breath.
health-cleared = Then the holds are back. If one feels like too much, just breathe.
health-how = Straight to your evidence, or gentle breathing, nothing held?
    .again = Say: evidence. Or: breathe gently. Which one?
    .example = Evidence needs no breathing exercise. Gentle is slowly in and out. Which one?

# Asked of the skill. True of it as it is: docs/privacy.md.
question = { $about ->
    [medical] I can't advise on that. Please ask a doctor.
    [therapist] I'm a program, not a person, and no therapist.
    [works] Slow breathing settles many people. What it does for your performance, nobody can promise.
    [hear] People on this Alexa account, Amazon, and whoever runs this skill. I can keep it to your voice, if you ask me to.
    [hear-private] Only your voice in this household. Amazon and whoever runs this skill can read it, too.
    [where] I get your words from Alexa, never your voice, and keep them on this skill's record until you say: delete everything.
    [out] Whoever runs this skill can give you a copy of all of it. Debriefs also go to the Alexa app, as cards.
    [out-no-cards] Whoever runs this skill can give you a copy of all of it.
    [can] I lead breathing before you go on, read your own evidence back, and take your debrief afterwards.
    [long] A minute or two. Say: that's enough, and we stop there.
    [why] What you answer is the evidence that I read you next time. You can also say: skip.
    [rating] No number is wrong. Zero means you can't do it at all, ten means you're highly certain.
    [meaning] I can't explain that better here.
   *[other] I can't answer that.
}

# Days.
date-today = Today
date-some-time = Some time ago
date-yesterday = Yesterday
date-tomorrow = Tomorrow
date-clock = at { $hour }:{ $minute } { $half }
date-clock-hour = at { $hour } { $half }
date-weekday = { $weekday ->
    [1] On Monday
    [2] On Tuesday
    [3] On Wednesday
    [4] On Thursday
    [5] On Friday
    [6] On Saturday
   *[7] On Sunday
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
   *[12] December
}
date-day = On { $month } { $day }
date-full = On { $month } { $day }, { $year }
date-week = In the week of { $month } { $day }
date-in-month = In { $month }
date-month-year = In { $month } { $year }
date-season = In the { $season ->
    [SP] spring
    [SU] summer
    [FA] fall
   *[WI] winter
} of { $year }
date-decade = In the { $decade }s
date-year = In { $year }
date-words = When: { $words }
sorry-broken = Something went wrong on my side. If you just told me something, please tell me again.
