# The warm-up. Its lines are the same every time. From the beginning to the first "in" there are 12 seconds the first time, 5 later.

warm-up-safety = Sit or stand somewhere safe, not driving or in water. If you get dizzy, breathe normally.
warm-up-start = Here we go.
warm-up-softly = Softly, through the nose.
warm-up-holds = If a hold feels like too much, just breathe.
warm-up-no-holds = Without the holds, to be safe.
warm-up-tones = Now a tone leads. It goes up: breathe in. Down: breathe out.
warm-up-two-sighs = Somewhere safe, not driving. Two sighs.
warm-up-no-breathing = No breathing, now and from now on. To have it back, open ready room and say: with breathing.
warm-up-nervous = Nerves are your body getting ready.
warm-up-stand = Stand up, if you can. Feet wide, eyes up, and one long breath out.
warm-up-shake = Now shake out your hands and your shoulders.
warm-up-landing = Now let your breath do as it likes.
warm-up-evidence = Here is what you have done.
warm-up-no-record = I can't reach your record just now. What you have done still stands.
warm-up-reappraisal = If your heart is quick, that's your body getting ready, and that energy can help you. Say it once, out loud: I'm excited.
warm-up-plan = Your plan: { $words }.
    .again = Once more: { $words }.
warm-up-cue = Your word: { $words }.
warm-up-go = Go. When you're back, say: Alexa, open ready room.

# The cues of the breath: in full at first, then thin.
cue-in = In
    .taught = Breathe in
cue-top-up = more
    .taught = more
cue-hold = hold
    .taught = hold
cue-out = out
    .taught = and out
cue-rest = hold
    .taught = hold

half_way-where = You were in the middle of a warm-up. Shall we go on from your evidence, or start over?
    .again = Say: from my evidence. Or: start over. Which one?
    .example = If you've had your breathing, say: from my evidence. Which one: that, or start over?

# Breathing that goes on by itself, or in blocks with a question between.
length = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
breathing-title = Breathing, { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
breathing-limits = One breath in and out has to take four to twenty seconds. Here is your usual one.
breathing-half = I didn't catch your whole breath. Here is your usual one.
breathing-at-most = That is longer than I lead.
breathing-track = { $length }. The tone goes up: breathe in. Down: breathe out.
tones-top-up = A second rise: a little more.
tones-hold = Level: hold.
breathing-cannot = I can't do that here. You can say: pause, or start over.
breathing-bell = When the bell rings, say: Alexa, open ready room.
breathing-pause = To pause, say: Alexa, pause.
breathing-so-far = That was { $done } of { $length }.
breathing-more = Go on breathing, or skip to the rest?
    .again = Say: go on. Or: skip. Which one?
    .example = For more breathing, say: go on. To leave it at that, say: skip. Which one?
breathing-alone = Shall we go on?
    .again = Say: go on. Or: stop. Which one?
    .example = For more breathing, say: go on. If that's enough, say: stop. Which one?
breathing-left = { $done ->
    [0] You had just begun { $length } of breathing.
   *[other] You had about { $done } of { $length } of breathing.
}
breathing_left-where = Go on from there, or skip to the rest?
    .again = Say: go on. Or: skip. Or: start over. Which one?
    .example = For more breathing, say: go on. For what comes after it, say: skip. Which one?
breathing_left-alone = Go on from there?
    .again = Say: go on. Or: start over. Or: no. Which one?
    .example = For the rest of your breathing, say: go on. To leave it, say: no. Which one?
