"""A timeline: every phase of a round of breathing, with when it begins and how long it lasts.

Speech, sound and screen are made from it. Time 0 is the first breath in. There is an opening before it and an ending
after the last phase: a sentence each in speech, a silence and a bell in sound.
"""

from dataclasses import dataclass

from skill.breathing.patterns import Pattern, Phase

OPENING_MS, ENDING_MS = 1_500, 4_500
"""In sound: the silence before the first phase, and the bell after the last."""
TAUGHT_CYCLES = 2
"""For how many cycles the cues are said in full; after that they are short."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One phase of the timeline.

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
        """How long the round lasts, in milliseconds, without its opening and its ending."""
        return self.cycles * self.pattern.cycle_ms

    @property
    def whole_ms(self) -> int:
        """How long it lasts with its opening and its ending, in milliseconds."""
        return OPENING_MS + self.length_ms + ENDING_MS


def timeline(pattern: Pattern, cycles: int) -> Timeline:
    """Return the timeline of a round of that many cycles, at least one.

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
    """Return the timeline of a round of whole cycles, as close to that many seconds as possible."""
    return timeline(pattern, cycles_in(pattern, seconds))


def cycles_in(pattern: Pattern, seconds: int) -> int:
    """Return how many whole cycles come closest to that many seconds; at least one."""
    return max(1, (seconds * 1_000 + pattern.cycle_ms // 2) // pattern.cycle_ms)
