# A role model, encouragement, progress, several domains, preferences.

model-name = Who's a step or two ahead of you and started where you are now?
    .again = Think of somebody you know. Who is it?
    .example = For example: my colleague who started presenting last year. Who is it for you?
model-nearer = Somebody closer can show you more of the way. Who's just a step or two ahead of you?
    .again = A colleague, a fellow student, a friend. Who is it?
    .example = For example: the second violin who joined a year ago. Who is it?
model-taken = Your role model: { $name }.
model-started = What was hard for them when they started?
    .again = Name one thing that was hard at first. What was it?
    .example = For example: she read every word from her notes. What was it for them?
model-did = What did they do that you could do too?
    .again = Start with: they. What did they do?
    .example = For example: they rehearsed the opening ten times. What did they do?
model-kept = I've saved that. You'll hear it before you go on, until you have evidence of your own there.
model-not-yet = I've saved that. To tell me what they did, open ready room and say: my role model.
model-started-told = Where they started: { $words }.
model-did-told = What they did: { $words }.

encouragement-who = Who said it?
    .again = A teacher, a coach, a colleague. Who was it?
    .example = For example: my teacher, Ms. Ortiz. Who was it?
encouragement-words = What did they say, in their own words?
    .again = Say it the way they said it. What was it?
    .example = For example: your opening held the room. What did they say?
encouragement-saw = What had they seen or heard you do?
    .again = Name one thing they'd seen you do. What was it?
    .example = For example: my rehearsal last week. What had they seen?
encouragement-kept = I've saved that, with what they saw.
encouragement-not-kept = I only save encouragement that comes with something they saw. Tell me again when you know what it was.
encouragement-told = { $who } said: { $words }.
encouragement-seen = What they saw: { $words }.

progress-nothing = There's nothing on your record yet. Open ready room and say: add a past success. Or after your next one: I'm done.
progress-rung = { $done ->
    [0] You haven't done any of the { $count } steps on your ladder yet. Next: { $what }.
   *[other] You've done { $done } of the { $count } steps on your ladder. Next: { $what }.
}
progress-trend = { $trend ->
    [up] Your certainty went from { $first } to { $latest }.
    [down] Your certainty went from { $first } to { $latest }. One number is only a moment.
    [same] Your certainty is about where it was: { $latest }.
   *[other] Your latest certainty: { $latest }.
}
lookup-cue = Your cue word: { $words }.
lookup-certainty = Your certainty was { $value } { $day }.
lookup-none = { $what ->
    [goal] You haven't told me a goal yet.
    [plan] There's no plan yet. You make one when you debrief.
    [cue] There's no cue word yet. To choose one, open ready room and say: my cue word is, and the word.
    [encouragement] You haven't told me what they said.
    [person] You haven't told me about them.
    [model] There's no role model yet.
    [certainty] You haven't told me how certain you are yet.
    [steps] There's no ladder yet. To make one, open ready room and say: build my ladder.
   *[note] There's no note yet.
}
rate-no-goal = You don't have a goal to rate yet. Open ready room and say: I'm getting ready for, and its name.
rate-kept = Got it: { $value }.

domains-none = You're not getting ready for anything yet. Open ready room and say: I'm getting ready for, and its name.
domains-one = You're getting ready for: { $name }.
domains-list = You're getting ready for { $count } things: { $names }.
domains-and = { $before }; { $name }
domains-which = Which one?
    .again = Say its name. Which one?
    .example = Say a word of its name, or stop. Which one is it?
thing-which = Which one is it?
    .again = Say its name. Which one is it?
    .example = Say a word of its name, or stop. Which one is it?
thing-for = This is for: { $name }.
thing-unknown = I don't have this one on your record: { $name }.
thing-new = There's nothing on your record for this yet: { $name }. To add it afterward, open ready room and say: I'm getting ready for, and its name.

domains-unknown = I don't have that one. For something new, open ready room and say: I'm getting ready for, and its name.
domains-taken = Another one already has that name: { $name }.
domains-name = Right now it's called: { $name }. What should I call it?
    .again = Two or three words are enough. What should I call it?
    .example = For example: board presentation. What should I call it?
domains-retire = This is about: { $name }. I'll keep its evidence. Should I put it away?
    .again = This would be put away: { $name }. Should I do that, yes or no?
    .example = Say yes to put it away, or no to keep it here. Which one?
domains-retired = I've put this away: { $name }. To bring it back, open ready room and say its name.

prefer-pattern = Which breathing: slow, even, box, or sighs?
    .again = Or your own, like: in for four, out for six. Which one?
    .example = Slow is in for four and out for six. Which one: slow, even, box, or sighs?
prefer-pattern-kept = { $name ->
    [slow] From now on: slow breathing.
    [even] From now on: even breathing.
    [box] From now on: box breathing.
    [sigh] From now on: sighs.
   *[other] Got it. That's your breathing from now on.
}
prefer-own-kept = From now on: in { $in },{ $hold ->
    [0] {""}
   *[other] {" "}hold { $hold },
} out { $out }{ $rest ->
    [0] .
   *[other] , hold { $rest }.
}
prefer-own-named = I've saved it as: { $name }.
prefer-pattern-limits = One breath, in and out, has to take four to twenty seconds. I haven't changed anything.
prefer-length = How long: one to five minutes?
    .again = Say something like: two minutes. How long?
    .example = The usual is two minutes. How long: one to five?
prefer-length-kept = { $seconds ->
    [60] From now on: one minute of breathing.
    [120] From now on: two minutes of breathing.
    [180] From now on: three minutes of breathing.
    [240] From now on: four minutes of breathing.
    [300] From now on: five minutes of breathing.
   *[other] From now on: { $seconds } seconds of breathing.
}
prefer-length-limits = { $seconds ->
    [300] From now on: five minutes. That's as close as I can get.
   *[other] From now on: { $seconds } seconds. That's as close as I can get.
}
prefer-cue = What word do you say to yourself before you start?
    .again = One word that tells you how, like: steady. Or say no for none. What's the word?
    .example = For example: slow, or tall, or breathe. What's yours?
cue-kept = Your word: { $words }. You'll hear it last, right before you go.
cue-none = Okay, no cue word.
prefer-no-rating = I won't ask for that number anymore. To bring it back, open ready room and say: ask me to rate.
prefer-rating = I'll ask for that number again.
prefer-no-cards = No more cards. To get them back, open ready room and say: send cards.
prefer-cards = You'll get cards again.
prefer-my-voice = Only your voice can open your record now, and I won't send cards. To undo that, open ready room and say: any voice, or: send cards.
prefer-any-voice = Any voice in your household can hear it.

voice-claim = There's a record here that isn't linked to a voice yet. Is it yours?
    .again = If you have told me things here before, say yes. Is that record yours?
    .example = Say no to start a record of your own. Is it yours, yes or no?
voice-share = Then any voice in your household could hear your record. Should I open it?
    .again = Your evidence would be read to whoever asks. Should I open it, yes or no?
    .example = Say yes to let any voice hear it, or no to keep it to yours. Which one?
voice-claimed = Okay, it's yours. I'll know you by your voice. To start, say: Alexa, open ready room.
voice-claimed-already = Another voice has that one now, so you'll have your own. To start, say: Alexa, open ready room.
voice-own = Okay, you'll have your own. To start, say: Alexa, open ready room.
voice-another = That's a different voice. Could the person I was talking with say that again?
    .again = To start your own, say: Alexa, open ready room. Is the person I was talking with still there?
voice-not-known = I don't recognize your voice right now, so I can't do that. You can set up a voice profile in the Alexa app.
voice-not-yours = That record belongs to another voice.

pace-slow = I'll speak slower from now on. To undo that, open ready room and say: normal speed.
pace-usual = I'm back to my usual speed.
pace-volume = The volume is Alexa's own. You can ask Alexa to turn it up or down.
