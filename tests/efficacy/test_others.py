"""Role models, encouragement and progress."""

from dataclasses import replace
from datetime import timedelta

import pytest

from skill.efficacy.certainty import Rating
from skill.efficacy.others import MOST_STORED, Encouragement, RoleModel, with_latest
from skill.efficacy.progress import Trend, trend, unchanged
from tests.efficacy.test_evidence import NOON

SAID = Encouragement("e1", "my teacher", "your opening held the room", "the rehearsal")


def test_encouragement_rests_on_something_seen() -> None:
    assert SAID.is_readable
    assert not replace(SAID, saw=None).is_readable
    assert not replace(SAID, words=None).is_readable


def test_a_repeated_encouragement_adds_nothing_and_only_the_latest_are_kept() -> None:
    kept: tuple[Encouragement, ...] = ()
    for number in [*range(MOST_STORED + 2), MOST_STORED + 1]:
        kept = with_latest(kept, replace(SAID, id=f"e{number}"))
    assert [one.id for one in kept] == [f"e{number}" for number in range(2, MOST_STORED + 2)]


def test_a_model_is_followed_by_what_they_did() -> None:
    model = RoleModel("r1", name="a famous pianist", nearer="my cousin", did="practised slowly")
    assert model.person == "my cousin"
    assert model.is_readable
    assert not replace(model, did=None).is_readable


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((), None),
        ((3, 9), None),
        ((5, 5, 6), Trend.SAME),
        ((5, 9, 6), Trend.SAME),
        ((5, 5, 7), Trend.UP),
        ((7, 9, 5), Trend.DOWN),
    ],
)
def test_a_trend_takes_three_ratings_and_two_points(values: tuple[int, ...], said: Trend | None) -> None:
    ratings = [Rating(f"r{at}", NOON + timedelta(days=at), value) for at, value in enumerate(values)]
    assert trend(ratings) is said


@pytest.mark.parametrize("first", range(11))
@pytest.mark.parametrize("latest", range(11))
def test_a_latest_rating_is_in_the_band_exactly_if_there_is_no_trend(first: int, latest: int) -> None:
    ratings = [Rating(f"r{i}", NOON + timedelta(days=i), value) for i, value in enumerate((first, 5, latest))]
    band = unchanged(ratings)
    assert band is not None
    assert (band[0] <= latest <= band[1]) is (trend(ratings) is Trend.SAME)
    assert 0 <= band[0] <= first <= band[1] <= 10
    assert unchanged(ratings[:2]) is None
