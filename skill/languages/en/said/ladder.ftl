# The ladder, and the date of the next challenge.

ladder-needs-goal = First, your goal.
ladder-what_first = { $place ->
    [harder] Right now it's: { $now }. Say the whole step again: what would be a bit harder, like more people, or ten minutes longer?
    [easier] Right now it's: { $now }. What smaller part of it could you do this week?
    [before] Next up: { $now }. What smaller step could you do before that, this week?
    [changed] Right now it's: { $now }. What should it be?
    [beyond] What's the next step from here: more people, longer, or higher stakes?
    [whole] Your goal: { $goal }. What's a first step you could take this week?
   *[other] What's the step?
}
    .again = Start with: I could. What's the step?
    .example = For example: speak for two minutes to three colleagues. What's your step?
ladder-what_middle = What would be about halfway between that and your goal?
    .again = Bigger than: { $first }. Smaller than your goal. What is it?
    .example = For example: speak for five minutes in the team meeting. What's your step?
ladder-criterion = { $step ->
    [goal] The last step is your goal: { $what }. How will you know you did it, from something you do yourself?
   *[other] Your step: { $what }. How will you know you did it, from something you do yourself?
}
    .again = Name one thing you do that a friend could see. How will you know?
    .example = For example: I speak for two minutes without reading. How will you know?
# In the same words as the certainty question.
ladder-certainty = { $scale ->
    [told] Your step: { $what }. On the same scale, as of now, how certain are you that you can do it?
   *[new] Your step: { $what }. Zero means you cannot do it at all, five moderately certain, ten highly certain. As of now, how certain are you that you can do it?
}
    .again = One number, from zero to ten. As of now, how certain are you that you can do it?
    .example = Any number from zero to ten is an answer. Which one fits now?
    .noted = Got it: { $value }.
ladder-adjusted = { $fit ->
    [split] That's a lot for one step. What smaller part of it could you do this week?
    [too-easy] That one may not show you much that's new. What would be a bit harder: more people, or longer?
   *[other] How would you change that step?
}
    .again = Say the whole step, or skip to keep it as it is. What is it?
    .example = For example: the same talk for five people, not three. What's your step?
ladder-support = What would help you there: a rehearsal, a note, or a friend in the room?
    .again = Name one thing that would make it easier. What would help?
    .example = For example: run through it once with Sam. What would help you?
ladder-made = That's your ladder. First: { $what }.
ladder-unchanged = Okay, it stays as it is.
ladder-challenge = Your next challenge: { $what }. You'll know by this: { $criterion }.
ladder-support-told = What helps: { $words }.
ladder-next = Your next challenge: { $what }.
ladder-same = Your challenge stays the same: { $what }.
ladder-smaller = Your challenge stays the same: { $what }. For a smaller one first, open ready room and say: add a step before it.
ladder-top = You've done every step on your ladder.

ladder_offer-build = How about building a ladder: a few steps to your goal, with the first one this week?
    .again = It takes about three minutes. Do you want to build it, yes or no?
    .example = Say yes to make three steps, or no to leave it. Which one?
ladder_offer-resume = There's a step we started and didn't finish. Ready to finish it now?
    .again = It takes a minute. Do you want to finish it, yes or no?
    .example = Say yes to finish it, or no to leave it. Which one?
ladder_offer-proposed = { $place ->
    [harder] The last two felt easy. How about making the next one a bit harder?
    [before] The last two didn't go the way you wanted. How about a smaller step before the next one?
   *[other] How about changing the next step?
}
    .again = It takes a minute. Yes or no?
    .example = Say yes to change the next step, or no to keep it. Which one?
ladder_offer-top = You've done every step on your ladder. How about adding the next one?
    .again = For something else, say: I'm getting ready for, and its name. Do you want to add a step here?
    .example = Say yes to add a step, or no to leave it. Which one?

schedule-day = { $about ->
    [month] What day { $near }?
    [week] What day in { $near }?
    [weekend] Saturday or Sunday?
    [which] Which { $weekday } { $near }?
    [over] { $near } is over. What day do you mean?
    [other] { $near } isn't a { $weekday }. What day do you mean?
   *[none] What day?
}
    .again = Name any day from today on, like: Friday. What day?
    .example = For example: next Tuesday. What day?
schedule-time = { $part ->
    [MO] What time in the morning?
    [AF] What time in the afternoon?
    [EV] What time in the evening?
    [NI] What time at night?
   *[none] What time?
}
    .again = Just the hour is enough, like: three in the afternoon. What time?
    .example = For example: ten in the morning. What time?
    .noted = That's { $date }.
schedule-half = Is that { $hour } in the morning, or in the afternoon or evening?
    .again = Say: morning, or afternoon. Which one?
    .example = Say: in the afternoon, if it's after lunch. Which one?
schedule-later = That's { $date }, more than a week away, and it helps to take a first step soon. Keep that day?
    .again = Say yes to keep it, or no to name an earlier day. Which one?
    .example = Say no to choose a day within the week. Keep it, yes or no?
schedule-prepare = You're highly certain. What's left to prepare?
    .again = Name one thing to have ready. What is it?
    .example = For example: print the handout. What's left for you?
schedule-remind = That's { $date }. Should I remind you an hour before?
    .again = Alexa would say: time to get ready. That would be { $day } { $time }. Yes or no?
    .example = Say yes for a reminder, or no for none. Which one?
schedule-set = The date is set.
schedule-not-set = Okay, no date for now.
schedule-told = That's { $day }.
schedule-something = You have something today.
schedule-something-at = You have something today { $time }.
schedule-of = That was: { $name }, { $day }.
schedule-day-and-time = { $day } { $time }
schedule-day-and-part = { $day } { $part ->
    [MO] in the morning
    [AF] in the afternoon
    [EV] in the evening
   *[NI] at night
}
schedule-prepare-told = To prepare: { $words }.
schedule-reminder = Alexa will remind you { $day } { $time }.
schedule-without-reminder = The date is set, without a reminder.
schedule-no-reminder = { $why ->
    [unsupported] The date is set. This device can't set reminders.
    [too-many] The date is set, without a reminder: Alexa has no room for more reminders.
   *[other] The date is set. I couldn't set a reminder just now.
}
schedule-no-zone = This device has no time zone set, so I can't remind you.
schedule-none-set = There's no date yet.
schedule-was = That was { $day }.
schedule-none = There's no date to remove.
schedule-none-on = There's nothing on { $day }.
schedule-next = Your next date is { $day }.
schedule-dropped = I've removed that date.
schedule-dropped-both = I've removed that date and its reminder.
schedule-stays = Okay, the date stays.
schedule_offer-told = You said it's { $day }. Should I set that date?
    .again = I'd keep that day for you, and ask for the time if it's missing. Yes or no?
    .example = Say yes to set it, or no to leave it. Which one?
schedule_offer-when = How about setting a date for it?
    .again = It's just a day and a time. Do you want to set it, yes or no?
    .example = Say yes to name a day, or no for later. Which one?
reminder-label = Time to get ready.
