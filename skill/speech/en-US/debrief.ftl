debrief-outcome = Did it go as you meant: yes, partly, or no?
    .again = One word is enough: yes, partly, or no?
    .example = If most of it went as you meant, say partly. Which one: yes, partly, or no?
debrief-worked = { $outcome ->
    [no] First, what is one thing you did that worked, even so?
   *[other] What is one thing you did that worked?
}
    .again = Start with: I. What is one thing you did that worked?
    .example = For example: I paused before each answer. What did you do?
debrief-own_part = { $cause ->
    [luck] Luck can be part of it. What is one thing you did that made it more likely?
    [help] They had a part in it. What was yours?
   *[ease] It may have been easy. What is one thing you did that helped make it so?
}
    .again = Start with: I. What was your part in it?
    .example = For example: I asked for the room a week ahead. What was your part?
debrief-shows = You said: { $deed }. What does that tell you about what you can do?
    .again = Start with: I can. What does it tell you about what you can do?
    .example = For example: I can stay clear under questions. What can you do?
debrief-trace = What showed you that: a result, or something somebody said?
    .again = One thing you saw or heard is enough. What showed you that?
    .example = For example: the clock said nine minutes. What showed it to you?
debrief-plan = { $outcome ->
    [no] What is in your hands to do differently next time, and when exactly?
   *[other] What will you do differently next time, and when exactly?
}
    .again = Start with: when. What will you do differently, and when?
    .example = For example: when they ask a question, I breathe out first. What is yours?
    .noted = Kept.
debrief-more = { $quick ->
    [one] One quick one more?
   *[two] Two quick ones more?
}
    .again = They take ten seconds. Yes or no?
    .example = Say yes for the last of it, or no to stop here. Which one?
debrief-difficulty = Was it easy, about right, or hard?
    .again = One word is enough: easy, right, or hard?
    .example = If it took all you had, say hard. Which one: easy, right, or hard?
debrief-certainty = Your goal: { $goal }. Zero means you cannot do it at all, five moderately certain, ten highly certain. As of now, how certain are you that you can do it?
    .again = One number, from zero to ten. As of now, how certain are you that you can do it?
    .example = If you're more sure than not, say six. Which number is it, from zero to ten?
    .noted = Noted: { $value }.
debrief-kept = It's on your record. I'll read it back before your next one.
debrief-kept-both = It's on your record. I'll read it back before your next one, with your plan.
debrief-kept-plan = It's on your record. I'll read your plan back before your next one.
debrief-kept-only = It's on your record.

unfinished-resume = { $day }, you began a debrief that isn't finished. Shall we finish it?
    .again = It takes a minute. Shall we finish it, yes or no?
    .example = Say yes to go on with it, or no to leave it as it is. Which one?

note-words = What should it say?
    .again = Say the whole sentence again, from: I. What should it say?
    .example = For example: I kept eye contact. What should it say?
    .noted = Kept. You said: { $words }.
note-read_back = Shall I read that back before your next one?
    .again = It stays on your record either way. Shall I read it before your next one, yes or no?
    .example = Say yes to hear it in your warm-up, or no to just keep it. Which one?
note-earlier = { $day }, you said: { $words }.
note-will-be-read = You'll hear it before your next one.
note-not-read = Then I'll keep it, and not read it.
note-only-kept = It's on your record.

card-title = Ready Room, { $month } { $day }
card-worked = What worked: { $words }
card-shows = What it tells you: { $words }
