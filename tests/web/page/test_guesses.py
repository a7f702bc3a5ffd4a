"""The count of codes that are looked up: exact, however many come at once, and over after a minute."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from skill.web.page.guesses import MOST, WINDOW, Guesses

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


def test_a_hundred_a_minute_are_looked_up_and_the_rest_wait_until_it_is_over() -> None:
    guesses = Guesses()
    assert [guesses.wait(NOON) for _ in range(MOST)] == [0] * MOST
    assert guesses.wait(NOON) == 60
    assert guesses.wait(NOON + timedelta(seconds=12.5)) == 48
    assert guesses.wait(NOON + WINDOW - timedelta(milliseconds=1)) == 1
    assert guesses.wait(NOON + WINDOW) == 0


def test_those_that_wait_make_the_minute_no_longer() -> None:
    guesses = Guesses()
    for _ in range(10 * MOST):
        guesses.wait(NOON)
    assert [guesses.wait(NOON + WINDOW) for _ in range(MOST + 1)] == [*[0] * MOST, 60]


def test_the_right_ones_are_not_counted() -> None:
    guesses = Guesses()
    for _ in range(3 * MOST):
        assert guesses.wait(NOON) == 0
        guesses.was_right()
    guesses.was_right()
    assert [guesses.wait(NOON) for _ in range(MOST + 1)] == [*[0] * MOST, 60]


def test_a_clock_that_is_set_back_shuts_nobody_out() -> None:
    guesses = Guesses()
    for _ in range(MOST):
        guesses.wait(NOON)
    assert guesses.wait(NOON - A_SECOND) == 0


def test_of_many_at_once_no_more_are_looked_up() -> None:
    guesses = Guesses()
    with ThreadPoolExecutor(16) as pool:
        waits = list(pool.map(lambda _: guesses.wait(NOON), range(1_000)))
    assert waits.count(0) == MOST
