"""Certainty: how sure a performer is, as of now, that they can do the thing that their domain is about.

Bandura (2006), "Guide for constructing self-efficacy scales": about one task, "can" and not "will", as of now,
0 cannot do at all, 5 moderately certain, 10 highly certain. Always asked in the same words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

LOWEST, HIGHEST = 0, 10
MOST_RATINGS = 50


@dataclass(frozen=True, slots=True)
class Rating:
    """One answer to the certainty question.

    Args:
        id: The request that gave it, so that a repeated request adds nothing.
        at: When it was given, UTC.
        value: 0 to 10, whole.

    Raises:
        ValueError: The value is off the scale.
    """

    id: str
    at: datetime
    value: int
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if not LOWEST <= self.value <= HIGHEST:
            raise ValueError(f"certainty is {LOWEST} to {HIGHEST}, not {self.value}")


def with_rating(ratings: tuple[Rating, ...], new: Rating) -> tuple[Rating, ...]:
    """Put a rating among the others: one an id, oldest first, the baseline and the latest `RATINGS_KEPT` - 1 kept."""
    others = tuple(rating for rating in ratings if rating.id != new.id)
    ordered = tuple(sorted((*others, new), key=lambda rating: rating.at))
    return ordered if len(ordered) <= MOST_RATINGS else (ordered[0], *ordered[1 - MOST_RATINGS :])
