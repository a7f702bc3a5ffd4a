"""Breathing patterns: the named ones, custom ones by their lengths, and each without its holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.breathing.patterns import (
    BOX,
    EVEN,
    LONGEST_CYCLE_MS,
    PATTERNS,
    SHORTEST_CYCLE_MS,
    SIGH,
    SLOW,
    Pattern,
    Phase,
    pattern_of,
)

LENGTH = st.integers(0, 12)
CUSTOM = st.builds("{}-{}-{}-{}".format, LENGTH, LENGTH, LENGTH, LENGTH)
ANY_PATTERN = st.sampled_from(sorted(PATTERNS)) | CUSTOM.filter(lambda name: pattern_of(name) is not None)
PRINTED = st.text(st.sampled_from("0123456789-٤²abcslowbox "), max_size=20)


def known(name: str) -> Pattern:
    """Return a pattern that exists."""
    pattern = pattern_of(name)
    assert pattern is not None
    return pattern


@pytest.mark.parametrize("name", PATTERNS)
def test_a_named_pattern_is_found_by_its_name(name: str) -> None:
    assert pattern_of(name) is PATTERNS[name]
    assert PATTERNS[name].name == name


def test_only_the_box_holds_the_breath() -> None:
    assert [pattern for pattern in PATTERNS.values() if pattern.holds] == [BOX]


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_a_named_pattern_breathes_in_first_and_out_and_keeps_the_limits(pattern: Pattern) -> None:
    phases = [phase for phase, _ in pattern.phases]
    assert phases[0] is Phase.IN
    assert Phase.OUT in phases
    assert SHORTEST_CYCLE_MS <= pattern.cycle_ms <= LONGEST_CYCLE_MS


@pytest.mark.parametrize(
    ("pattern", "phases"),
    [
        (SLOW, {Phase.IN: 4_000, Phase.OUT: 6_000}),
        (EVEN, {Phase.IN: 5_000, Phase.OUT: 5_000}),
        (BOX, {Phase.IN: 4_000, Phase.HOLD: 4_000, Phase.OUT: 4_000, Phase.REST: 4_000}),
        (SIGH, {Phase.IN: 2_000, Phase.TOP_UP: 1_000, Phase.OUT: 6_000}),
    ],
)
def test_a_named_pattern_has_phases_of_whole_seconds(pattern: Pattern, phases: dict[Phase, int]) -> None:
    assert dict(pattern.phases) == phases
    assert pattern.cycle_ms == sum(phases.values())


def test_a_custom_pattern_has_the_lengths_in_its_name_and_no_phase_of_zero_seconds() -> None:
    assert known("4-7-8-0").phases == ((Phase.IN, 4_000), (Phase.HOLD, 7_000), (Phase.OUT, 8_000))
    assert known("3-0-4-1").phases == ((Phase.IN, 3_000), (Phase.OUT, 4_000), (Phase.REST, 1_000))


def test_a_custom_pattern_may_have_parts_of_seconds() -> None:
    pattern = pattern_of("3.5-0-5.25-0")
    assert pattern is not None
    assert pattern.phases == ((Phase.IN, 3_500), (Phase.OUT, 5_250))


@pytest.mark.parametrize(("name", "without"), [("box", "4-0-4-0"), ("4.5-7-8-0", "4.5-0-8-0"), ("4-2-6-0", "slow")])
def test_a_pattern_without_its_holds_keeps_its_breaths(name: str, without: str) -> None:
    pattern = pattern_of(name)
    assert pattern is not None
    assert pattern.without_holds.name == without


@pytest.mark.parametrize(("name", "pattern"), [("4-0-6-0", SLOW), ("5-0-5-0", EVEN), ("4-4-4-4", BOX)])
def test_a_custom_pattern_like_a_named_one_is_the_named_one(name: str, pattern: Pattern) -> None:
    assert pattern_of(name) is pattern


@given(ANY_PATTERN)
def test_a_pattern_comes_back_by_its_own_name(name: str) -> None:
    assert pattern_of(known(name).name) == known(name)


@given(LENGTH, LENGTH, LENGTH, LENGTH)
def test_a_custom_pattern_needs_both_breaths_and_a_cycle_within_the_limits(
    breath_in: int, hold: int, breath_out: int, rest: int
) -> None:
    pattern = pattern_of(f"{breath_in}-{hold}-{breath_out}-{rest}")
    cycle_ms = (breath_in + hold + breath_out + rest) * 1_000
    assert (pattern is not None) is bool(breath_in and breath_out and SHORTEST_CYCLE_MS <= cycle_ms <= LONGEST_CYCLE_MS)
    assert pattern is None or pattern.cycle_ms == cycle_ms
    assert pattern is None or pattern.holds is bool(hold or rest)


@pytest.mark.parametrize(
    ("name", "is_possible"),
    [("2-0-2-0", True), ("1-0-2-0", False), ("10-0-10-0", True), ("10-0-10-1", False), ("1-18-1-0", True)],
)
def test_a_cycle_lasts_from_four_to_twenty_seconds(name: str, is_possible: bool) -> None:
    assert (pattern_of(name) is not None) is is_possible


@pytest.mark.parametrize(
    "name",
    [
        "",
        "quick",
        "SLOW",
        " slow",
        "4-6",
        "4-0-6",
        "4-0-6-0-0",
        "4--6-0",
        "-4-0-6-0",
        "4-0-6-x",
        "4.125-0-6-0",
        "4.-0-6-0",
        "²-0-6-0",
    ],
)
def test_any_other_name_is_no_pattern(name: str) -> None:
    assert pattern_of(name) is None


@given(PRINTED)
def test_no_text_is_an_error(name: str) -> None:
    pattern = pattern_of(name)
    assert pattern is None or pattern.cycle_ms > 0


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("box", "4-0-4-0"),
        ("4-7-8-0", "4-0-8-0"),
        ("4-2-6-0", "slow"),
        ("5-3-5-2", "even"),
        ("2-9-2-0", "2-0-2-0"),
        ("1-9-2-0", "slow"),
        ("1-18-1-0", "slow"),
    ],
)
def test_without_holds_the_breaths_stay_unless_they_would_be_too_fast(name: str, without: str) -> None:
    assert known(name).without_holds.name == without


@pytest.mark.parametrize("pattern", [SLOW, EVEN, SIGH, known("4-0-8-0")], ids=lambda pattern: pattern.name)
def test_a_pattern_without_holds_stays_as_it_is(pattern: Pattern) -> None:
    assert pattern.without_holds is pattern


@given(ANY_PATTERN)
def test_without_holds_any_pattern_is_one_that_can_be_breathed(name: str) -> None:
    pattern = known(name).without_holds
    assert not pattern.holds
    assert pattern_of(pattern.name) == pattern
    assert pattern.without_holds is pattern
