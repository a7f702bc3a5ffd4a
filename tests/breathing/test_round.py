"""Rounds of breathing: how far one has come, its token and its bookmark, and how long it stays current."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.breathing.patterns import BOX, PATTERNS, SIGH, SLOW, Pattern, pattern_of
from skill.breathing.recordings import Kind, most_cycles
from skill.breathing.round import (
    ANSWER_SECONDS,
    Round,
    in_whole_minutes,
    minutes,
    parse_bookmark,
    parse_token,
)

NOW = datetime(2026, 5, 4, 13, tzinfo=UTC)
SLOW_ROUND = Round(SLOW, 12, is_standalone=True, performer_id="main", request="abc", began=NOW)
TOKEN = SLOW_ROUND.token
NAMES = st.sampled_from([*PATTERNS, "4-0-8-0", "4-7-8-0", "1-18-1-0", "10-0-10-0"])
LETTERS = "abcXYZ019_"


@st.composite
def rounds(draw: st.DrawFn) -> Round:
    """Return any round that a device can lead."""
    pattern = pattern_of(draw(NAMES)) or SLOW
    cycles = draw(st.integers(1, most_cycles(pattern, Kind.STREAM)))
    return Round(
        pattern,
        cycles,
        is_standalone=draw(st.booleans()),
        performer_id=draw(st.text(f"{LETTERS}-", min_size=1, max_size=40)),
        request=draw(st.text(LETTERS, min_size=1, max_size=40)),
        began=NOW + timedelta(seconds=draw(st.integers(0, 1_000_000_000))),
        done=draw(st.integers(0, cycles - 1)),
    )


ANY_ROUND = rounds()
LIKE_A_TOKEN = st.tuples(
    st.sampled_from(["main", "a-b_c", "", "a b", "m" * 41]),
    st.sampled_from(["abc", "1", "a-b", "é"]),
    NAMES | st.sampled_from(["quick", "4-0-6-0", "04-0-8-0", "1-0-1-0"]),
    st.sampled_from(["1", "12", "0", "012", "121", "999", "x"]),
    st.sampled_from("awb"),
    st.sampled_from(["0", "01", "1777899600", "99999999999", "999999999999", "-1"]),
).map(".".join)
"""Texts in the form of a token, each part of which may be impossible."""


# Tokens and bookmarks


def test_a_token_names_the_performer_the_request_the_breathing_and_when_it_began() -> None:
    assert SLOW_ROUND.token == f"main.abc.slow.12.a.{int(NOW.timestamp())}"
    assert replace(SLOW_ROUND, is_standalone=False).token == f"main.abc.slow.12.w.{int(NOW.timestamp())}"


@given(ANY_ROUND)
def test_a_round_comes_back_from_its_token_at_its_beginning(round_: Round) -> None:
    assert parse_token(round_.token) == replace(round_, done=0)


@given(ANY_ROUND)
def test_a_round_comes_back_from_its_bookmark_as_far_as_it_was(round_: Round) -> None:
    assert parse_bookmark(round_.bookmark) == round_


@given(ANY_ROUND, st.integers(0, 10_000))
def test_progress_changes_the_bookmark_and_never_the_token(round_: Round, seconds: int) -> None:
    assert round_.with_progress(seconds * 1_000).token == round_.token


def test_a_round_is_known_to_the_second() -> None:
    round_ = replace(SLOW_ROUND, began=NOW + timedelta(milliseconds=999))
    assert parse_token(round_.token) == SLOW_ROUND


ODD_TOKENS = {
    "empty": "",
    "another skill's": "amzn1.ask.track.7",
    "a part too few": TOKEN.rpartition(".")[0],
    "a part too many": f"{TOKEN}.0",
    "a line more": f"{TOKEN}\n",
    "no performer": TOKEN.removeprefix("main"),
    "a long performer": "m" * 41 + TOKEN.removeprefix("main"),
    "a performer with a space": f"x {TOKEN}",
    "an unknown pattern": TOKEN.replace("slow", "quick"),
    "a pattern too fast": TOKEN.replace("slow", "1-0-1-0"),
    "no cycles": TOKEN.replace(".12.", ".0."),
    "a leading zero": TOKEN.replace(".12.", ".012."),
    "other digits": TOKEN.replace(".12.", ".1\N{ARABIC-INDIC DIGIT TWO}."),
    "too many cycles": TOKEN.replace(".12.", ".121."),
    "an unknown kind": TOKEN.replace(".a.", ".b."),
    "no time": TOKEN.rpartition(".")[0] + ".",
    "a time before 1970": TOKEN.rpartition(".")[0] + ".-1",
    "a time too far": TOKEN.rpartition(".")[0] + ".999999999999",
}


@pytest.mark.parametrize("token", ODD_TOKENS.values(), ids=list(ODD_TOKENS))
def test_any_other_token_is_no_round(token: str) -> None:
    assert parse_token(token) is None
    assert parse_bookmark(f"{token}/0") is None


@pytest.mark.parametrize("text", [TOKEN, f"{TOKEN}/", f"{TOKEN}/-1", f"{TOKEN}/x", f"/{TOKEN}/1", f"{TOKEN}/1\n", ""])
def test_a_bookmark_is_a_token_and_a_number_of_cycles(text: str) -> None:
    assert parse_bookmark(text) is None


@given(LIKE_A_TOKEN, st.sampled_from(["", "/0", "/11", "/x"]))
def test_no_text_like_a_token_is_an_error(token: str, rest: str) -> None:
    for text, round_ in ((token, parse_token(token)), (f"{token}{rest}", parse_bookmark(f"{token}{rest}"))):
        assert round_ is None or round_ == parse_bookmark(round_.bookmark), text


def test_a_token_has_as_many_cycles_as_a_track_can_have() -> None:
    most = most_cycles(SLOW, Kind.STREAM)
    assert parse_token(replace(SLOW_ROUND, cycles=most).token) is not None
    assert parse_token(replace(SLOW_ROUND, cycles=most + 1).token) is None


# How far it has come


@given(ANY_ROUND)
def test_what_is_done_and_what_is_left_are_the_whole(round_: Round) -> None:
    assert round_.done_ms + round_.left_ms == round_.length_ms == round_.cycles * round_.pattern.cycle_ms
    assert round_.rest.length_ms == round_.left_ms
    assert round_.rest.cycles == round_.cycles - round_.done


@pytest.mark.parametrize(
    ("ms", "done"), [(0, 0), (9_999, 0), (10_000, 1), (19_999, 1), (110_000, 11), (120_000, 11), (9_999_999, 11)]
)
def test_progress_counts_whole_cycles_and_leaves_the_last_one(ms: int, done: int) -> None:
    assert SLOW_ROUND.with_progress(ms).done == done


@given(ANY_ROUND, st.integers(0, 10_000_000))
def test_after_any_progress_there_is_a_cycle_left(round_: Round, ms: int) -> None:
    progressed = round_.with_progress(ms)
    assert progressed.left_ms >= round_.pattern.cycle_ms
    assert progressed.done_ms <= ms
    assert replace(progressed, done=round_.done) == round_


@pytest.mark.parametrize(
    ("done", "seconds", "is_longer"),
    [(0, 120, False), (0, 119, False), (0, 114, True), (0, 115, False), (1, 114, False), (11, 1, False), (0, 0, True)],
)
def test_a_round_is_longer_than_the_whole_cycles_nearest_to_a_length(done: int, seconds: int, is_longer: bool) -> None:
    assert replace(SLOW_ROUND, done=done).is_longer_than(seconds) is is_longer


def test_a_restarted_round_begins_now_for_whoever_restarts_it() -> None:
    later = NOW + timedelta(minutes=1)
    restarted = replace(SLOW_ROUND, done=5).restarted("voice", "def", later)
    assert restarted == replace(SLOW_ROUND, performer_id="voice", request="def", began=later)


# How long it stays current


@pytest.mark.parametrize(
    ("after", "is_current"),
    [
        (timedelta(0), True),
        (timedelta(minutes=2), True),
        (timedelta(minutes=31, seconds=59), True),
        (timedelta(minutes=32), False),
        (timedelta(days=1), False),
        (timedelta(minutes=-1), True),
    ],
)
def test_a_round_stays_current_for_half_an_hour_after_its_end(after: timedelta, is_current: bool) -> None:
    assert SLOW_ROUND.length_ms == 120_000
    assert SLOW_ROUND.is_current(NOW + after) is is_current


# Without holds


@pytest.mark.parametrize(
    ("pattern", "cycles", "done", "name", "left"),
    [
        (BOX, 15, 0, "4-0-4-0", 30),
        (BOX, 15, 10, "4-0-4-0", 10),
        (BOX, 45, 0, "4-0-4-0", 90),
        (pattern_of("4-2-6-0"), 10, 4, "slow", 7),
        (SIGH, 10, 4, "sigh", 6),
    ],
)
def test_without_holds_a_round_takes_as_long_as_what_is_left(
    pattern: Pattern, cycles: int, done: int, name: str, left: int
) -> None:
    round_ = replace(SLOW_ROUND, pattern=pattern, cycles=cycles, done=done)
    assert (round_.without_holds.pattern.name, round_.without_holds.cycles, round_.without_holds.done) == (
        name,
        left,
        0,
    )


@given(ANY_ROUND)
def test_without_holds_a_round_has_none_and_stays_about_as_long(round_: Round) -> None:
    easier = round_.without_holds
    assert not easier.pattern.holds
    assert easier.done == 0
    rounded_ms = 30_000 if round_.left_ms > ANSWER_SECONDS * 1_000 else 0
    assert easier.cycles == 1 or abs(easier.length_ms - round_.left_ms) <= easier.pattern.cycle_ms / 2 + rounded_ms
    assert (easier.performer_id, easier.request, easier.began) == (round_.performer_id, round_.request, round_.began)


# Whole minutes


@pytest.mark.parametrize(
    ("ms", "whole"), [(0, 1), (29_999, 1), (89_999, 1), (90_000, 2), (120_000, 2), (149_999, 2), (1_200_000, 20)]
)
def test_milliseconds_are_rounded_to_minutes_of_which_there_is_at_least_one(ms: int, whole: int) -> None:
    assert minutes(ms) == whole


@pytest.mark.parametrize(("seconds", "led"), [(1, 1), (299, 299), (300, 300), (301, 300), (329, 300), (330, 360)])
def test_a_round_beyond_one_answer_lasts_whole_minutes(seconds: int, led: int) -> None:
    assert in_whole_minutes(seconds) == led


@given(st.integers(0, 100_000))
def test_rounding_to_whole_minutes_twice_changes_nothing_more(seconds: int) -> None:
    assert in_whole_minutes(in_whole_minutes(seconds)) == in_whole_minutes(seconds)
    assert abs(in_whole_minutes(seconds) - seconds) <= 30
