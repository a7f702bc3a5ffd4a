opening-welcome = Welcome to Ready Room.
opening-guest = Welcome. I don't recognize your voice, so this household's record stays closed.
opening-hello = { $variant ->
    [0] Welcome back.
    [1] Hello again.
   *[other] Good to hear from you.
}
opening-what = If you're on soon, say: warm me up. If not, what are you getting ready for?
    .again = Say: warm me up. Or name what's coming, like: a job interview. What are you getting ready for?
    .example = For example: I'm getting ready for a piano recital. What about you?
opening-wish = { $variant ->
    [1] What'll it be: a warm-up, a debrief, or your evidence?
    [2] Would you like to warm up, debrief, or hear your evidence?
   *[other] Warm up, debrief, or hear your evidence?
}
    .again = Say: warm me up. Or: I'm done. Or: hear my evidence. Which one?
    .example = Before you go on, say: warm me up. Afterward, say: I'm done. Which one is it?
opening_today-warm_up = Warm up now?
    .again = Say yes to warm up, or no for later. Which one?
    .example = It takes about two minutes. Yes or no?
opening-add = { $variant ->
    [1] What'll it be: a warm-up, a debrief, or one more past success?
    [2] Would you like to warm up, debrief, or add a past success?
   *[other] Warm up, debrief, or add a past success?
}
    .again = Say: warm me up. Or: I'm done. Or: add a past success. Which one?
    .example = Before you go on, say: warm me up. Afterward, say: I'm done. Which one is it?
