"""Recordings: a name says everything that is in a file, and any other text is not a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.breathing.patterns import BOX, PATTERNS, SIGH, SLOW, Pattern, pattern_of
from skill.breathing.recordings import (
    EDITION,
    LONGEST_STREAM_MS,
    Kind,
    Recording,
    most_cycles,
    recording,
    recording_of,
)
from skill.limits import AUDIO_MS

OWN = st.builds("{}-{}-{}-{}".format, st.integers(1, 8), st.integers(0, 3), st.integers(3, 8), st.integers(0, 1))
ANY_PATTERN = st.sampled_from([*PATTERNS, "1-0-3-0", "1-18-1-0"]).map(pattern_of) | OWN.map(pattern_of)
ANY_KIND = st.sampled_from(Kind)


@given(ANY_PATTERN, st.integers(1, 400), ANY_KIND)
def test_a_name_says_all_that_is_in_it(pattern: Pattern, cycles: int, kind: Kind) -> None:
    made = recording(pattern, cycles, kind)
    assert recording_of(made.name) == made


def test_a_name_is_put_together_from_its_parts() -> None:
    assert recording(SLOW, 12, Kind.CLIP).name == f"slow-x12-clip-{EDITION}.mp3"
    assert Recording(pattern_of("4-0-8-0") or SLOW, 30, Kind.STREAM).name == f"4-0-8-0-x30-stream-{EDITION}.mp3"


@given(ANY_PATTERN)
def test_a_clip_is_as_long_as_it_can_be_and_no_longer(pattern: Pattern) -> None:
    longest = recording(pattern, 10_000, Kind.CLIP)
    assert longest.cycles == most_cycles(pattern, Kind.CLIP)
    assert AUDIO_MS - pattern.cycle_ms < longest.timeline.whole_ms <= AUDIO_MS


@given(ANY_PATTERN)
def test_a_stream_comes_within_half_a_cycle_of_the_longest(pattern: Pattern) -> None:
    longest = recording(pattern, 10_000, Kind.STREAM)
    assert abs(longest.timeline.length_ms - LONGEST_STREAM_MS) <= pattern.cycle_ms / 2


@given(ANY_PATTERN, ANY_KIND)
def test_what_is_too_long_has_no_name(pattern: Pattern, kind: Kind) -> None:
    most = most_cycles(pattern, kind)
    assert recording_of(Recording(pattern, most, kind).name) is not None
    assert recording_of(Recording(pattern, most + 1, kind).name) is None


def test_the_sigh_fills_a_clip_to_the_second() -> None:
    assert recording(SIGH, 99, Kind.CLIP).timeline.whole_ms == AUDIO_MS


@pytest.mark.parametrize("cycles", [0, -1])
def test_a_recording_has_at_least_one_cycle(cycles: int) -> None:
    with pytest.raises(ValueError, match="at least one cycle"):
        recording(BOX, cycles, Kind.CLIP)


GOOD = f"slow-x12-clip-{EDITION}.mp3"
ODD = {
    "empty": "",
    "another folder": f"../{GOOD}",
    "a folder": f"slow/{GOOD}",
    "a folder, encoded": f"..%2f{GOOD}",
    "a line more": f"{GOOD}\n",
    "a null": f"{GOOD}\0",
    "a space before": f" {GOOD}",
    "capitals": GOOD.upper(),
    "another ending": GOOD.replace("mp3", "wav"),
    "another kind": GOOD.replace("clip", "song"),
    "a pattern not known": GOOD.replace("slow", "quick"),
    "no pattern": GOOD.removeprefix("slow"),
    "no cycles": GOOD.replace("x12", "x0"),
    "less than none": GOOD.replace("x12", "x-1"),
    "a nought before": GOOD.replace("x12", "x012"),
    "too long": GOOD.replace("x12", "x24"),
    "much too long": GOOD.replace("x12", "x9999999999"),
    "other digits": GOOD.replace("x12", "x1\N{ARABIC-INDIC DIGIT TWO}"),
    "other digits in the edition": GOOD.replace(f"-{EDITION}.", f"-{chr(0xFF10 + EDITION)}."),
    "another edition": GOOD.replace(f"-{EDITION}.", f"-{EDITION + 1}."),
    "the edition with a nought": GOOD.replace(f"-{EDITION}.", f"-0{EDITION}."),
    "a pattern with a nought": GOOD.replace("slow", "04-0-6-0"),
    "a pattern in other digits": GOOD.replace("slow", "4-0-\N{ARABIC-INDIC DIGIT SIX}-0"),
    "three lengths": GOOD.replace("slow", "4-0-6"),
    "five lengths": GOOD.replace("slow", "4-0-6-0-0"),
    "no breath in": GOOD.replace("slow", "0-0-6-0"),
    "no breath out": GOOD.replace("slow", "6-2-0-2"),
    "too short a cycle": GOOD.replace("slow", "1-0-2-0"),
    "too long a cycle": GOOD.replace("slow", "9-9-9-9"),
}


def test_a_name_to_compare_the_odd_ones_with() -> None:
    assert recording_of(GOOD) == recording(SLOW, 12, Kind.CLIP)


@pytest.mark.parametrize("name", ODD.values(), ids=list(ODD))
def test_nothing_else_is_a_name(name: str) -> None:
    assert recording_of(name) is None


@given(st.text())
def test_no_text_breaks_it(name: str) -> None:
    found = recording_of(name)
    assert found is None or found.name == name
