"""A ladder: challenges that lead from what a performer could do this week to what they want to be able to do.

Mastery in steps is the strongest source of self-efficacy (Bandura 1977, 1997); specific goals that are hard and within
reach beat "do your best" (Locke & Latham 2002). No study gives a band of certainty for real performances: 6 to 8 of 10
is this project's working figure (`SCIENCE.md`, 6). Success raises the next goal and a miss lowers it; the end goal
stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from skill.efficacy.evidence import Difficulty, Evidence, Kind, Outcome


class Fit(StrEnum):
    """What a performer's certainty of a challenge says of the challenge."""

    TOO_EASY = "too-easy"
    """9 or 10: little is learnt from it; it is made a notch harder."""
    RIGHT = "right"
    """6 to 8."""
    SUPPORT = "support"
    """4 or 5: it stays, with something that helps."""
    SPLIT = "split"
    """0 to 3: a smaller part of it comes first."""


_EASY_FROM, _RIGHT_FROM, _SUPPORT_FROM = 9, 6, 4


def fit(certainty: int) -> Fit:
    """Return what a certainty, 0 to 10, says of a challenge."""
    if certainty >= _EASY_FROM:
        return Fit.TOO_EASY
    if certainty >= _RIGHT_FROM:
        return Fit.RIGHT
    return Fit.SUPPORT if certainty >= _SUPPORT_FROM else Fit.SPLIT


class Place(StrEnum):
    """Where what is being composed comes to stand, and what it is in place of."""

    WHOLE = "whole"
    """A whole ladder: a first challenge, possible this week, one between, and the end goal."""
    HARDER = "harder"
    EASIER = "easier"
    CHANGED = "changed"
    """In place of the one that is next."""
    BEFORE = "before"
    """Before the one that is next."""
    BEYOND = "beyond"
    """After the last."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """One step: what they do, and how they will know that they did it, in their own control."""

    id: str
    """The request that told it."""
    what: str
    criterion: str | None = None
    certainty: int | None = None
    support: str | None = None
    """What will help them there."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Step:
    """A challenge that is being composed."""

    what: str | None = None
    criterion: str | None = None
    certainty: int | None = None
    adjusted: str | None = None
    """What it became after the certainty said that it was too easy or too much."""
    adjusted_certainty: int | None = None
    """How certain they are of that."""
    support: str | None = None
    is_goal: bool = False
    """Whether it is the end goal, which stays what it is."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def challenge(self) -> str | None:
        """What it has become."""
        return self.adjusted or self.what

    @property
    def rating(self) -> int | None:
        """How certain they are of what it has become."""
        return self.adjusted_certainty if self.adjusted else self.certainty

    @property
    def wants_adjusting(self) -> bool:
        """Whether to ask, once, for a harder one, or for a smaller part of it."""
        return not self.is_goal and self.certainty is not None and fit(self.certainty) in {Fit.TOO_EASY, Fit.SPLIT}

    @property
    def wants_support(self) -> bool:
        """Whether to ask what would help."""
        return not self.is_goal and self.rating is not None and fit(self.rating) is Fit.SUPPORT


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being composed, answer by answer: one challenge, or a ladder of three."""

    id: str
    """The request that began it."""
    place: Place
    steps: tuple[Step, ...]
    skipped: frozenset[str] = frozenset()
    done: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Result:
    """How a challenge went: a piece of evidence, as far as the ladder goes by it."""

    evidence: str
    challenge: str
    outcome: Outcome
    difficulty: Difficulty | None = None
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


class Move(StrEnum):
    """What a result does."""

    STAY = "stay"
    NEXT = "next"
    HARDER = "harder"
    """The next comes, and is proposed to be made harder."""
    BETWEEN = "between"
    """The same again, and a step before it is proposed."""


@dataclass(frozen=True, slots=True)
class After:
    """What to do after a result, by what came before it: nothing decided, a success or a miss."""

    nothing: Move
    success: Move
    miss: Move


_EASY = After(nothing=Move.NEXT, success=Move.HARDER, miss=Move.NEXT)
_RIGHT = After(nothing=Move.NEXT, success=Move.NEXT, miss=Move.STAY)
_HARD = After(nothing=Move.STAY, success=Move.NEXT, miss=Move.STAY)
_SAME = After(nothing=Move.STAY, success=Move.STAY, miss=Move.STAY)
_MISSED = After(nothing=Move.STAY, success=Move.STAY, miss=Move.BETWEEN)

MOVES: Mapping[Outcome, Mapping[Difficulty | None, After]] = {
    Outcome.YES: {Difficulty.EASY: _EASY, Difficulty.RIGHT: _RIGHT, Difficulty.HARD: _HARD, None: _RIGHT},
    Outcome.PARTLY: {Difficulty.EASY: _SAME, Difficulty.RIGHT: _SAME, Difficulty.HARD: _SAME, None: _SAME},
    Outcome.NO: {Difficulty.EASY: _MISSED, Difficulty.RIGHT: _MISSED, Difficulty.HARD: _MISSED, None: _MISSED},
}
"""The table that moves a ladder: outcome, how it felt (`None`: not told, counts as right), what came before.

A hard success is repeated once, so that it is no accident; a second success moves on; a second easy one in a row asks
for more. One miss: the same again with another strategy; two in a row: a smaller step first. "Partly" is neither.
"""

MOST_RESULTS = 12


@dataclass(frozen=True, slots=True)
class Ladder:
    """Challenges, the nearest first, and the results by which one stands on them.

    Where one stands is computed from the results, so that an answer that is put right, or a piece of evidence that is
    forgotten, moves the ladder as if it had never been told otherwise.
    """

    challenges: tuple[Challenge, ...] = ()
    start: int = 0
    """Where one stood before the first of the results."""
    before: Outcome | None = None
    """How the last one went before the first of the results: a success, a miss, or nothing decided."""
    results: tuple[Result, ...] = ()
    """Oldest first."""
    settled: tuple[str, ...] = ()
    """The evidence whose results lie before the first of them: told of again, it moves nothing."""
    answered: str | None = None
    """The evidence whose proposal was answered, either way."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one stands on a ladder.

    Args:
        rung: Which challenge is next, from 0; as many as there are when all are done.
        before: How the last one went that was decided.
        move: What the last result did.
        since: The evidence of that result.
    """

    rung: int
    before: Outcome | None = None
    move: Move | None = None
    since: str | None = None


def standing(ladder: Ladder) -> Standing:
    """Return where one stands."""
    now = Standing(ladder.start, ladder.before)
    for result in ladder.results:
        now = _after(now, result, ladder.challenges)
    return now


def _after(now: Standing, result: Result, challenges: Sequence[Challenge]) -> Standing:
    """Return where a result leads; one of another challenge than the one that is next leads nowhere."""
    if now.rung >= len(challenges) or challenges[now.rung].id != result.challenge:
        return replace(now, move=Move.STAY, since=result.evidence)
    cell = MOVES[result.outcome][result.difficulty]
    move = {None: cell.nothing, Outcome.YES: cell.success, Outcome.NO: cell.miss}.get(now.before, cell.nothing)
    rung = now.rung + 1 if move in {Move.NEXT, Move.HARDER} else now.rung
    before = now.before if result.outcome is Outcome.PARTLY else result.outcome
    return Standing(rung, before, move, result.evidence)


def next_challenge(ladder: Ladder) -> Challenge | None:
    """Return the challenge that is next; `None` when there is no ladder, or all of it is done."""
    rung = standing(ladder).rung
    return ladder.challenges[rung] if rung < len(ladder.challenges) else None


def is_done(ladder: Ladder) -> bool:
    """Whether there is a ladder, and all of it is done."""
    return bool(ladder.challenges) and next_challenge(ladder) is None


def proposal(ladder: Ladder) -> Place | None:
    """Return what the last result proposes to compose, if that has not been answered."""
    now = standing(ladder)
    if now.since is None or now.since == ladder.answered or next_challenge(ladder) is None:
        return None
    return {Move.HARDER: Place.HARDER, Move.BETWEEN: Place.BEFORE}.get(now.move) if now.move else None


def with_result(ladder: Ladder, evidence: Evidence) -> Ladder:
    """Return the ladder as a debrief leaves it: its result put in, anew, or taken out."""
    others = tuple(result for result in ladder.results if result.evidence != evidence.key.id)
    is_its_own = evidence.challenge in {one.id for one in ladder.challenges} and evidence.key.id not in ladder.settled
    if evidence.kind is not Kind.DEBRIEF or evidence.outcome is None or not is_its_own or evidence.challenge is None:
        return replace(ladder, results=others)
    new = Result(evidence.key.id, evidence.challenge, evidence.outcome, evidence.difficulty)
    place = next((index for index, one in enumerate(ladder.results) if one.evidence == new.evidence), len(others))
    return _bounded(replace(ladder, results=(*others[:place], new, *others[place:])))


def _bounded(ladder: Ladder) -> Ladder:
    if len(ladder.results) <= MOST_RESULTS:
        return ladder
    first, rest = ladder.results[0], ladder.results[1:]
    now = _after(Standing(ladder.start, ladder.before), first, ladder.challenges)
    settled = (*ladder.settled, first.evidence)[-MOST_RESULTS:]
    return replace(ladder, start=now.rung, before=now.before, results=rest, settled=settled)


def _settled(ladder: Ladder) -> Ladder:
    """Return the ladder where it stands, its results behind it: before its challenges change."""
    settled = (*ladder.settled, *(result.evidence for result in ladder.results))[-MOST_RESULTS:]
    start = standing(ladder).rung
    return replace(ladder, start=start, before=None, results=(), settled=settled, answered=None)


def draft(place: Place, request: str, goal: str | None, certainty: int | None) -> Draft:
    """Return what composing begins with; a whole ladder ends in the end goal.

    Args:
        place: Where it comes to stand.
        request: The request in which it is begun.
        goal: The domain's end goal.
        certainty: How certain they are of that, as far as it is known.
    """
    end = (Step(), Step(goal, certainty=certainty, is_goal=True)) if place is Place.WHOLE else ()
    return Draft(request, place, (Step(), *end))


def with_draft(ladder: Ladder, new: Draft) -> Ladder:
    """Return the ladder with what was composed in its place; as it was when nothing was told, or it is there."""
    made = tuple(
        Challenge(f"{new.id}-{number}", step.challenge, step.criterion, step.rating, step.support)
        for number, step in enumerate(new.steps)
        if step.challenge is not None
    )
    has_steps = any(step.what is not None and not step.is_goal for step in new.steps)
    if not has_steps or made[0].id in {one.id for one in ladder.challenges}:
        return ladder
    if new.place is Place.WHOLE:
        return Ladder(made)
    if new.place is Place.BEYOND:
        return replace(_settled(ladder), challenges=(*ladder.challenges, *made))
    settled = _settled(ladder)
    rest: Sequence[Challenge] = settled.challenges[settled.start :]
    remaining = rest if new.place is Place.BEFORE else rest[1:]
    return replace(settled, challenges=(*settled.challenges[: settled.start], *made, *remaining))
