"""A date that is told in passing is offered once the questions end (kind 18)."""

from collections.abc import Callable

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]


@pytest.mark.parametrize(
    ("said", "name", "offered"),
    [
        ("I'm getting ready for a wedding speech on saturday", "wedding speech", "on Saturday"),
        ("I've got a hearing on wednesday morning", "hearing", "on Wednesday in the morning"),
        ("there's a trial shift on friday at six p m", "trial shift", "on Friday at 6 PM"),
        ("I'm preparing for a job interview tomorrow at noon", "job interview", "tomorrow at 12 PM"),
        ("I'm training for the half marathon on june sixth", "half marathon", "on Saturday, June 6"),
        ("I have an audition a week on tuesday", "audition", "on Tuesday, May 12"),
        ("I'm practising for my viva on the fifteenth at ten a m", "viva", "on Friday, May 15 at 10 AM"),
        ("I have a driving test friday week", "driving test", "on Friday, May 15"),
        ("there's a pitch the day after tomorrow at half past two p m", "pitch", "on Wednesday at 2:30 PM"),
        ("I'm getting ready for a sangeet dance coming sunday evening", "sangeet dance", "on Sunday in the evening"),
    ],
)
def test_a_day_beside_the_thing(said: str, name: str, offered: str, at: At) -> None:
    there = at("new")
    there.say("open ready room", said, "speak for four minutes", "five")
    assert there.domain().title == name
    assert there.domain().date is None
    assert f"You said it's {offered}. Should I set that date?" in there.say("skip")


@pytest.mark.parametrize("said", ["I have a casting on thursday at two p m", "I've got a casting thursday at two p m"])
def test_a_new_thing_with_its_day_beside_others(said: str, at: At) -> None:
    there = at("base")
    there.say(f"ask ready room {said}", "read a page cold", "five", "skip")
    assert there.domain().title == "casting"
    assert "You said it's on Thursday at 2 PM. Should I set that date?" in there.last
    there.say("yes", "no")
    date = there.domain().date
    assert date is not None
    assert (date.day, date.time) == ("2026-05-07", "14:00")
    assert there.domain("cooking").date is None


def test_the_day_of_one_that_is_known_is_offered_at_once(at: At) -> None:
    there = at("base")
    assert "Should I set that date?" in there.say("ask ready room I'm getting ready for chess tournaments on saturday")
    assert there.domain().title == "chess tournaments"


@pytest.mark.parametrize(
    ("step", "offered"),
    [
        ("show one grip to my brother on wednesday", "on Wednesday"),
        ("cook for two on saturday evening", "on Saturday in the evening"),
        ("show it tomorrow at noon to a friend", "tomorrow at 12 PM"),
        ("fillet one fish the day after tomorrow", "on Wednesday"),
    ],
)
def test_a_day_beside_the_step(step: str, offered: str, at: At) -> None:
    there = at("base")
    said = there.say(
        *("ask ready room to build my ladder", step, "I say it aloud", "six"),
        *("show two grips to four", "I look up", "six", "I finish it"),
    )
    assert f"You said it's {offered}. Should I set that date?" in said
    assert there.domain().ladder.challenges[0].what == step


def test_a_day_beside_the_goal(at: At) -> None:
    there = at("new")
    there.say("ask ready room I'm getting ready for fencing", "win two bouts on saturday", "five")
    assert "You said it's on Saturday. Should I set that date?" in there.say("skip")
    assert there.domain().goal == "win two bouts on saturday"


def test_a_yes_asks_only_for_what_is_missing(at: At) -> None:
    there = at("new")
    there.say("open ready room", "I've got a hearing on wednesday morning", "answer the panel", "five", "skip")
    assert there.say("yes") == "What time in the morning? [listens]"
    there.say("ten", "no")
    date = there.domain().date
    assert date is not None
    assert (date.day, date.time) == ("2026-05-06", "10:00")


@pytest.mark.parametrize("answer", ["no", "skip"])
def test_a_no_sets_nothing_and_it_is_not_offered_again(answer: str, at: At) -> None:
    there = at("new")
    there.say("ask ready room I'm getting ready for a speech on saturday", "speak for four minutes", "five", "skip")
    there.say(answer)
    assert there.domain().date is None
    assert there.domain().pending_date is None


def test_where_the_questions_are_broken_off_it_is_offered_at_the_next_launch(at: At) -> None:
    there = at("new")
    there.say("ask ready room I'm getting ready for a speech on saturday", "stop")
    assert "You said it's on Saturday. Should I set that date?" in there.say("open ready room")
    there.say("no")
    assert "Saturday" not in there.say("open ready room")


@pytest.mark.parametrize(
    "said", ["my friend likes box breathing on friday", "the fish was fresh on friday", "my knife got sharp on friday"]
)
def test_a_day_in_a_sentence_that_names_no_thing_makes_none(said: str, at: At) -> None:
    there = at("later")
    there.say(said)
    assert [domain.title for domain in there.performer.domains] == ["cooking demonstrations", "chess tournaments"]


@pytest.mark.parametrize(
    "said",
    [
        *("a trivia night", "the friday night concert series", "the may festival", "a second audition", "five k runs"),
        *("the noon prayer", "a march", "job interviews"),
    ],
)
def test_names_that_only_sound_like_a_date_stay_whole(said: str, at: At) -> None:
    there = at("new")
    there.say(f"ask ready room I'm getting ready for {said}", "stop")
    assert there.domain().title == said.removeprefix("a ").removeprefix("the ")
    assert there.domain().pending_date is None
