"""Asides: what somebody says about an answer instead of giving one. The phrases are data, in `skill/languages`."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from skill.nlu.grammar import Phrases

_LONGEST = 16
"""In words: anything longer is an answer."""


class Aside(StrEnum):
    """What is said about an answer."""

    THINKING = "thinking"
    """They need a moment."""
    UNFINISHED = "unfinished"
    """They were not done with the answer before."""
    REFUSAL = "refusal"
    """They don't want to answer."""
    OBLIGED = "obliged"
    """They ask whether they have to."""


class Asides:
    """Finds asides: words that consist of an aside's phrases alone, and of what may stand around any of them.

    Args:
        data: The phrases of each aside, and those `around` them.
    """

    def __init__(self, data: Mapping[str, Sequence[str]]) -> None:
        self._cores = {aside: Phrases(data[aside]) for aside in Aside}
        self._wholes = {aside: Phrases((*data[aside], *data["around"])) for aside in Aside}

    def aside(self, plain: str) -> Aside | None:
        """Return the aside that normalized words are; `None` if they are none, or hold anything else."""
        if len(plain.split()) > _LONGEST:
            return None
        return next((aside for aside in Aside if self._is(aside, plain)), None)

    def _is(self, aside: Aside, plain: str) -> bool:
        return self._cores[aside].search(plain) is not None and self._wholes[aside].covers(plain)
