# The warm-up. Its lines are the same every time. From the beginning to the first "in" there are 12 seconds the first time, 5 later.

warm-up-safety = Sit or stand somewhere safe, not driving or in water. If you get dizzy, breathe normally.
warm-up-start = Here we go.
warm-up-softly = Softly, through the nose.
warm-up-holds = If a hold feels like too much, just breathe.
warm-up-at-most = That was three minutes, the most I lead. Now let your breath do as it likes.
warm-up-two-sighs = Somewhere safe, not driving. Two sighs.
warm-up-no-breathing = No breathing, now and from now on. To have it back, say: with breathing.
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
    .taught = a bit more
cue-hold = hold
    .taught = and hold
cue-out = out
    .taught = and slowly out
cue-rest = hold
    .taught = and hold

half_way-where = You were in the middle of a warm-up. Shall we go on from your evidence, or start over?
    .again = Say: from my evidence. Or: start over. Which one?
    .example = If you've had your breathing, say: from my evidence. Which one: that, or start over?
