# The ladder, and the date of what is next.

ladder-needs-goal = First, your goal.
ladder-what_first = { $place ->
    [harder] Now it is: { $now }. Say the whole step anew: what would be a notch harder, like more people, or ten minutes longer?
    [easier] Now it is: { $now }. What smaller part of it could you do this week?
    [before] Before this: { $now }. What smaller step could you do this week?
    [changed] Now it is: { $now }. What shall it be instead?
    [beyond] What is the next step from here: more people, longer, or higher stakes?
   *[whole] Your goal: { $goal }. What is a first step that you could do this week?
}
    .again = Start with: I could. What is the step?
    .example = For example: speak for two minutes to three colleagues. What is your step?
ladder-what_middle = What lies halfway between that and your goal?
    .again = Larger than: { $first }. Smaller than your goal. What is it?
    .example = For example: speak for five minutes in the team meeting. What is your step?
ladder-criterion = { $step ->
    [goal] The last step is your goal: { $what }. How will you know that you did it, by something you do yourself?
   *[other] For: { $what }. How will you know that you did it, by something you do yourself?
}
    .again = Name one thing you do that a friend could see. How will you know?
    .example = For example: I speak for two minutes without reading. How will you know?
# In the words of the certainty question.
ladder-certainty = { $scale ->
    [told] Your step: { $what }. On the same scale, as of now, how certain are you that you can do it?
   *[new] Your step: { $what }. Zero means you cannot do it at all, five moderately certain, ten highly certain. As of now, how certain are you that you can do it?
}
    .again = One number, from zero to ten. As of now, how certain are you that you can do it?
    .example = Any number from zero to ten is an answer. Which one fits now?
    .noted = Noted: { $value }.
ladder-adjusted = { $fit ->
    [split] That's a lot for one step. What smaller part of it could you do this week?
   *[too-easy] That one may show you little that is new. What would be a notch harder: more people, or longer?
}
    .again = Say the whole step, or skip to keep it as it is. What is it?
    .example = For example: the same talk for five people, not three. What is your step?
ladder-support = What would help you there: a rehearsal, a note, a friend in the room?
    .again = One thing that makes it easier to do. What would help?
    .example = For example: run through it once with Sam. What would help you?
ladder-made = That's your ladder. First: { $what }.
ladder-unchanged = Then it stays as it is.
ladder-challenge = Your next challenge: { $what }. You'll know by: { $criterion }.
ladder-support-told = What helps: { $words }.
ladder-next = Your next challenge: { $what }.
ladder-same = Your challenge stays: { $what }.
ladder-smaller = Your challenge stays: { $what }. For a smaller one first, open ready room and say: add a step before it.
ladder-top = You've done every step of your ladder.

ladder_offer-build = Shall we build a ladder: a few steps to your goal, the first one this week?
    .again = It takes about three minutes. Shall we build it, yes or no?
    .example = Say yes to make three steps, or no to leave it. Which one?
ladder_offer-resume = There's a step that we began. Shall we finish it?
    .again = It takes a minute. Shall we finish it, yes or no?
    .example = Say yes to go on with it, or no to leave it. Which one?
ladder_offer-proposed = { $place ->
    [harder] The last two felt easy. Shall we make the next one a notch harder?
   *[before] The last two didn't go as you meant. Shall we put a smaller step before the next one?
}
    .again = It takes a minute. Yes or no?
    .example = Say yes to change the next step, or no to keep it. Which one?
ladder_offer-top = You've done every step of your ladder. Shall we add the next one?
    .again = For something else, say: I'm getting ready for, and its name. Shall we add a step here?
    .example = Say yes to add a step, or no to leave it. Which one?

schedule-day = On which day?
    .again = Name a day from today on, like: Friday. Which day is it?
    .example = For example: next Tuesday. Which day?
schedule-time = { $part ->
    [MO] At what time in the morning?
    [AF] At what time in the afternoon?
    [EV] At what time in the evening?
    [NI] At what time at night?
   *[none] At what time?
}
    .again = An hour is enough, like: three in the afternoon. What time is it?
    .example = For example: ten in the morning. What time?
schedule-half = { $hour } in the morning, or in the afternoon or evening?
    .again = Say: morning, or afternoon. Which one?
    .example = Say: in the afternoon, if it's after lunch. Which one?
schedule-later = That's more than a week away, and a first step works when it is soon. Keep that day?
    .again = Say yes to keep it, or no to name an earlier day. Which one?
    .example = Say no to choose a day within a week. Keep it, yes or no?
schedule-prepare = You're highly certain. What is there still to prepare?
    .again = One thing to have ready. What is it?
    .example = For example: print the handout. What is there for you?
schedule-remind = An hour before would be: { $day } { $time }. Shall I remind you then?
    .again = Alexa would say: time to get ready. { $day } { $time }. Yes or no?
    .example = Say yes for a reminder, or no for none. Which one?
schedule-set = The date is set.
schedule-not-set = Then no date is set.
schedule-told = { $day }.
schedule-something = Something is set for today.
schedule-something-at = Something is set for today { $time }.
schedule-of = { $day }: { $name }.
schedule-day-and-time = { $day } { $time }
schedule-prepare-told = To prepare: { $words }.
schedule-reminder = Alexa will remind you: { $day } { $time }.
schedule-without-reminder = The date is set, without a reminder.
schedule-no-reminder = { $why ->
    [unsupported] The date is set. This device has no reminders.
    [too-many] The date is set, without a reminder: Alexa holds as many as it can.
   *[other] The date is set. I couldn't set a reminder just now.
}
schedule-no-zone = This device has no time zone, so I can't remind you.
schedule-none = There's no date to take off.
schedule-dropped = This date is off.
schedule-dropped-both = This date is off, and its reminder with it.
schedule-stays = Then the date stays.
schedule_offer-when = Shall we put it on a date?
    .again = A day and a time. Shall we set it, yes or no?
    .example = Say yes to name a day, or no for later. Which one?
reminder-label = Time to get ready.
