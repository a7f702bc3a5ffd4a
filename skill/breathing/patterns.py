"""Breathing patterns, each a cycle of phases.

Slow breathing settles worry; it is not claimed to improve a performance (Conlon, Arnold, Preatoni & Moore 2022, before
pistol shooting). About six breaths a minute raise heart-rate variability (Laborde et al. 2022, 223 studies), more with
the longer breath out (Laborde et al. 2021), and more than box breathing (Marchant, Khazan, Cressman & Steffen 2025).
Sighing was studied as a daily practice (Balban et al. 2023). Holds are offered by name only, never by default.
"""

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """What the breath does."""

    IN = "in"
    TOP_UP = "top-up"
    HOLD = "hold"
    OUT = "out"
    REST = "rest"
    """Held after breathing out."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One cycle of breathing.

    Args:
        name: What it is asked for by.
        phases: Each phase and how long it lasts, in milliseconds.
    """

    name: str
    phases: tuple[tuple[Phase, int], ...]

    @property
    def cycle_ms(self) -> int:
        """How long one cycle lasts, in milliseconds."""
        return sum(length for _, length in self.phases)

    @property
    def holds(self) -> bool:
        """Whether the breath is held in it, which wants a caution first."""
        return any(phase in {Phase.HOLD, Phase.REST} for phase, _ in self.phases)

    @property
    def without_holds(self) -> "Pattern":
        """The same, breathed without a hold; `SLOW` where that would be too fast."""
        lengths = (sum(ms for phase, ms in self.phases if phase is wanted) for wanted in (Phase.IN, Phase.OUT))
        breath_in, breath_out = (length // 1_000 for length in lengths)
        return (pattern_of(f"{breath_in}-0-{breath_out}-0") or SLOW) if self.holds else self


SLOW = Pattern("slow", ((Phase.IN, 4_000), (Phase.OUT, 6_000)))
EVEN = Pattern("even", ((Phase.IN, 5_000), (Phase.OUT, 5_000)))
BOX = Pattern("box", ((Phase.IN, 4_000), (Phase.HOLD, 4_000), (Phase.OUT, 4_000), (Phase.REST, 4_000)))
SIGH = Pattern("sigh", ((Phase.IN, 2_000), (Phase.TOP_UP, 1_000), (Phase.OUT, 6_000)))

PATTERNS = {pattern.name: pattern for pattern in (SLOW, EVEN, BOX, SIGH)}
"""By what they are called."""

SHORTEST_CYCLE_MS, LONGEST_CYCLE_MS = 4_000, 20_000
"""Fifteen breaths a minute, and three: faster is not slow, and may be over-breathing; slower asks for breaths as deep
as few can take without strain."""
_OWN = (Phase.IN, Phase.HOLD, Phase.OUT, Phase.REST)


def pattern_of(name: str) -> Pattern | None:
    """Return a pattern by its name, or one of somebody's own: in, hold, out, hold in seconds, as 4-0-6-0.

    One's own that is as a named one is that. `None` when it is neither, has no breath in or out, or its cycle is
    shorter than 4 or longer than 20 seconds.
    """
    lengths = name.split("-")
    if name in PATTERNS or len(lengths) != len(_OWN) or not all(length.isdecimal() for length in lengths):
        return PATTERNS.get(name)
    phases = zip(_OWN, (int(length) * 1_000 for length in lengths), strict=True)
    own = Pattern(name, tuple((phase, length) for phase, length in phases if length))
    named = next((one for one in PATTERNS.values() if one.phases == own.phases), None)
    if named is not None:
        return named
    breathes = {Phase.IN, Phase.OUT} <= {phase for phase, _ in own.phases}
    return own if breathes and SHORTEST_CYCLE_MS <= own.cycle_ms <= LONGEST_CYCLE_MS else None
