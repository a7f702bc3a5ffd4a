"""A performer's progress, in facts from their own record: never a score of the person."""

from collections.abc import Sequence
from enum import StrEnum

from skill.efficacy.certainty import Rating

ENOUGH_RATINGS = 3
"""How many ratings a trend needs."""
NO_CHANGE = 2
"""A smaller change doesn't count: with a reliability of about .64 one answer is off by 1.2 (docs/science.md, 4)."""


class Trend(StrEnum):
    """How certainty has moved since the first rating."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


def trend(ratings: Sequence[Rating]) -> Trend | None:
    """Return how certainty has moved from the first to the latest rating; `None` while there are too few."""
    if len(ratings) < ENOUGH_RATINGS:
        return None
    change = ratings[-1].value - ratings[0].value
    if abs(change) < NO_CHANGE:
        return Trend.SAME
    return Trend.UP if change > 0 else Trend.DOWN
