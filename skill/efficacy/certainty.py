"""Certainty: how sure a performer is at present that they can do what their domain is about.

Bandura (2006), "Guide for constructing self-efficacy scales": about one task, "can" and not "will", "as of now", 0
cannot do at all, 5 moderately certain, 10 highly certain. Always asked in the same words.
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
        value: A whole number, 0 to 10.

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
    """Return the ratings with a new one, oldest first; it replaces one with the same id.

    Of more than `MOST_RATINGS`, the first (the baseline) and the latest are kept.
    """
    others = tuple(rating for rating in ratings if rating.id != new.id)
    ordered = tuple(sorted((*others, new), key=lambda rating: rating.at))
    return ordered if len(ordered) <= MOST_RATINGS else (ordered[0], *ordered[1 - MOST_RATINGS :])
