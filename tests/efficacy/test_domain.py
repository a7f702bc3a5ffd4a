"""What a piece of evidence changes in its domain, and what goes when it is forgotten."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from skill.efficacy.certainty import MOST_RATINGS, Rating, with_rating
from skill.efficacy.domain import MOST_PLANS, Domain, Plan, after, put_right, without, without_plan
from skill.efficacy.evidence import Outcome
from skill.efficacy.ladder import Challenge, Ladder, next_challenge
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


def test_a_plan_that_is_put_right_is_the_domains_too_if_that_still_holds_it() -> None:
    first, second = replace(told(1), plan="pause first"), replace(told(2), plan="look up")
    domain = after(after(Domain("first"), first), second)
    anew = put_right(domain, first, replace(first, plan="pause twice"))
    assert [plan.words for plan in anew.plans] == ["pause twice", "look up"]
    assert [plan.words for plan in put_right(domain, first, replace(first, plan=None)).plans] == ["look up"]
    long_ago = replace(told(3), plan="breathe out")
    assert put_right(domain, long_ago, replace(long_ago, plan="breathe")) == domain
    assert put_right(domain, long_ago, replace(long_ago, worked="I breathed")) == domain
    assert put_right(domain, told(4), replace(told(4), plan="stand up")).plan == Plan("stand up", "e4")


def test_an_outcome_that_is_put_right_moves_the_ladder() -> None:
    steps = (Challenge("c1", "two people"), Challenge("c2", "five people"))
    win = replace(told(1), challenge="c1")
    domain = after(Domain("first", ladder=Ladder(steps)), win)
    assert next_challenge(domain.ladder) == steps[1]
    miss = replace(win, outcome=Outcome.NO)
    assert next_challenge(put_right(domain, win, miss).ladder) == steps[0]
    assert put_right(domain, win, replace(win, worked="I looked up")).ladder == domain.ladder


def test_an_old_result_that_the_ladder_no_longer_holds_does_not_come_back() -> None:
    ladder = Ladder((Challenge("c1", "two people"),))
    long_ago = replace(told(1), challenge="c1")
    assert put_right(Domain("first", ladder=ladder), long_ago, replace(long_ago, outcome=Outcome.NO)).ladder == ladder


def test_only_the_latest_plan_is_taken_off() -> None:
    domain = Domain("first", plans=(Plan("pause first", "e1"), Plan("look up", "e2")))
    assert without_plan(domain).plan == Plan("pause first", "e1")
    assert without_plan(Domain("first")).plan is None
