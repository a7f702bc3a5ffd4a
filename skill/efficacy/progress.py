"""A performer's progress, in facts from their own record: never a score of the person."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from skill.efficacy.certainty import HIGHEST, LOWEST, Rating
from skill.efficacy.evidence import Evidence, Outcome, is_audible, is_readable

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


def unchanged(ratings: Sequence[Rating]) -> tuple[int, int] | None:
    """Return the lowest and the highest rating that count as no change; `None` while there are too few for a trend."""
    if trend(ratings) is None:
        return None
    first = ratings[0].value
    return max(LOWEST, first - NO_CHANGE + 1), min(HIGHEST, first + NO_CHANGE - 1)


@dataclass(frozen=True, slots=True)
class Tally:
    """How much evidence there is.

    Args:
        count: How many pieces can be heard on request.
        missed: How many of these did not go as intended.
        left_out: How many others no warm-up reads, as the performer did not release them.
    """

    count: int
    missed: int
    left_out: int


def tally(pieces: Sequence[Evidence]) -> Tally:
    """Count pieces of evidence."""
    heard = [one for one in pieces if is_audible(one)]
    missed = [one for one in heard if one.outcome is Outcome.NO]
    left_out = [one for one in heard if one.outcome is not Outcome.NO and not is_readable(one)]
    return Tally(len(heard), len(missed), len(left_out))
