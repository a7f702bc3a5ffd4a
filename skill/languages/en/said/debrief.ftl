debrief-outcome = { $of ->
    [criterion] Your challenge: { $challenge }. You'd know by this: { $criterion }. Did it go the way you wanted: yes, partly, or no?
    [challenge] Your challenge: { $challenge }. Did it go the way you wanted: yes, partly, or no?
   *[none] Did it go the way you wanted: yes, partly, or no?
}
    .again = One word is enough: yes, partly, or no?
    .example = If most of it went the way you wanted, say partly. Which one: yes, partly, or no?
debrief-worked = { $outcome ->
    [no] It's over now. Even so, what's one thing you did that worked?
   *[other] What's one thing you did that worked?
}
    .again = Start with: I. What's one thing you did that worked?
    .example = For example: I paused before each answer. What did you do?
debrief-own_part = { $cause ->
    [luck] Luck can be part of it. What's one thing you did that made it more likely?
    [help] They had a part in it. What was yours?
    [ease] It may have been easy. What's one thing you did that helped make it easy?
   *[other] What was your part in it?
}
    .again = Start with: I. What was your part in it?
    .example = For example: I asked for the room a week ahead. What was your part?
debrief-shows = { $told ->
    [yes] You said: { $deed }. What does that tell you about what you can do?
   *[no] What does this one tell you about what you can do?
}
    .again = Start with: I can. What does it tell you about what you can do?
    .example = For example: I can stay clear under questions. What can you do?
debrief-trace = What showed you that: a result, or something somebody said?
    .again = One thing you saw or heard is enough. What showed you that?
    .example = For example: the clock said nine minutes. What showed you that?
debrief-followed = Your plan was: { $planned }. Did you do it?
    .again = Did you do what you'd planned, yes or no?
    .example = Say yes if you did it even once, or no. Which one?
debrief-plan = { $outcome ->
    [no] What can you do differently next time, in how you prepare or how you go about it, and when exactly?
   *[other] What will you do differently next time, and when exactly?
}
    .again = Start with: when. What will you do differently, and when?
    .example = For example: when they ask a question, I breathe out first. What's yours?
    .noted = Got it.
debrief-more = { $quick ->
    [one] One more quick question?
    [two] Two more quick questions?
   *[other] A bit more?
}
    .again = It takes ten seconds. Yes or no?
    .example = Say yes to keep going, or no to stop here. Which one?
debrief-difficulty = Was it easy, about right, or hard?
    .again = One word is enough: easy, right, or hard?
    .example = If it took all you had, say hard. Which one: easy, right, or hard?
debrief-kept = That's on your record for your next warm-up.
debrief-kept-both = That's on your record for your next warm-up, with your plan.
debrief-kept-plan = That's on your record. Your plan is there for your next warm-up.
debrief-kept-only = That's on your record.

unfinished-resume = You started a debrief { $day } that isn't finished. Ready to finish it now?
    .again = It takes a minute. Do you want to finish it, yes or no?
    .example = Say yes to finish it, or no to leave it as it is. Which one?

note-words = What should it say?
    .again = Say the whole sentence again, starting with: I. What should it say?
    .example = For example: I kept eye contact. What should it say?
    .noted = Got it. You said: { $words }.
note-read_back = Should I read that back before your next one?
    .again = It stays on your record either way. Should I read it before your next one, yes or no?
    .example = Say yes to hear it in your warm-up, or no to just keep it. Which one?
note_waiting-read = You have a note waiting. Should I read it?
    .again = I'd read it out loud, right here. Should I, yes or no?
    .example = Say yes to hear it, or no to leave it for now. Which one?
note-earlier = Here's what you said { $day }: { $words }.
note-will-be-read = Okay, it's there for your warm-ups.
note-not-read = Okay, it stays on your record and out of your warm-ups.
note-only-kept = That's on your record.

card-title = Ready Room, { $month } { $day }
card-worked = What worked: { $words }
card-shows = What it tells you: { $words }
