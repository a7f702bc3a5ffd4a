"""The ladder: composing it, and every cell of the table that moves it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.efficacy.domain import Domain, after, without
from skill.efficacy.evidence import Difficulty, Evidence, Kind, Outcome
from skill.efficacy.ladder import (
    MOST_RESULTS,
    MOVES,
    Challenge,
    Fit,
    Ladder,
    Move,
    Place,
    Step,
    draft,
    fit,
    is_done,
    is_open,
    is_removable,
    next_challenge,
    proposal,
    results_of,
    standing,
    with_draft,
    with_result,
    with_step,
    without_challenge,
)
from tests.efficacy.test_evidence import told

THREE = Ladder(tuple(Challenge(f"c{number}", f"step {number}") for number in range(3)))
YES, PARTLY, NO = Outcome.YES, Outcome.PARTLY, Outcome.NO
EASY, RIGHT, HARD = Difficulty.EASY, Difficulty.RIGHT, Difficulty.HARD
STAY, NEXT, HARDER, BETWEEN = Move.STAY, Move.NEXT, Move.HARDER, Move.BETWEEN

CELLS = [
    *((YES, EASY, None, NEXT), (YES, EASY, YES, HARDER), (YES, EASY, NO, NEXT)),
    *((YES, RIGHT, None, NEXT), (YES, RIGHT, YES, NEXT), (YES, RIGHT, NO, STAY)),
    *((YES, None, None, NEXT), (YES, None, YES, NEXT), (YES, None, NO, STAY)),
    *((YES, HARD, None, STAY), (YES, HARD, YES, NEXT), (YES, HARD, NO, STAY)),
    *((PARTLY, how, before, STAY) for how in (EASY, RIGHT, HARD, None) for before in (None, YES, NO)),
    *((NO, how, before, STAY) for how in (EASY, RIGHT, HARD, None) for before in (None, YES)),
    *((NO, how, NO, BETWEEN) for how in (EASY, RIGHT, HARD, None)),
]
"""Outcome, difficulty, what came before, and the move: written a second time, from docs/science.md."""


def result(number: int, outcome: Outcome, difficulty: Difficulty | None = None, challenge: str = "c0") -> Evidence:
    """Return a debrief of a challenge."""
    return replace(told(number), outcome=outcome, difficulty=difficulty, challenge=challenge)


def going(*outcomes: tuple[Outcome, Difficulty | None]) -> Ladder:
    """Return the ladder after some results."""
    ladder = THREE
    for number, (outcome, difficulty) in enumerate(outcomes):
        now = next_challenge(ladder)
        ladder = with_result(ladder, result(number, outcome, difficulty, now.id if now else "c2"))
    return ladder


def test_every_cell_of_the_table_is_here() -> None:
    assert len({(outcome, how, before) for outcome, how, before, _ in CELLS}) == len(CELLS) == 36
    assert {(outcome, how) for outcome, row in MOVES.items() for how in row} == {cell[:2] for cell in CELLS}


@pytest.mark.parametrize(("outcome", "how", "before", "move"), CELLS)
def test_a_result_moves_the_ladder(
    outcome: Outcome, how: Difficulty | None, before: Outcome | None, move: Move
) -> None:
    started = replace(THREE, start=1, before=before)
    now = standing(with_result(started, result(1, outcome, how, "c1")))
    assert now.move is move
    assert now.rung == (2 if move in {NEXT, HARDER} else 1)


def test_unknown_counts_as_right_and_partly_as_neither() -> None:
    assert MOVES[YES][None] == MOVES[YES][RIGHT]
    assert standing(going((NO, None), (PARTLY, None), (NO, None))).move is BETWEEN
    assert standing(going((YES, HARD), (PARTLY, None), (YES, HARD))).move is NEXT


@pytest.mark.parametrize(
    ("certainty", "said"),
    [
        *((number, Fit.SPLIT) for number in range(4)),
        *((number, Fit.SUPPORT) for number in (4, 5)),
        *((number, Fit.RIGHT) for number in (6, 7, 8)),
        *((number, Fit.TOO_EASY) for number in (9, 10)),
    ],
)
def test_a_certainty_says_whether_a_challenge_fits(certainty: int, said: Fit) -> None:
    assert fit(certainty) is said


def test_the_end_goal_stays_what_it_is() -> None:
    assert Step(certainty=9).wants_adjusting
    assert Step(certainty=2).wants_adjusting
    assert Step(certainty=5).wants_support
    assert not Step(certainty=2, is_goal=True).wants_adjusting
    assert not Step(certainty=5, is_goal=True).wants_support


def test_a_result_told_anew_takes_the_place_of_the_old_one() -> None:
    once = with_result(THREE, result(1, YES))
    assert standing(once).rung == 1
    assert standing(with_result(once, result(1, YES))).rung == 1
    assert standing(with_result(once, result(1, NO))).rung == 0


def test_what_is_forgotten_moves_the_ladder_back() -> None:
    win = result(1, YES)
    domain = after(Domain("first", ladder=THREE), win)
    assert standing(domain.ladder).rung == 1
    assert standing(without(domain, win).ladder).rung == 0


def test_what_is_of_no_challenge_moves_nothing() -> None:
    assert with_result(THREE, replace(result(1, YES), challenge=None)) == THREE
    assert with_result(THREE, replace(result(1, YES), kind=Kind.NOTE)) == THREE


def test_the_top() -> None:
    top = going((YES, None), (YES, None), (YES, None))
    assert is_done(top)
    assert next_challenge(top) is None
    assert proposal(top) is None
    assert not is_done(Ladder())


def test_two_easy_ones_propose_a_harder_and_two_misses_a_step_before() -> None:
    assert proposal(going((YES, EASY), (YES, EASY))) is Place.HARDER
    assert proposal(going((NO, None), (NO, None))) is Place.BEFORE
    assert proposal(going((NO, None))) is None
    missed = going((NO, None), (NO, None))
    assert proposal(replace(missed, answered=standing(missed).since)) is None


def composed(place: Place, *what: str | None) -> Ladder:
    """Return a ladder whose first challenge was missed twice, with new challenges composed."""
    new = draft(place, "r9", "the goal", 5)
    steps = tuple(replace(step, what=words) for step, words in zip(new.steps, what, strict=False))
    return with_draft(going((NO, None), (NO, None)), replace(new, steps=(*steps, *new.steps[len(steps) :])))


def test_a_ladder_is_composed_of_a_first_one_one_between_and_the_end_goal() -> None:
    made = composed(Place.WHOLE, "first", "between")
    assert [one.what for one in made.challenges] == ["first", "between", "the goal"]
    assert made.challenges[-1].certainty == 5
    assert standing(made).rung == 0


@pytest.mark.parametrize(
    ("place", "whats"),
    [
        (Place.BEFORE, ["new", "step 0", "step 1", "step 2"]),
        (Place.EASIER, ["new", "step 1", "step 2"]),
        (Place.HARDER, ["new", "step 1", "step 2"]),
        (Place.CHANGED, ["new", "step 1", "step 2"]),
        (Place.BEYOND, ["step 0", "step 1", "step 2", "new"]),
    ],
)
def test_a_composed_challenge_comes_into_its_place(place: Place, whats: list[str]) -> None:
    assert [one.what for one in composed(place, "new").challenges] == whats


@pytest.mark.parametrize("place", list(Place))
def test_nothing_told_changes_nothing_and_the_same_told_again_neither(place: Place) -> None:
    assert composed(place, None) == going((NO, None), (NO, None))
    made = composed(place, "new")
    new = draft(place, "r9", "the goal", 5)
    again = replace(new, steps=(replace(new.steps[0], what="new"), *new.steps[1:]))
    assert with_draft(made, again) == made


results = st.lists(st.tuples(st.sampled_from(Outcome), st.sampled_from([*Difficulty, None])), max_size=40)


@given(results)
def test_any_history_leaves_one_on_the_ladder_and_only_so_much_of_it_is_kept(
    history: list[tuple[Outcome, Difficulty | None]],
) -> None:
    ladder = going(*history)
    assert 0 <= standing(ladder).rung <= 3
    assert len(ladder.results) <= MOST_RESULTS
    for one in ladder.results:  # given again, in any order, it leaves the place unchanged
        again = replace(result(0, one.outcome, one.difficulty, one.challenge), key=replace(told().key, id=one.evidence))
        assert standing(with_result(ladder, again)) == standing(ladder)


def test_a_debrief_that_is_gone_on_with_after_the_ladder_was_changed_moves_nothing_again() -> None:
    before = with_result(THREE, result(1, YES))
    changed = with_draft(before, replace(draft(Place.HARDER, "r9", None, None), steps=(Step("new"),)))
    assert standing(changed).rung == 1
    assert standing(with_result(changed, result(1, YES))).rung == 1


def test_what_a_step_became_is_what_is_done_and_rated_anew() -> None:
    step = Step("too much", "I finish", certainty=2, adjusted="a part of it", adjusted_certainty=7)
    made = with_draft(Ladder(), replace(draft(Place.WHOLE, "r1", "the goal", 5), steps=(step,)))
    assert [(one.what, one.certainty) for one in made.challenges] == [("a part of it", 7)]
    assert replace(step, adjusted=None).rating == 2


def test_two_debriefs_of_the_same_challenge_do_not_pass_over_the_next() -> None:
    twice = with_result(with_result(THREE, result(1, YES)), result(2, YES))
    assert standing(twice).rung == 1


def test_a_step_beyond_the_top_is_next_whatever_came_before() -> None:
    top = going((YES, EASY), (YES, EASY), (YES, EASY), (YES, EASY))
    new = replace(draft(Place.BEYOND, "r9", None, None), steps=(Step("more"),))
    now = next_challenge(with_draft(top, new))
    assert now is not None
    assert now.what == "more"
    assert proposal(with_draft(top, new)) is None


def test_a_step_with_the_same_words_stays_the_same_and_keeps_its_results() -> None:
    ladder = going((NO, None))
    after = with_step(ladder, "c0", Step("step 0", "I look up", 7, support="a note"), "r1")
    assert after.challenges[0] == Challenge("c0", "step 0", "I look up", 7, "a note")
    assert after.results == ladder.results


def test_the_next_step_with_other_words_is_a_new_one_and_its_results_are_settled() -> None:
    ladder = going((YES, None), (NO, None))
    after = with_step(ladder, "c1", Step("another", certainty=6), "r1")
    assert [challenge.what for challenge in after.challenges] == ["step 0", "another", "step 2"]
    assert next_challenge(after) == Challenge("r1-0", "another", certainty=6)
    assert (after.results, standing(after).before) == ((), None)
    assert with_step(after, "c1", Step("another", certainty=6), "r1") == after, "once"


def test_a_later_step_with_other_words_is_a_new_one_and_moves_nothing() -> None:
    ladder = going((NO, None))
    after = with_step(ladder, "c2", Step("another"), "r1")
    assert after.challenges == (*THREE.challenges[:2], Challenge("r1-0", "another"))
    assert standing(after) == standing(ladder)


def test_a_step_that_is_done_or_unknown_or_empty_is_not_put_anew() -> None:
    ladder = going((YES, None))
    for id_, step in (("c0", Step("another")), ("c9", Step("another")), ("c1", Step())):
        assert with_step(ladder, id_, step, "r1") == ladder


def test_only_an_open_step_without_results_that_is_not_the_goal_can_be_taken_off() -> None:
    ladder = going((YES, None), (NO, None))
    assert [is_open(ladder, f"c{number}") for number in range(4)] == [False, True, True, False]
    assert [is_removable(ladder, f"c{number}", None) for number in range(4)] == [False, False, True, False]
    assert not is_removable(ladder, "c2", "step 2")
    assert [result.challenge for result in results_of(ladder, "c1")] == ["c1"]


def test_a_step_that_is_taken_off_leaves_the_place_as_it_is() -> None:
    ladder = going((YES, None))
    after = without_challenge(ladder, "c1")
    assert next_challenge(after) == ladder.challenges[2]
    assert standing(after).rung == standing(ladder).rung
    assert without_challenge(after, "c1") == after
