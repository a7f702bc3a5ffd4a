"""What counts as evidence, and which of it a warm-up reads."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.efficacy.evidence import (
    Difficulty,
    Evidence,
    Key,
    Kind,
    Outcome,
    Unread,
    by_strength,
    choose,
    day_of,
    hardness,
    is_audible,
    is_empty,
    is_readable,
    shelf_time,
    strongest,
    why_unread,
    with_note,
)

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def told(
    number: int = 0, *, days_ago: int = 0, difficulty: Difficulty | None = None, kind: Kind = Kind.DEBRIEF
) -> Evidence:
    """Return a win that was given some days ago."""
    key = Key("main", "first", NOON - timedelta(days=days_ago), f"e{number}")
    return Evidence(key, kind, outcome=Outcome.YES, worked=f"deed {number}", difficulty=difficulty)


def test_a_win_may_be_read_once_what_worked_is_told() -> None:
    win = told()
    assert is_readable(win)
    assert not is_readable(replace(win, worked=None))
    assert is_readable(replace(win, worked=None, shows="I can hold a room"))


def test_a_miss_is_never_read_but_may_be_heard() -> None:
    miss = replace(told(), outcome=Outcome.NO)
    assert not is_readable(miss)
    assert shelf_time(miss) is None
    assert is_audible(miss)


def test_a_note_is_read_only_after_a_yes() -> None:
    note = Evidence(told().key, Kind.NOTE, note="I kept eye contact")
    assert not is_readable(note)
    assert is_audible(note)
    assert is_readable(replace(note, read_back=True))
    assert not is_readable(replace(note, read_back=False))
    assert is_audible(replace(note, read_back=False))


def test_a_word_beside_the_question_is_heard_but_not_read() -> None:
    aside = Evidence(told().key, Kind.DEBRIEF, outcome=Outcome.YES, note="I lost my second page")
    assert not is_readable(aside)
    assert is_audible(aside)
    assert replace(aside, shows="I can go on without it").deed is None


def test_words_of_distress_are_neither_read_nor_heard() -> None:
    private = Evidence(told().key, Kind.PRIVATE, note="words", worked="words", read_back=True)
    assert not is_readable(private)
    assert not is_audible(private)


def test_the_performers_own_part_is_the_deed_when_they_told_it() -> None:
    assert replace(told(), own_part="I had rehearsed").deed == "I had rehearsed"


def test_for_ninety_days_no_easier_win_stands_before_a_harder_one() -> None:
    for harder, easier in ((Difficulty.HARD, Difficulty.RIGHT), (Difficulty.HARD, None), (None, Difficulty.EASY)):
        fresh, old = told(days_ago=89, difficulty=harder), told(days_ago=91, difficulty=harder)
        today = shelf_time(told(difficulty=easier))
        assert shelf_time(old) < today < shelf_time(fresh)  # type: ignore[operator]
    assert shelf_time(told()) == shelf_time(told(difficulty=Difficulty.RIGHT)) == NOON


def test_the_strongest_is_the_hardest_and_of_equals_the_newest() -> None:
    hard, newer = told(1, days_ago=9, difficulty=Difficulty.HARD), told(2, days_ago=3, difficulty=Difficulty.HARD)
    assert strongest([told(3), hard, newer]) == newer
    assert strongest([]) is None


def test_the_strongest_is_read_first_and_then_the_newest_of_another_day() -> None:
    hard, today, also_today = told(1, days_ago=20, difficulty=Difficulty.HARD), told(2), told(3)
    yesterday = told(4, days_ago=1)
    assert choose([today, also_today, yesterday, hard], (), by_utc) == (hard, today)
    assert choose([replace(today, difficulty=Difficulty.HARD), also_today, yesterday, hard], (), by_utc)[1] == yesterday


def test_what_was_read_last_steps_back_while_there_is_other() -> None:
    shelf = [told(number, days_ago=number) for number in range(4)]
    first = choose(shelf, (), by_utc)
    second = choose(shelf, {evidence.key.id for evidence in first}, by_utc)
    assert set(first).isdisjoint(second)


def test_three_are_all_read_and_of_four_only_two() -> None:
    four = [told(number, days_ago=number) for number in range(4)]
    assert choose(four[:3], {"e0", "e1"}, by_utc) == (four[2], four[0], four[1])
    assert len(choose(four, (), by_utc)) == 2


def test_what_was_read_last_is_read_again_when_there_is_nothing_else() -> None:
    only = told(1)
    assert choose([only], {"e1"}, by_utc) == (only,)
    assert choose([], (), by_utc) == ()


@given(st.lists(st.tuples(st.integers(0, 89), st.sampled_from([None, *Difficulty])), min_size=1, max_size=40))
def test_the_hardest_win_of_ninety_days_is_on_the_shelf_and_heard_within_two_warm_ups(
    rows: list[tuple[int, Difficulty | None]],
) -> None:
    everything = [told(number, days_ago=days, difficulty=how) for number, (days, how) in enumerate(rows)]
    shelf = sorted(everything, key=lambda one: shelf_time(one) or NOON, reverse=True)[:6]
    first = choose(shelf, (), by_utc)
    heard = [*first, *choose(shelf, [one.key.id for one in first], by_utc)]
    assert max(map(hardness, heard)) == max(map(hardness, shelf))
    if any(one.difficulty is Difficulty.HARD for one in everything):
        assert any(one.difficulty is Difficulty.HARD for one in heard)


SHELVES = st.lists(st.tuples(st.integers(0, 90), st.sampled_from([None, *Difficulty])), min_size=1, max_size=10).map(
    lambda rows: [told(number, days_ago=days, difficulty=how) for number, (days, how) in enumerate(rows)]
)


@given(SHELVES)
def test_never_the_same_pair_twice_running_and_the_strongest_at_least_every_other_time(shelf: list[Evidence]) -> None:
    heard: list[set[str]] = []
    for _ in range(6):
        heard.append({one.key.id for one in choose(shelf, heard[-1] if heard else (), by_utc)})
        assert heard[-1]
    best = strongest(shelf)
    assert best is not None
    assert all(best.key.id in earlier | later for earlier, later in zip(heard, heard[1:], strict=False))
    if len(shelf) >= 4:
        assert all(earlier != later for earlier, later in zip(heard, heard[1:], strict=False))


def test_words_beside_the_questions_are_put_behind_one_another_and_once() -> None:
    first = with_note(told(), "it was cold", "r1")
    assert first.note == "it was cold"
    both = with_note(first, "and late", "r2")
    assert both.note == "it was cold. and late"
    assert with_note(both, "and late", "r2") == both
    assert with_note(both, "and late", "r3").note == "it was cold. and late. and late", "somebody said it once more"


def test_an_evening_is_one_day_where_the_performer_is_though_it_is_two_in_utc() -> None:
    """Half past six and nine in the evening in New York stand on two days of UTC."""
    evening, night = _at(datetime(2026, 5, 4, 22, 30, tzinfo=UTC)), _at(datetime(2026, 5, 5, 1, tzinfo=UTC))
    days_before = [_at(datetime(2026, 5, day, 16, tzinfo=UTC)) for day in (1, 2)]

    def in_new_york(key: Key) -> date:
        return day_of(key.at.astimezone(ZoneInfo("America/New_York")))

    assert choose([night, evening, *days_before], (), in_new_york) == (night, days_before[1])


def by_utc(key: Key) -> date:
    """Return the day of a piece of evidence, at a performer's who lives by UTC."""
    return key.at.date()


def _at(moment: datetime) -> Evidence:
    return Evidence(Key("main", "first", moment, f"{moment:%d%H%M}"), Kind.DEBRIEF, worked="I spoke slowly")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, None),
        ({"outcome": Outcome.NO}, Unread.MISS),
        ({"worked": None, "closed": True}, Unread.NO_DEED),
        ({"worked": None}, Unread.UNFINISHED),
        ({"kind": Kind.PAST, "worked": None}, Unread.NO_DEED),
        ({"kind": Kind.PRIVATE}, Unread.PRIVATE),
        ({"kind": Kind.NOTE}, Unread.UNDECIDED),
        ({"kind": Kind.NOTE, "read_back": False}, Unread.WITHHELD),
        ({"kind": Kind.NOTE, "read_back": True}, None),
    ],
)
def test_a_piece_that_is_not_read_has_a_reason(changes: dict[str, Any], reason: Unread | None) -> None:
    assert why_unread(replace(told(), **changes)) is reason


def test_a_piece_without_an_answer_is_empty() -> None:
    assert is_empty(replace(told(), outcome=None, worked=None, happened="2025"))
    assert not is_empty(replace(told(), outcome=None, worked=None, plan="I wait"))
    assert not is_empty(replace(told(), worked=None))


def test_the_strongest_come_first_and_the_newest_of_equals() -> None:
    hard, old = told(1, days_ago=9, difficulty=Difficulty.HARD), told(2, days_ago=3)
    assert by_strength([old, told(3), hard]) == [hard, told(3), old]
    assert by_strength([]) == []
