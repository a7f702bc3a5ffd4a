"""The certainty plot: where its points are, its band, and when it draws a line."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from skill.efficacy.certainty import Rating
from skill.efficacy.domain import BASELINE
from skill.web.page.plot import BOTTOM, LEFT, RIGHT, TOP, plot_of
from tests.stage import NINE

ZONE = ZoneInfo("America/New_York")


def rated(*values: int, every: timedelta = timedelta(days=7)) -> list[Rating]:
    """Return ratings with these values, oldest first."""
    return [Rating(f"r{number}", NINE + number * every, value) for number, value in enumerate(values)]


def test_without_ratings_there_is_no_plot() -> None:
    assert plot_of([], ZONE) is None


def test_the_scale_goes_from_0_at_the_bottom_to_10_at_the_top() -> None:
    plot = plot_of(rated(0, 10), ZONE)
    assert plot is not None
    assert [point.y for point in plot.points] == [BOTTOM, TOP]
    assert len(plot.lines) == 11


@pytest.mark.parametrize(("values", "is_drawn"), [((5,), False), ((5, 6), False), ((5, 6, 7), True)])
def test_a_line_connects_three_ratings_or_more(values: tuple[int, ...], is_drawn: bool) -> None:
    plot = plot_of(rated(*values), ZONE)
    assert plot is not None
    assert bool(plot.path) is is_drawn


@pytest.mark.parametrize(
    ("first", "edges"), [(5, (7, 3)), (0, (2, 0)), (1, (3, 0)), (9, (10, 7)), (10, (10, 8))], ids=str
)
def test_the_band_is_two_points_to_either_side_of_the_first_and_ends_with_the_scale(
    first: int, edges: tuple[int, int]
) -> None:
    plot = plot_of(rated(first, 5), ZONE)
    assert plot is not None
    top, bottom = (plot.lines[value] for value in edges)
    assert plot.band_top == top
    assert plot.band_top + plot.band_height == pytest.approx(bottom)


def test_points_lie_in_time_and_inside_the_edges() -> None:
    plot = plot_of(rated(5, 6, 7), ZONE)
    assert plot is not None
    first, middle, last = (point.x for point in plot.points)
    assert middle - first == pytest.approx(last - middle)
    assert first > LEFT
    assert last < RIGHT


def test_ratings_of_one_moment_are_in_the_middle() -> None:
    plot = plot_of(rated(5, 6, every=timedelta(0)), ZONE)
    assert plot is not None
    assert {point.x for point in plot.points} == {(LEFT + RIGHT) / 2}


@pytest.mark.parametrize("every", [timedelta(minutes=5), timedelta(days=7)], ids=["a-day", "a-year"])
def test_fifty_ratings_have_fifty_places(every: timedelta) -> None:
    plot = plot_of(rated(*[number % 11 for number in range(50)], every=every), ZONE)
    assert plot is not None
    across = [point.x for point in plot.points]
    assert sorted(set(across)) == across


def test_only_the_rating_of_the_first_meeting_is_the_baseline() -> None:
    plot = plot_of([Rating(BASELINE, NINE, 4), *rated(5)], ZONE)
    assert plot is not None
    assert [point.is_baseline for point in plot.points] == [True, False]
