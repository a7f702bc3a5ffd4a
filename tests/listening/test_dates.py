"""Dates that were lost, moved or guessed (kind 9), and those that are named in a wish (kind 6)."""

from collections.abc import Callable

import pytest

from simulator.device import Elicitation
from tests.listening.situations import Situation

At = Callable[[str], Situation]


def kept(there: Situation) -> tuple[str | None, str | None]:
    """Return the day and the hour that are set, or are being set where there was no date before."""
    date = there.domain().date
    return (date.day, date.time) if date else (None, None)


@pytest.mark.parametrize(
    "said",
    [
        ("to move it to friday", "stop"),
        ("to move it to friday", "no"),
        ("to move it to friday", "skip"),
        ("to move it to the twentieth of june at noon", "no", "stop"),
        ("to move it to september", "stop"),
        ("to move it to september", "friday", "stop"),
        ("to move it to next week", "no"),
        ("to move it to the twentieth of april", "stop"),
        ("to move it to saturday the eighth of may", "stop"),
        ("to move it to friday at three", "stop"),
        ("to change the date", "never mind"),
        ("to reschedule it", "no idea", "skip"),
    ],
)
def test_the_old_date_stays_until_the_new_one_is_whole(said: tuple[str, ...], at: At) -> None:
    there = at("dated")
    first, *others = said
    assert "the date stays. That's on Thursday at 3 PM." in there.say(f"ask ready room {first}", *others)
    assert kept(there) == ("2026-05-07", "15:00")


@pytest.mark.parametrize(
    ("said", "day", "time"),
    [
        # half of the day
        (("friday at one", "p m please"), "2026-05-08", "13:00"),
        (("sunday at three fifteen", "in the evening"), "2026-05-10", "15:15"),
        (("friday at two", "two in the afternoon"), "2026-05-08", "14:00"),
        (("friday at six", "evening please"), "2026-05-08", "18:00"),
        (("friday at six", "make it saturday", "in the morning"), "2026-05-09", "06:00"),
        (("saturday", "half nine", "in the morning"), "2026-05-09", "09:30"),
        (("saturday", "half past seven", "in the evening"), "2026-05-09", "19:30"),
        (("saturday", "quarter to six", "p m"), "2026-05-09", "17:45"),
        (("saturday", "eight thirty in the night"), "2026-05-09", "20:30"),
        (("saturday night", "one"), "2026-05-10", "01:00"),
        (("friday", "noonish"), "2026-05-08", "12:00"),
        (("first thing tuesday", "eight"), "2026-05-05", "08:00"),
        # a month or a week stays in mind
        (("september", "friday at noon", "the eleventh"), "2026-09-11", "12:00"),
        (("september", "friday at noon", "the first one"), "2026-09-04", "12:00"),
        (("september", "friday", "the last friday", "noon"), "2026-09-25", "12:00"),
        (("june", "the twelfth", "noon"), "2026-06-12", "12:00"),
        (("next month", "the fifth", "noon"), "2026-06-05", "12:00"),
        (("next week", "friday at noon"), "2026-05-15", "12:00"),
        (("the week after next", "on a wednesday at noon"), "2026-05-20", "12:00"),
        (("this weekend", "sunday", "noon"), "2026-05-10", "12:00"),
        # a day that is over
        (("the twentieth of april at ten a m", "the twentieth of may"), "2026-05-20", "10:00"),
        (("yesterday", "no tomorrow", "noon"), "2026-05-05", "12:00"),
        (("the twentieth of april at noon", "the twentieth of april"), "2027-04-20", "12:00"),
        # a weekday with its date
        (("friday the eighth of may at ten a m",), "2026-05-08", "10:00"),
        (("saturday may the 9th at noon",), "2026-05-09", "12:00"),
        (("the fifteenth friday at noon",), "2026-05-15", "12:00"),
        (("saturday the eighth of may at noon", "the eighth"), "2026-05-08", "12:00"),
        (("saturday the eighth of may at noon", "saturday"), "2026-05-09", "12:00"),
        (("friday", "the fifteenth", "noon"), "2026-05-15", "12:00"),
        # as it is said in Britain, in India, in America
        (("a fortnight on wednesday at noon",), "2026-05-20", "12:00"),
        (("friday week", "noon"), "2026-05-15", "12:00"),
        (("this day week at noon",), "2026-05-11", "12:00"),
        (("wednesday fortnight at noon",), "2026-05-20", "12:00"),
        (("twelfth may at four p m",), "2026-05-12", "16:00"),
        (("coming sunday at four p m",), "2026-05-10", "16:00"),
        (("day after tomorrow at half past four in the evening",), "2026-05-06", "16:30"),
        (("may twelve at noon",), "2026-05-12", "12:00"),
        (("a week from tomorrow at noon",), "2026-05-12", "12:00"),
    ],
)
def test_a_day_and_an_hour_are_the_ones_that_were_said(said: tuple[str, ...], day: str, time: str, at: At) -> None:
    there = at("ladder")
    first, *others = said
    there.say(f"ask ready room to schedule it for {first}", *others)
    assert kept(there) == (day, time)


@pytest.mark.parametrize("way", Elicitation)
@pytest.mark.parametrize(
    ("said", "day", "time"),
    [
        (("that one", "friday week", "half nine", "in the morning"), "2026-05-15", "09:30"),
        (("september", "friday", "the eleventh", "noon"), "2026-09-11", "12:00"),
        (("friday", "what", "fifteen thirty"), "2026-05-08", "15:30"),
    ],
)
def test_it_does_not_matter_how_the_words_come(
    way: Elicitation, said: tuple[str, ...], day: str, time: str, at: At
) -> None:
    there = at("ladder")
    there.stage.elicitation = way
    there.device = there.stage.device("hall")
    there.say("ask ready room to schedule it", *said)
    assert kept(there) == (day, time)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (("september",), "What day in September?"),
        (("september", "friday at noon"), "Which Friday in September?"),
        (("a friday in june",), "Which Friday in June?"),
        (("next week",), "What day in the week of May 11?"),
        (("next weekend",), "Saturday or Sunday?"),
        (("the twentieth of april at ten a m",), "April 20 is over. What day do you mean?"),
        (("last friday",), "May 1 is over. What day do you mean?"),
        (("saturday the eighth of may",), "May 8 isn't a Saturday. What day do you mean?"),
        (("september", "friday", "the nineteenth"), "September 19 isn't a Friday. What day do you mean?"),
        (("saturday", "half nine"), "Is that 9 in the morning, or in the afternoon or evening?"),
        (("friday", "the fifteenth"), "That's on Friday, May 15. What time?"),
    ],
)
def test_what_is_not_clear_is_asked(said: tuple[str, ...], asked: str, at: At) -> None:
    there = at("ladder")
    first, *others = said
    assert asked in there.say(f"ask ready room to schedule it for {first}", *others)


@pytest.mark.parametrize(
    ("said", "day", "time"),
    [
        ("to move it to noon tomorrow", "2026-05-05", "12:00"),
        ("to move it to friday at noon", "2026-05-08", "12:00"),
        ("to move it an hour later", "2026-05-07", "16:00"),
        ("to make it an hour later", "2026-05-07", "16:00"),
        ("to move it half an hour earlier", "2026-05-07", "14:30"),
        ("to push it back a day", "2026-05-08", "15:00"),
        ("to bring it forward by two days", "2026-05-05", "15:00"),
        ("to prepone it by one hour", "2026-05-07", "14:00"),
        ("to move it to the same time next monday", "2026-05-11", "15:00"),
        ("to move it to saturday same time", "2026-05-09", "15:00"),
        ("to move it to five p m the same day", "2026-05-07", "17:00"),
        ("to reschedule it to tomorrow at quarter past nine a m", "2026-05-05", "09:15"),
    ],
)
def test_a_move(said: str, day: str, time: str, at: At) -> None:
    there = at("dated")
    there.say(f"ask ready room {said}", "no")
    if there.device.is_open:
        there.say("yes", "no")  # more than a week away
    assert kept(there) == (day, time)


@pytest.mark.parametrize(
    ("said", "day", "time"),
    [
        ("no make it eleven", "2026-05-09", "11:00"),
        ("make it sunday", "2026-05-10", "10:00"),
        ("no sunday at noon", "2026-05-10", "12:00"),
        ("in the evening", "2026-05-09", "22:00"),
    ],
)
def test_another_hour_where_the_reminder_is_offered_is_taken_and_it_is_offered_anew(
    said: str, day: str, time: str, at: At
) -> None:
    there = at("reminder?")
    assert "Should I remind you" in there.say(said)
    assert kept(there) == (day, time)


@pytest.mark.parametrize("said", ["no", "no thanks", "not now", "no I'm good"])
def test_a_no_to_the_reminder_stays_a_no(said: str, at: At) -> None:
    there = at("reminder?")
    assert "on Saturday at 10 AM" in there.say(said)
    assert kept(there) == ("2026-05-09", "10:00")


@pytest.mark.parametrize(
    "said",
    [
        *("when's my date", "when is my demonstration", "what day is my step", "when am I on", "what's my date"),
        *("when is it", "tell me when my demonstration is"),
    ],
)
def test_the_own_date_is_told(said: str, at: At) -> None:
    there = at("dated")
    assert "on Thursday at 3 PM" in there.say(f"ask ready room {said}")
    assert kept(there) == ("2026-05-07", "15:00")


def test_where_there_is_none_it_is_offered(at: At) -> None:
    assert "There's no date yet. How about setting a date for it?" in at("ladder").say("ask ready room when's my date")


def test_the_thing_that_is_named_is_the_one_that_is_known(at: At) -> None:
    there = at("ladder")
    there.say("ask ready room my demonstration is on friday week at noon")
    assert kept(there) == ("2026-05-15", "12:00")
    assert len(there.performer.domains) == 2
    there.say("yes", "no", "ask ready room my chess tournament is on friday week at noon")
    assert there.domain().title == "chess tournaments"


def test_a_date_that_is_taken_off_was(at: At) -> None:
    there = at("dated")
    assert "That was: cooking demonstrations, on Thursday at 3 PM." in there.say("ask ready room to take the date off")
    assert kept(there) == (None, None)


@pytest.mark.parametrize("said", ["take the date off", "take the date off my calendar", "cancel the date"])
def test_a_new_performer_has_no_date_to_take_off_and_nothing_to_forget(said: str, at: At) -> None:
    assert "There's no date to remove." in at("new").say("open ready room", said)


@pytest.mark.parametrize("said", ["carried the tray", "sang for sixty people tonight", "finished the set"])
def test_what_is_told_after_midnight_is_of_the_evening_before(said: str, at: At) -> None:
    there = at("base").at(5, 5, 0, 30)
    there.say(f"tell ready room that I {said}", "yes")
    assert "You did this yesterday. You said: I" in there.at(5, 5, 10).say("ask ready room for my evidence")


def test_after_midnight_tomorrow_is_said_back_with_its_weekday(at: At) -> None:
    there = at("ladder").at(5, 5, 0, 30)
    there.device = there.stage.device("bedroom")
    assert "on Wednesday at 12 PM" in there.say("ask ready room to schedule it for tomorrow at noon")
    there.at(5, 5, 4, 30)
    assert "tomorrow at 12 PM" in there.say("ask ready room to schedule it for tomorrow at noon")
