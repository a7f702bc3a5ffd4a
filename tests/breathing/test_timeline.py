"""Timelines: whole cycles without gaps, to the millisecond."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.breathing.patterns import BOX, EVEN, PATTERNS, SIGH, SLOW, Pattern, Phase
from skill.breathing.timeline import TAUGHT_CYCLES, lasting, timeline

ANY_PATTERN = st.sampled_from(sorted(PATTERNS.values(), key=lambda pattern: pattern.name))


@pytest.mark.parametrize(
    ("pattern", "cycle_ms", "holds"),
    [(SLOW, 10_000, False), (EVEN, 10_000, False), (BOX, 16_000, True), (SIGH, 9_000, False)],
)
def test_a_cycle_lasts_what_its_phases_do(pattern: Pattern, cycle_ms: int, holds: bool) -> None:
    assert pattern.cycle_ms == cycle_ms
    assert pattern.holds is holds


def test_the_breath_out_is_the_longer_half_of_the_slow_pattern() -> None:
    assert dict(SLOW.phases) == {Phase.IN: 4_000, Phase.OUT: 6_000}


@given(ANY_PATTERN, st.integers(1, 60))
def test_phases_follow_one_another_without_a_gap(pattern: Pattern, cycles: int) -> None:
    cues = timeline(pattern, cycles).cues
    assert cues[0].start_ms == 0
    assert all(
        cue.start_ms + cue.length_ms == following.start_ms for cue, following in zip(cues, cues[1:], strict=False)
    )
    assert cues[-1].start_ms + cues[-1].length_ms == cycles * pattern.cycle_ms


@given(ANY_PATTERN, st.integers(1, 600))
def test_a_round_comes_within_half_a_cycle_of_what_was_asked(pattern: Pattern, seconds: int) -> None:
    round_ = lasting(pattern, seconds)
    assert round_.length_ms == round_.cycles * pattern.cycle_ms
    assert round_.cycles == 1 or abs(round_.length_ms - seconds * 1_000) <= pattern.cycle_ms / 2


def test_two_minutes_of_slow_breathing_are_twelve_cycles() -> None:
    assert lasting(SLOW, 120).cycles == 12


def test_cues_are_taught_at_first_and_thin_out() -> None:
    taught = [cue.taught for cue in timeline(SLOW, 5).cues]
    assert taught == [True] * 2 * TAUGHT_CYCLES + [False] * 2 * (5 - TAUGHT_CYCLES)


def test_a_round_has_at_least_one_cycle() -> None:
    with pytest.raises(ValueError, match="at least one cycle"):
        timeline(SLOW, 0)
