# The warm-up. Its lines are the same every time. The first "in" comes after 12 seconds the first time, later after 5.

warm-up-safety = Sit or stand somewhere safe, not driving or in water. If you get dizzy, breathe normally.
warm-up-start = Here we go.
warm-up-softly = Softly, through the nose.
warm-up-holds = If holding is too much, just breathe.
warm-up-no-holds = Without the holds, to be safe.
warm-up-tones = Now follow the tone. Up: breathe in. Down: breathe out.
warm-up-two-sighs = Somewhere safe, not driving. Two sighs.
warm-up-no-breathing = Okay, I'll skip the breathing from now on. To get it back, open ready room and say: with breathing.
warm-up-nervous = Feeling nervous is your body getting ready.
warm-up-stand = Stand up, if you can. Feet wide, eyes up, and one long breath out.
warm-up-shake = Now shake out your hands and your shoulders.
warm-up-landing = Now let your breath do what it wants.
warm-up-evidence = Here's your evidence.
warm-up-no-record = I can't reach your record right now. What you've done still stands.
warm-up-reappraisal = If your heart is beating fast, that's your body getting ready, and that energy can help you. Say it once, out loud: I'm excited.
warm-up-plan = Your plan: { $words }.
    .again = Once more: { $words }.
warm-up-cue = Your word: { $words }.
warm-up-go = Go. When you're back, say: Alexa, open ready room.

# The breathing cues: in full at first, then short.
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

half_way-where = You were in the middle of a warm-up. Go on from your evidence, or start over?
    .again = Say: from my evidence. Or: start over. Which one?
    .example = If you've done the breathing, say: from my evidence. Which one: that, or start over?

# Breathing that plays as a track, or in blocks with a question between them.
length = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
breathing-title = Breathing, { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
breathing-limits = One breath, in and out, has to take four to twenty seconds. Here's your usual one.
breathing-half = I didn't catch the whole pattern. Here's your usual one.
breathing-at-most = That's longer than I can lead.
breathing-track = { $length }. Follow the tone. Up: breathe in. Down: breathe out.
tones-top-up = A second rise: a little more.
tones-hold = Level: hold.
breathing-cannot = I can't do that here. You can say: pause, or start over.
breathing-bell = When the bell rings, say: Alexa, open ready room.
breathing-pause = To pause, say: Alexa, pause.
breathing-so-far = That was { $done } of { $length }.
breathing-more = Keep going, or skip to the rest?
    .again = Say: go on. Or: skip. Which one?
    .example = For more breathing, say: go on. To leave it at that, say: skip. Which one?
breathing-alone = Keep going?
    .again = Say: go on. Or: stop. Which one?
    .example = For more breathing, say: go on. If that's enough, say: stop. Which one?
breathing-left = { $done ->
    [0] You'd just started { $length } of breathing.
   *[other] You'd done about { $done } of { $length } of breathing.
}
breathing_left-where = Go on from there, or skip to the rest?
    .again = Say: go on. Or: skip. Or: start over. Which one?
    .example = For more breathing, say: go on. For what comes after it, say: skip. Which one?
breathing_left-alone = Go on from there?
    .again = Say: go on. Or: start over. Or: no. Which one?
    .example = For the rest of your breathing, say: go on. To leave it, say: no. Which one?
