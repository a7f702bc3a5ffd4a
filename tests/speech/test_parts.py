"""The parts of a reply: packed into a session and read again, and long words shortened before they are repeated."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.breathing.patterns import SLOW
from skill.breathing.recordings import Kind, recording
from skill.breathing.timeline import timeline
from skill.speech.parts import (
    MOST_ECHOED_CHARACTERS,
    Breathing,
    Line,
    Part,
    Pause,
    Tones,
    brief,
    cut,
    line,
    pack,
    unpack,
)

KEY = st.text("abcdefghij-.", min_size=1, max_size=12)
ARGUMENTS = st.dictionaries(KEY, st.text(max_size=20) | st.integers(-5, 10_000), max_size=3)
LINES = st.recursive(
    st.builds(Line, KEY, ARGUMENTS),
    lambda inner: st.builds(Line, KEY, st.dictionaries(KEY, inner | st.text(max_size=20), max_size=3)),
    max_leaves=5,
)
PAUSES = st.builds(Pause, st.integers(0, 60_000))
LED: tuple[Part, ...] = (Breathing(timeline(SLOW, 1)), Tones(recording(SLOW, 6, Kind.CLIP)))


def test_a_line_is_named_with_its_variables() -> None:
    assert line("evidence-deed", words="I paused", number=3) == Line(
        "evidence-deed", {"words": "I paused", "number": 3}
    )
    assert line("okay") == Line("okay")


@given(st.lists(LINES | PAUSES, max_size=6))
def test_lines_and_pauses_come_back_from_a_session(parts: list[Line | Pause]) -> None:
    assert unpack(json.loads(json.dumps(pack(parts)))) == tuple(parts)


def test_a_line_is_packed_as_its_name_and_a_pause_as_its_length() -> None:
    inner = line("date-month", month=5)
    assert pack([line("okay"), Pause(500), line("date-in-month", month=inner)]) == [
        ["okay"],
        500,
        ["date-in-month", {"month": ["date-month", {"month": 5}]}],
    ]


@given(st.lists(LINES | PAUSES, max_size=4), st.integers(0, 4))
def test_rounds_of_breathing_are_not_packed(parts: list[Line | Pause], place: int) -> None:
    mixed: list[Part] = [*parts[:place], *LED, *parts[place:]]
    assert pack(mixed) == pack(parts)


def test_what_could_give_way_in_one_answer_is_all_there_when_it_is_said_again() -> None:
    parts = (Line("okay", gives_way=2), Pause(500, gives_way=1))
    assert unpack(pack(parts)) == (Line("okay"), Pause(500))


def test_nothing_packs_to_nothing() -> None:
    assert pack(()) == []
    assert unpack([]) == ()


def test_the_longest_text_that_is_repeated_in_full_has_25_words() -> None:
    assert brief("word " * 25) == "word " * 25
    assert brief("word " * 26) == "word " * 12 + "…"


@given(st.lists(st.text("abc", min_size=1, max_size=5), max_size=25).map(" ".join))
def test_up_to_25_words_are_repeated_as_they_are(words: str) -> None:
    assert brief(words) == words


@given(st.lists(st.text("abc", min_size=1, max_size=5), min_size=26, max_size=99))
def test_of_more_words_the_first_twelve_are_repeated(words: list[str]) -> None:
    assert brief(" ".join(words)) == " ".join(words[:12]) + " …"


@given(st.text("ab \n", max_size=200))
def test_shortening_twice_changes_nothing_more(words: str) -> None:
    assert brief(brief(words)) == brief(words)
    assert len(brief(words).split()) <= 25


@pytest.mark.parametrize("words", [None, ""])
def test_no_words_are_repeated_as_no_words(words: str | None) -> None:
    assert brief(words) == ""


@given(st.text("ab ", max_size=60), st.integers(1, 60))
def test_a_text_is_cut_to_its_length_between_two_words_if_it_has_any(text: str, length: int) -> None:
    beginning = cut(text, length)
    assert len(beginning) <= length
    assert text.startswith(beginning)
    assert (beginning == text) is (len(text) <= length)
    assert len(beginning) in {length, len(text)} or text[len(beginning)] == " "


@pytest.mark.parametrize(
    ("length", "beginning"),
    [(20, "I paused twice"), (14, "I paused twice"), (13, "I paused"), (9, "I paused")],
)
def test_a_cut_text_loses_the_word_that_the_length_falls_into(length: int, beginning: str) -> None:
    assert cut("I paused twice", length) == beginning


def test_the_spaces_of_a_few_words_are_kept() -> None:
    assert brief(" I  paused ") == " I  paused "


def test_what_is_repeated_is_short_without_spaces_too() -> None:
    assert brief("私" * 2_000) == "私" * MOST_ECHOED_CHARACTERS + " …"
    assert len(brief(" ".join(["x" * 100] * 40))) <= MOST_ECHOED_CHARACTERS + 2
