# Hearing evidence, and forgetting it.

evidence-all = { $count ->
    [one] There's one piece of evidence on your record.
   *[other] There are { $count } pieces of evidence on your record.
}
evidence-latest = { $count ->
    [one] Here's your latest.
   *[other] Here are your latest { $count }.
}
evidence-next = { $count ->
    [one] One more.
   *[other] { $count } more.
}
evidence-deed = You did this { $date }. You said: { $words }.
evidence-shows = What it told you: { $words }.
evidence-only-shows = Something you did { $date } told you: { $words }.
evidence-none-here = None of your latest ones are for reading out loud.
evidence-none-aloud = There's nothing on your record for me to read out loud.
evidence-end = That's all of it.
evidence-more = More?
    .again = Say more for older ones, or stop. More?
    .example = Say yes to hear the next ones, or no to stop. Which one?
evidence-first = There's nothing on your record yet. How about adding a past success?
    .again = It takes a minute, and you'll hear it before you go on. Do you want to, yes or no?
    .example = Say yes to tell me one thing you've done before, or no to leave it. Which one?

forget-said = You said this { $day }: { $words }.
forget-unsaid = You told me something { $day }.
forget-nothing = There's nothing to delete.
forget-kept = Okay, I'll keep it.
forget-sure = Should I delete it?
    .again = { $told ->
        [yes] This would be gone for good: { $words }. Should I delete it, yes or no?
       *[no] It would be gone for good. Should I delete it, yes or no?
    }
    .example = Say yes to delete that one piece, or no to keep it. Which one?
moved-to = Moved to: { $name }.
forget-not-found = I can't find that on your record.
nothing-to-correct = There's nothing to correct right now.

erase-sure = That would delete everything I have about you, for good. Should I delete it all?
    .again = Every debrief, note, and plan would be gone. Should I delete it all, yes or no?
    .example = Say yes to delete all of it, or no to keep it. Which one?
erase-kept = Okay, I'll keep it all.
erase-done = I've deleted everything I had about you.
