"""Breathing patterns, each a cycle of phases.

Slow breathing settles worry; it is not claimed to improve a performance (Conlon, Arnold, Preatoni & Moore 2022, before
pistol shooting). About six breaths a minute raise heart-rate variability (Laborde et al. 2022, 223 studies), more with
the longer breath out (Laborde et al. 2021), and more than box breathing (Marchant, Khazan, Cressman & Steffen 2025).
Sighing was studied as a daily practice (Balban et al. 2023). Holds are offered by name only, never by default.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """A phase of the breath."""

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
        name: The name that people ask for it by, or its lengths (see `pattern_of`).
        phases: Each phase and its length in milliseconds.
    """

    name: str
    phases: tuple[tuple[Phase, int], ...]

    @property
    def cycle_ms(self) -> int:
        """How long one cycle lasts, in milliseconds."""
        return sum(length for _, length in self.phases)

    @property
    def holds(self) -> bool:
        """Whether it holds the breath, which calls for a caution first."""
        return any(phase in {Phase.HOLD, Phase.REST} for phase, _ in self.phases)

    @property
    def without_holds(self) -> "Pattern":
        """The same pattern without its holds; `SLOW` if that would be too fast."""
        lengths = (sum(ms for phase, ms in self.phases if phase is wanted) for wanted in (Phase.IN, Phase.OUT))
        breath_in, breath_out = (length / 1_000 for length in lengths)
        return (pattern_of(f"{breath_in:g}-0-{breath_out:g}-0") or SLOW) if self.holds else self


SLOW = Pattern("slow", ((Phase.IN, 4_000), (Phase.OUT, 6_000)))
EVEN = Pattern("even", ((Phase.IN, 5_000), (Phase.OUT, 5_000)))
BOX = Pattern("box", ((Phase.IN, 4_000), (Phase.HOLD, 4_000), (Phase.OUT, 4_000), (Phase.REST, 4_000)))
SIGH = Pattern("sigh", ((Phase.IN, 2_000), (Phase.TOP_UP, 1_000), (Phase.OUT, 6_000)))

PATTERNS = {pattern.name: pattern for pattern in (SLOW, EVEN, BOX, SIGH)}
"""The named patterns, by name."""

SHORTEST_CYCLE_MS, LONGEST_CYCLE_MS = 4_000, 20_000
"""Fifteen breaths a minute, and three: faster isn't slow and may be over-breathing; slower takes deeper breaths than
most people can manage without strain."""
_LENGTH = re.compile(r"\d{1,6}(?:\.\d{1,2})?")
_CUSTOM_PHASES = (Phase.IN, Phase.HOLD, Phase.OUT, Phase.REST)


def pattern_of(name: str) -> Pattern | None:
    """Return a pattern by its name, or a custom one: in, hold, out, hold in seconds, as 4-0-6-0 or 3.5-0-5-0.

    A custom pattern that equals a named one is that one. `None` if the text is neither, or if the custom pattern has no
    breath in or out or its cycle is shorter than 4 or longer than 20 seconds.
    """
    lengths = name.split("-")
    if name in PATTERNS or len(lengths) != len(_CUSTOM_PHASES) or not all(map(_LENGTH.fullmatch, lengths)):
        return PATTERNS.get(name)
    phases = zip(_CUSTOM_PHASES, (round(float(length) * 1_000) for length in lengths), strict=True)
    custom = Pattern(name, tuple((phase, length) for phase, length in phases if length))
    named = next((pattern for pattern in PATTERNS.values() if pattern.phases == custom.phases), None)
    if named is not None:
        return named
    breathes = {Phase.IN, Phase.OUT} <= {phase for phase, _ in custom.phases}
    return custom if breathes and SHORTEST_CYCLE_MS <= custom.cycle_ms <= LONGEST_CYCLE_MS else None
