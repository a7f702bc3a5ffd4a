"""What warm-ups read over weeks, whatever happens in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from skill.efficacy.evidence import (
    HARD_WIN_STAYS,
    Difficulty,
    Evidence,
    Key,
    Kind,
    Outcome,
    choose,
    hardness,
    is_readable,
    shelf_time,
    strongest,
)
from tests.efficacy.test_evidence import NOON, by_utc

WarmUp = tuple[datetime, tuple[Evidence, ...], list[Evidence]]
"""Its time, what it read, and what was on the shelf."""
FOUR, SHELF = 4, 6
"""From how many pieces on a warm-up never repeats itself, and how much of the shelf it looks at."""


@dataclass
class Weeks:
    """A performer's evidence over time, and what each warm-up read of it."""

    now: datetime = NOON
    told: list[Evidence] = field(default_factory=list)
    warm_ups: dict[str, list[WarmUp]] = field(default_factory=dict)

    def shelf(self, domain: str) -> list[Evidence]:
        """Return what may be read in a domain, in the order of the shelf."""
        readable = [(time, one) for one in self.told if one.key.domain == domain and (time := shelf_time(one))]
        return [one for _, one in sorted(readable, key=lambda pair: (pair[0], pair[1].key.id), reverse=True)]

    def warm_up(self, domain: str) -> None:
        """Warm up: read the evidence that is chosen."""
        before = self.warm_ups.setdefault(domain, [])
        last = {one.key.id for one in before[-1][1]} if before else set()
        shelf = self.shelf(domain)
        before.append((self.now, choose(shelf[:SHELF], last, by_utc), shelf))


STORIES = st.lists(
    st.tuples(
        st.sampled_from(["win", "miss", "note", "warm-up", "warm-up", "other domain"]),
        st.sampled_from([*Difficulty, None]),
        st.integers(0, 72),
    ),
    max_size=60,
)


def live(story: Sequence[tuple[str, Difficulty | None, int]]) -> Weeks:
    """Play a story."""
    weeks = Weeks()
    for number, (what, how, hours) in enumerate(story):
        weeks.now += timedelta(hours=hours, minutes=1)
        domain = "second" if what == "other domain" else "first"
        if what == "warm-up":
            weeks.warm_up("first")
            weeks.warm_up("second")
            continue
        key = Key("main", domain, weeks.now, f"e{number:03}")
        win = Evidence(key, Kind.DEBRIEF, outcome=Outcome.YES, worked="something", difficulty=how)
        kinds = {
            "miss": replace(win, outcome=Outcome.NO),
            "note": Evidence(key, Kind.NOTE, note="words", read_back=[None, False][number % 2]),
        }
        weeks.told.append(kinds.get(what, win))
    return weeks


@settings(max_examples=120)
@given(STORIES)
def test_what_is_read_over_weeks(story: list[tuple[str, Difficulty | None, int]]) -> None:
    for domain, warm_ups in live(story).warm_ups.items():
        assert_only_wins_of_the_domain(domain, warm_ups)
        assert_never_the_same_twice_running_while_there_are_four(warm_ups)
        assert_the_hardest_of_ninety_days_within_any_three(warm_ups)


def assert_only_wins_of_the_domain(domain: str, warm_ups: Sequence[WarmUp]) -> None:
    """No misses, no notes without a yes, and nothing from another domain."""
    for _, read, _ in warm_ups:
        assert all(is_readable(one) and one.outcome is Outcome.YES and one.key.domain == domain for one in read)


def assert_never_the_same_twice_running_while_there_are_four(warm_ups: Sequence[WarmUp]) -> None:
    """Not even in another order."""
    for (_, before, shelf), (_, read, _) in zip(warm_ups, warm_ups[1:], strict=False):
        if len(shelf) >= FOUR:
            assert {one.key.id for one in before} != {one.key.id for one in read}


def assert_the_hardest_of_ninety_days_within_any_three(warm_ups: Sequence[WarmUp]) -> None:
    """Only if it is the hardest in all three."""
    for first in range(len(warm_ups) - 2):
        three = warm_ups[first : first + 3]
        hardest = [strongest([one for one in shelf if now - one.key.at <= HARD_WIN_STAYS]) for now, _, shelf in three]
        if hardest[0] and hardest == hardest[:1] * 3:
            assert hardest[0].key.id in {one.key.id for _, read, _ in three for one in read}


def test_an_easy_win_of_today_does_not_push_one_that_was_right_off_the_shelf() -> None:
    weeks = live([("win", Difficulty.RIGHT, 1), *(("win", Difficulty.EASY, 1),) * SHELF])
    assert max(map(hardness, weeks.shelf("first")[:SHELF])) == 1
