# A role model, encouragement, progress, several domains, preferences.

model-name = Who is a step or two ahead of you and began where you are?
    .again = Somebody you know. Who is it?
    .example = For example: my colleague who began presenting last year. Who is it for you?
model-nearer = Somebody closer shows you more of the way. Who is just a step or two ahead of you?
    .again = A colleague, a fellow student, a friend. Who is it?
    .example = For example: the second violin who joined a year ago. Who is it?
model-started = Where did they start: what was hard for them?
    .again = One thing that was hard at first. What was it?
    .example = For example: she read every word from her notes. What was it for them?
model-did = What did they do that you could do, too?
    .again = Start with: they. What did they do?
    .example = For example: they rehearsed the opening ten times. What did they do?
model-kept = That's kept. You'll hear it before you go on, as long as you have no evidence of your own there.
model-not-yet = That's kept. To tell me what they did, open ready room and say: my role model.
model-who = Your role model: { $name }.
model-started-told = Where they started: { $words }.
model-did-told = What they did: { $words }.

encouragement-who = Who said it?
    .again = A teacher, a coach, a colleague. Who was it?
    .example = For example: my teacher, Ms. Ortiz. Who was it?
encouragement-words = What did they say, in their words?
    .again = As they said it. What was it?
    .example = For example: your opening held the room. What did they say?
encouragement-saw = What had they seen or heard you do?
    .again = One thing they had seen you do. What was it?
    .example = For example: my rehearsal last week. What had they seen?
encouragement-kept = That's kept, with what they saw.
encouragement-not-kept = I keep what rests on something they saw. Tell me again when you know what it was.
encouragement-told = { $who } said: { $words }.
encouragement-seen = What they saw: { $words }.

progress-nothing = There's nothing on your record yet. Open ready room and say: add a past success. Or after your next one: I'm done.
progress-count = { $more ->
    [yes] There are { $count } pieces of evidence among the latest on your record, and more before.
   *[no] { $count ->
        [0] There is no evidence on your record yet.
        [one] There is one piece of evidence on your record.
       *[other] There are { $count } pieces of evidence on your record.
    }
}
progress-rung = { $done ->
    [0] None of the { $count } steps on your ladder is done yet. Next: { $what }.
   *[other] Of { $count } steps on your ladder, { $done } done. Next: { $what }.
}
progress-trend = { $trend ->
    [up] Your certainty went from { $first } to { $latest }.
    [down] Your certainty went from { $first } to { $latest }. One number is a moment, not a verdict.
   *[same] Your certainty is about where it was: { $latest }.
}
rate-no-goal = There's no goal yet to rate. Open ready room and say: I'm getting ready for, and its name.
rate-kept = Noted: { $value }.

domains-none = There's nothing you're getting ready for yet. Open ready room and say: I'm getting ready for, and its name.
domains-one = You are getting ready for: { $name }.
domains-list = You have { $count }: { $names }.
domains-and = { $before }; { $name }
domains-which = Which one?
    .again = Say its name. Which one?
    .example = Say a word of its name, or stop. Which one is it?
domains-unknown = I don't have that one. For something new, open ready room and say: I'm getting ready for, and its name.
domains-taken = That name is taken by another one: { $name }.
domains-name = Now it is called: { $name }. What shall I call it?
    .again = Two or three words. What shall I call it?
    .example = For example: board presentation. What shall I call it?
domains-retire = { $name } would be put away, its evidence kept. Shall I?
    .again = Naming it brings it back. Shall I put it away, yes or no?
    .example = Say yes to put it away, or no to keep it here. Which one?
domains-retired = Put away: { $name }. To bring it back, open ready room and say its name.

prefer-pattern = Which breathing: slow, even, box, or sighs?
    .again = Or your own, like: in for four, out for six. Which one?
    .example = Slow is in for four and out for six. Which one: slow, even, box, or sighs?
prefer-pattern-kept = { $name ->
    [slow] From now on: slow breathing.
    [even] From now on: even breathing.
    [box] From now on: box breathing.
   *[sigh] From now on: sighs.
}
prefer-own-kept = From now on: in { $in },{ $hold ->
    [0] {""}
   *[other] {" "}hold { $hold },
} out { $out }{ $rest ->
    [0] .
   *[other] , hold { $rest }.
}
prefer-pattern-limits = One breath in and out has to take four to twenty seconds. Nothing is changed.
prefer-length = How long: one to five minutes?
    .again = Say: two minutes. How long?
    .example = Two minutes is usual. How long: one to five?
prefer-length-kept = { $seconds ->
    [60] From now on: one minute of breathing.
    [120] From now on: two minutes of breathing.
    [180] From now on: three minutes of breathing.
    [240] From now on: four minutes of breathing.
    [300] From now on: five minutes of breathing.
   *[other] From now on: { $seconds } seconds of breathing.
}
prefer-length-limits = { $seconds ->
    [300] From now on: five minutes. That's as close as I get.
   *[other] From now on: { $seconds } seconds. That's as close as I get.
}
prefer-cue = Which word do you say to yourself before you start?
    .again = One word that tells you how, like: steady. Or say no for none. Which word?
    .example = For example: slow, or tall, or breathe. Which word is yours?
cue-kept = Your word: { $words }. You'll hear it last, before you go.
cue-none = Then there's no cue word.
prefer-no-rating = I won't ask for that number. To have it back, open ready room and say: ask me to rate.
prefer-rating = I'll ask for that number again.
prefer-no-cards = No more cards. To have them back, open ready room and say: send cards.
prefer-cards = You'll get cards again.
prefer-my-voice = Your record is kept to your voice, and I send no cards. To undo that, open ready room and say: any voice, or: send cards.
prefer-any-voice = Any voice of your household may hear it.

voice-claim = There's a record here that belongs to no voice yet. Is it yours?
    .again = If you have told me things here before, say yes. Is that record yours?
    .example = Say no to begin a record of your own. Is it yours, yes or no?
voice-share = Any voice of your household could hear your record then. Shall I open it?
    .again = Your evidence would be read to whoever asks. Shall I open it, yes or no?
    .example = Say yes to let every voice hear it, or no to keep it to yours. Which one?
voice-claimed = Then it's yours. I'll know you by your voice. Say: Alexa, open ready room.
voice-claimed-already = Another voice has it by now. Yours begins anew. Say: Alexa, open ready room.
voice-own = Then you begin your own. Say: Alexa, open ready room.
voice-another = That's another voice. Whoever I was talking with, could you say that again?
    .again = To begin your own, say: Alexa, open ready room. Is whoever was here still there?
voice-not-known = I don't know your voice just now, so I can't keep it to yours. Set up a voice profile in the Alexa app.
voice-not-yours = This record belongs to another voice.
