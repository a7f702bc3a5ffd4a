"""A breathing session, with any events, in any order, however often."""

from datetime import UTC, datetime, timedelta
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from skill.efficacy.breath import BreathingSession, BreathingState

BEGAN = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
TEN_MINUTES = 600_000
BREATH = BreathingSession("main.r1.slow.60.w", TEN_MINUTES, BEGAN)
Told = tuple[BreathingState, int, datetime]


def at(seconds: int) -> datetime:
    return BEGAN + timedelta(seconds=seconds)


TOLD = st.tuples(st.sampled_from(BreathingState), st.integers(0, 700_000), st.integers(0, 900).map(at))


def after(*told: Told) -> BreathingSession:
    return reduce(lambda breath, one: breath.updated(*one), told, BREATH)


@given(st.lists(TOLD, max_size=6).flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))))
def test_late_doubled_and_out_of_order_it_is_the_same_in_the_end(told: tuple[list[Told], list[Told]]) -> None:
    one, other = told
    assert after(*one) == after(*other) == after(*one, *other)


def test_the_latest_word_counts_and_the_farthest_place() -> None:
    paused, resumed = (BreathingState.PAUSED, 240_000, at(240)), (BreathingState.PLAYING, 240_000, at(300))
    breath = after(paused, resumed)
    assert (breath.state, breath.done_ms) == (BreathingState.PLAYING, 240_000)
    assert breath.progress_ms(at(360)) == 300_000
    assert after(paused).progress_ms(at(360)) == 240_000


def test_what_is_over_stays_over() -> None:
    breath = after((BreathingState.FINISHED, 0, at(610)), (BreathingState.PLAYING, 0, at(700)))
    assert (breath.state, breath.done_ms) == (BreathingState.FINISHED, TEN_MINUTES)


def test_who_says_nothing_more_has_come_to_the_end_by_the_clock() -> None:
    assert not BREATH.is_over(at(599))
    assert BREATH.is_over(at(600))
    assert BREATH.progress_ms(at(10_000)) == TEN_MINUTES


def test_a_clock_that_is_behind_takes_nothing_back() -> None:
    assert after((BreathingState.PLAYING, 60_000, at(60))).progress_ms(at(30)) == 60_000


def test_it_can_be_gone_on_from_half_an_hour_after_it_was_left_and_ten_minutes_after_it_ended() -> None:
    left = after((BreathingState.PAUSED, 100_000, at(100)))
    assert left.is_fresh(at(100 + 1_799), None)
    assert not left.is_fresh(at(100 + 1_800), None)
    assert left.is_fresh(at(200), at(99))
    assert not left.is_fresh(at(200), at(101))
    assert BREATH.is_fresh(at(600 + 599), None)
    assert not BREATH.is_fresh(at(600 + 600), None)
