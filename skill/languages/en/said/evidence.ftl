# Hearing evidence, and forgetting it.

evidence-count = { $more ->
    [yes] There are { $count } recent pieces of evidence on your record, and more before them{ $missed ->
        [0] .
       *[other] : { $done ->
            [one] one
           *[other] { $done }
        } done and { $missed ->
            [one] one
           *[other] { $missed }
        } not.
    }
   *[no] { $count ->
        [0] There's no evidence on your record yet.
        [one] There's one piece of evidence on your record.
       *[other] There are { $count } pieces of evidence on your record{ $since ->
            [none] {""}
           *[other] {" "}{ $since }
        }{ $missed ->
            [0] .
           *[other] : { $done ->
                [one] one
               *[other] { $done }
            } done and { $missed ->
                [one] one
               *[other] { $missed }
            } not.
        }
    }
}
evidence-left-out = { $count ->
    [one] { $of ->
        [one] It stays out of your warm-ups.
       *[other] One of them stays out of your warm-ups.
    }
   *[other] { $count } of them stay out of your warm-ups.
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
evidence-found = { $count ->
    [one] There's one like that.
   *[other] There are { $count } like that.
}
evidence-found-some = { $count ->
    [one] There's one like that among your latest { $of }.
   *[other] There are { $count } like that among your latest { $of }.
}
evidence-then = { $count ->
    [one] There's one from then.
   *[other] There are { $count } from then.
}
evidence-oldest = This is your first.
evidence-newest = This is your latest.
evidence-nearest = Nothing has all of that. This comes nearest.
evidence-nearest-day = There's nothing from then. This is the nearest.
evidence-not-found = There's nothing like that on your record.
evidence-not-found-some = There's nothing like that among your latest { $of }.
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
forget-rating = You rated your certainty { $value } just now.
forget-person = What you told me about this person: { $name }.
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
