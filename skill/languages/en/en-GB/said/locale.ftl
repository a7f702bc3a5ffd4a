# Samaritans is free to call at any hour in the United Kingdom and in Ireland; 999 and 112 work in both.
distress = That sounds heavy. You don't have to carry it alone. You can call Samaritans on 116 123, day or night, or talk to someone you trust.
unwell = Sit down if you can, and breathe as you like. If it doesn't pass soon, or your chest hurts, call 999 or 112, or ask somebody near you.

# The day comes before the month.
date-nth = { $day ->
    [1] 1st
    [2] 2nd
    [3] 3rd
    [21] 21st
    [22] 22nd
    [23] 23rd
    [31] 31st
   *[other] { $day }th
}
date-day = on the { $day } of { $month }
date-full = on the { $day } of { $month } { $year }
date-month-day = the { $day } of { $month }
date-since = since the { $day } of { $month }
date-since-year = since the { $day } of { $month } { $year }
date-week = the week of the { $day } of { $month }
screen-day = { $day } { $month }
screen-day-year = { $day } { $month } { $year }
page-day-short = { $day } { $month } { $year }
card-title = Ready Room, { $day } { $month }
