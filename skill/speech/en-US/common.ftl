# What is said in any topic.

okay = Okay. Until next time.
stopped = Okay.
stopped-in-question = Okay. What you told me is kept.
until-later = Let's leave it for now. What you told me is kept.
kept = Kept.
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

# Dizzy while breathing, or worse. The number is the locale's.
unwell = Then let's stop. Sit down if you can, and breathe as you like. If it doesn't pass soon, or your chest hurts, call 911 or ask somebody near you.

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
