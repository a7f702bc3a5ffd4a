"""What a piece of evidence changes in its domain, and what goes when it is forgotten."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from skill.efficacy.certainty import MOST_RATINGS, Rating, with_rating
from skill.efficacy.domain import MOST_PLANS, Domain, Plan, after, without
from tests.efficacy.test_evidence import told

MAY = datetime(2026, 5, 4, tzinfo=UTC)


def test_the_latest_plan_and_rating_are_the_domains() -> None:
    domain = after(Domain("first", goal="give a talk"), replace(told(1), plan="pause first", certainty=7))
    assert domain.plan == Plan("pause first", "e1")
    assert [rating.value for rating in domain.ratings] == [7]


def test_the_same_answer_twice_changes_nothing() -> None:
    evidence = replace(told(1), plan="pause first", certainty=7)
    once = after(Domain("first"), evidence)
    assert after(once, evidence) == once


def test_forgotten_evidence_takes_its_plan_and_its_rating_along() -> None:
    earlier = after(Domain("first"), replace(told(1, days_ago=3), certainty=5))
    later = replace(told(2), plan="pause first", certainty=7)
    assert without(after(earlier, later), later) == earlier


def test_behind_a_forgotten_plan_stands_the_one_before() -> None:
    first, second = replace(told(1), plan="pause first"), replace(told(2), plan="look up")
    domain = after(after(Domain("first"), first), second)
    assert domain.plan == Plan("look up", "e2")
    assert without(domain, second).plan == Plan("pause first", "e1")
    assert after(domain, replace(first, plan="pause twice")).plan == Plan("look up", "e2")
    assert without(domain, told(3)) == domain


def test_no_more_than_a_few_plans_are_kept() -> None:
    domain = Domain("first")
    for number in range(MOST_PLANS + 3):
        domain = after(domain, replace(told(number), plan=f"plan {number}"))
    assert [plan.words for plan in domain.plans] == [f"plan {number}" for number in range(3, MOST_PLANS + 3)]


@pytest.mark.parametrize("value", [-1, 11])
def test_a_rating_off_the_scale_cannot_be(value: int) -> None:
    with pytest.raises(ValueError, match="certainty is 0 to 10"):
        Rating("r", MAY, value)


def test_ratings_keep_the_baseline_and_the_latest() -> None:
    ratings: tuple[Rating, ...] = ()
    for day in range(MOST_RATINGS + 20):
        ratings = with_rating(ratings, Rating(f"r{day}", MAY + timedelta(days=day), day % 11))
    assert len(ratings) == MOST_RATINGS
    assert ratings[0].id == "r0"
    assert ratings[-1].id == f"r{MOST_RATINGS + 19}"


def test_the_goal_as_it_stands_is_the_exact_one() -> None:
    assert Domain("d", goal="be confident", specific_goal="speak to ten people").end_goal == "speak to ten people"
    assert Domain("d", name="interview").end_goal == "interview"
    assert Domain("d", goal="speak to ten people").title == "speak to ten people"
