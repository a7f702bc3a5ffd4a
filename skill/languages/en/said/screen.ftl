# What a screen shows apart from the spoken lines: the phase in the circle, the time left, the buttons.

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
