# Hearing one's evidence, and taking it back.

evidence-all = { $count ->
    [one] There is one piece on your record.
   *[other] There are { $count } pieces on your record.
}
evidence-latest = Here are your latest { $count }.
evidence-next = { $count ->
    [one] One more.
   *[other] { $count } more.
}
evidence-deed = { $date }. You said: { $words }.
evidence-shows = What it told you: { $words }.
evidence-only-shows = { $date }. What it told you: { $words }.
evidence-none-here = None of the latest is for reading aloud.
evidence-none-aloud = There's nothing on your record to read aloud.
evidence-end = That's all of it.
evidence-more = More?
    .again = Say more for older ones, or stop. More?
    .example = Say yes to hear the next ones, or no to stop. Which one?
evidence-first = There's nothing on your record yet. Shall we add one past success?
    .again = It takes a minute, and you'll hear it before you go on. Shall we, yes or no?
    .example = Say yes to tell me one thing you did before, or no. Which one?

forget-said = { $day }, you said: { $words }.
forget-unsaid = There is one piece from you. { $day }.
forget-nothing = There's nothing to forget.
forget-kept = Then it stays.
forget-sure = Shall I forget it?
    .again = It would be gone for good. Shall I forget it, yes or no?
    .example = Say yes to delete that one piece, or no to keep it. Which one?
nothing-to-correct = There's nothing to put right just now.

erase-sure = Everything I keep of you would be deleted, for good. Shall I delete it?
    .again = Every debrief, note and plan would be gone. Shall I delete it all, yes or no?
    .example = Say yes to delete all of it, or no to keep it. Which one?
erase-kept = Then it all stays.
erase-done = Deleted. I know nothing of you now.
