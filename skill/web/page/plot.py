"""The geometry of the certainty plot: ratings in, places out. `plot.html` draws it.

One answer is off by about a point (docs/science.md, 4). So the plot draws the band in which a change counts as none,
and no line until there are enough ratings for a trend.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from skill.efficacy.certainty import HIGHEST, LOWEST, Rating
from skill.efficacy.domain import BASELINE
from skill.efficacy.progress import ENOUGH_RATINGS, NO_CHANGE

WIDTH, HEIGHT = 420, 300
"""The size of the drawing, in its own units: a phone shows it at about this size."""
LEFT, RIGHT, TOP, BOTTOM = 114, 408, 18, 258
"""The edges of the scale."""
_MARGIN = 12
"""How far the first and the last rating stay from the edges."""


@dataclass(frozen=True, slots=True)
class Point:
    """One rating.

    Args:
        x: Its place in time.
        y: Its place on the scale.
        value: The rating.
        day: The local day on which it was given.
        is_baseline: Whether it was given at the first meeting.
    """

    x: float
    y: float
    value: int
    day: date
    is_baseline: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """The plot of at least one rating.

    Args:
        points: The ratings, oldest first.
        lines: The height of each whole number on the scale, from the lowest.
        band_top: The upper edge of the band around the first rating.
        band_height: The height of that band.
        path: The points of the line that connects the ratings; empty while there are too few for a trend.
    """

    points: tuple[Point, ...]
    lines: tuple[float, ...]
    band_top: float
    band_height: float
    path: str

    @property
    def first(self) -> Point:
        """The first rating, to which the others are compared."""
        return self.points[0]

    @property
    def last(self) -> Point:
        """The latest rating."""
        return self.points[-1]


def plot_of(ratings: Sequence[Rating], zone: ZoneInfo) -> Plot | None:
    """Return the plot of some ratings, oldest first; `None` if there are none.

    Args:
        ratings: The ratings.
        zone: The performer's time zone.
    """
    if not ratings:
        return None
    began, ended = ratings[0].at, ratings[-1].at
    points = tuple(
        Point(
            _across(one.at, began, ended),
            _height(one.value),
            one.value,
            one.at.astimezone(zone).date(),
            one.id == BASELINE,
        )
        for one in ratings
    )
    path = " ".join(f"{one.x:g},{one.y:g}" for one in points) if len(points) >= ENOUGH_RATINGS else ""
    top = _height(min(HIGHEST, ratings[0].value + NO_CHANGE))
    bottom = _height(max(LOWEST, ratings[0].value - NO_CHANGE))
    lines = tuple(map(_height, range(LOWEST, HIGHEST + 1)))
    return Plot(points, lines, top, bottom - top, path)


def _across(at: datetime, began: datetime, ended: datetime) -> float:
    """Return where a moment is; in the middle if there is no other one."""
    if ended <= began:
        return (LEFT + RIGHT) / 2
    width = RIGHT - LEFT - 2 * _MARGIN
    return round(LEFT + _MARGIN + width * ((at - began) / (ended - began)), 1)


def _height(value: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * (value - LOWEST) / (HIGHEST - LOWEST), 1)
