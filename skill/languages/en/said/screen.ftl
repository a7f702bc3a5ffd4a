# What a screen shows apart from the spoken lines: while breathing, the phase, the time left and the buttons.

screen-in = In
screen-top-up = More
screen-hold = Hold
screen-out = Out
screen-rest = Hold
screen-paused = Paused
screen-left = { $breaths ->
    [0] Done
    [1] Last breath
   *[other] { $breaths } breaths left
}
screen-pause = Pause
    .spoken = Pause
screen-resume = Resume
    .spoken = Go on from here
screen-skip = Skip
    .spoken = Skip the breathing
screen-stop = Stop
    .spoken = Stop the warm-up

# What is on record, shown while it is read.
screen-count = { $more ->
    [yes] { $count } recent pieces of evidence
   *[no] { $count ->
        [one] 1 piece of evidence
       *[other] { $count } pieces of evidence
    }
}
screen-did = You did this { $date }
screen-told = What it told you
screen-only-told = Something you did { $date } told you
screen-quote = “{ $words }”
screen-words = { $words }
screen-progress = How it's going
screen-certainty = Certainty
screen-rung = { $done } of { $count } steps done
screen-next = Next: { $what }
screen-plot = Certainty over time, from 0 to 10
screen-scale = 0: cannot do it, 10: highly certain
screen-unchanged = In the band (under two points): no change
screen-rating = { $value } { $day }
screen-day = { $month } { $day }
screen-day-year = { $month } { $day }, { $year }
screen-month = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
    [12] Dec
   *[other] {""}
}
