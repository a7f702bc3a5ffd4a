"""A timeline: every phase of a round of breathing, with when it begins and how long it lasts."""

from dataclasses import dataclass

from skill.breathing.patterns import Pattern, Phase

TAUGHT_CYCLES = 2
"""For so many cycles the cues are said in full; after that they thin out."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One phase in its place.

    Args:
        phase: What the breath does.
        start_ms: When it begins, in milliseconds from the beginning of the round.
        length_ms: How long it lasts, in milliseconds.
        taught: Whether its cue is said in full.
    """

    phase: Phase
    start_ms: int
    length_ms: int
    taught: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A round of breathing: whole cycles only."""

    pattern: Pattern
    cycles: int
    cues: tuple[Cue, ...]

    @property
    def length_ms(self) -> int:
        """How long the round lasts, in milliseconds."""
        return sum(cue.length_ms for cue in self.cues)


def timeline(pattern: Pattern, cycles: int) -> Timeline:
    """Lay out a round of so many cycles, at least one.

    Raises:
        ValueError: Fewer than one cycle.
    """
    if cycles < 1:
        raise ValueError(f"a round has at least one cycle, not {cycles}")
    cues: list[Cue] = []
    start = 0
    for cycle in range(cycles):
        for phase, length in pattern.phases:
            cues.append(Cue(phase, start, length, taught=cycle < TAUGHT_CYCLES))
            start += length
    return Timeline(pattern, cycles, tuple(cues))


def lasting(pattern: Pattern, seconds: int) -> Timeline:
    """Lay out the round of whole cycles that comes closest to so many seconds."""
    return timeline(pattern, max(1, (seconds * 1_000 + pattern.cycle_ms // 2) // pattern.cycle_ms))
