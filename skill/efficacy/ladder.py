"""A ladder: challenges that lead from what a performer could do this week to what they want to be able to do.

Mastery in steps is the strongest source of self-efficacy (Bandura 1977, 1997); specific goals that are hard and within
reach beat "do your best" (Locke & Latham 2002). No study gives a band of certainty for real performances: 6 to 8 of 10
is this project's working figure (docs/science.md, 6). Success raises the next goal and a miss lowers it; the end goal
stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from skill.efficacy.evidence import Difficulty, Evidence, Kind, Outcome


class Fit(StrEnum):
    """How well a challenge fits the performer, by their certainty."""

    TOO_EASY = "too-easy"
    """9 or 10: it teaches little, so it is made a bit harder."""
    RIGHT = "right"
    """6 to 8."""
    SUPPORT = "support"
    """4 or 5: it stays, with some support."""
    SPLIT = "split"
    """0 to 3: a smaller part of it comes first."""


_EASY_FROM, _RIGHT_FROM, _SUPPORT_FROM = 9, 6, 4


def fit(certainty: int) -> Fit:
    """Return how well a challenge fits that is rated with this certainty, 0 to 10."""
    if certainty >= _EASY_FROM:
        return Fit.TOO_EASY
    if certainty >= _RIGHT_FROM:
        return Fit.RIGHT
    return Fit.SUPPORT if certainty >= _SUPPORT_FROM else Fit.SPLIT


class Place(StrEnum):
    """Where a challenge that is being composed goes, and what it replaces."""

    WHOLE = "whole"
    """A whole ladder: a first challenge, possible this week, one between, and the end goal."""
    HARDER = "harder"
    EASIER = "easier"
    CHANGED = "changed"
    """These three replace the next challenge."""
    BEFORE = "before"
    """Before the next challenge."""
    BEYOND = "beyond"
    """After the last challenge."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """One step: what the performer does, and how they will know that they did it, in their own control."""

    id: str
    """The id of its draft, and its number there."""
    what: str
    criterion: str | None = None
    certainty: int | None = None
    support: str | None = None
    """What will help them with it."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Step:
    """A challenge that is being composed."""

    what: str | None = None
    criterion: str | None = None
    certainty: int | None = None
    adjusted: str | None = None
    """What it became after their certainty showed that it was too easy or too hard."""
    adjusted_certainty: int | None = None
    """Their certainty about the adjusted challenge."""
    support: str | None = None
    is_goal: bool = False
    """Whether it is the end goal, which is never adjusted."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def challenge(self) -> str | None:
        """The challenge as it is now."""
        return self.adjusted or self.what

    @property
    def rating(self) -> int | None:
        """The certainty about the challenge as it is now."""
        return self.adjusted_certainty if self.adjusted else self.certainty

    @property
    def wants_adjusting(self) -> bool:
        """Whether to ask, once, for a harder challenge or a smaller part of this one."""
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
    """How a challenge went: the part of a debrief that moves the ladder."""

    evidence: str
    challenge: str
    outcome: Outcome
    difficulty: Difficulty | None = None
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


class Move(StrEnum):
    """How a result moves the ladder."""

    STAY = "stay"
    NEXT = "next"
    HARDER = "harder"
    """On to the next challenge, with a proposal to make it harder."""
    BETWEEN = "between"
    """The same challenge again, with a proposal to put a step before it."""


@dataclass(frozen=True, slots=True)
class After:
    """The moves for a result, by what came before it: nothing decided, a success or a miss."""

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
"""The table that moves a ladder, by outcome, difficulty (`None`: not given, counts as right) and what came before.

A hard success is repeated once, so that it is no accident; a second success moves on; after a second easy success in a
row, the next challenge should be harder. After one miss: the same challenge with another strategy; after two in a row:
a smaller step first. "Partly" counts as neither.
"""

MOST_RESULTS = 12
MOST_CHALLENGES = 12
"""How many challenges a ladder has at most: more are no help, and a performer's record has to stay small."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Challenges, the nearest first, and the results that decide which one is next.

    The performer's place is computed from the results, so that a corrected answer or forgotten evidence moves the
    ladder as if the old answer had never been given.
    """

    challenges: tuple[Challenge, ...] = ()
    start: int = 0
    """The index of the next challenge before the first of the results."""
    before: Outcome | None = None
    """The outcome before the first of the results: a success, a miss, or `None` for nothing decided."""
    results: tuple[Result, ...] = ()
    """Oldest first."""
    settled: tuple[str, ...] = ()
    """The evidence whose results came before these; changing it moves nothing."""
    answered: str | None = None
    """The evidence whose proposal was accepted or declined."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """The performer's place on a ladder.

    Args:
        rung: The index of the next challenge; the number of challenges when all are done.
        before: The last success or miss.
        move: What the last result did.
        since: The evidence of the last result.
    """

    rung: int
    before: Outcome | None = None
    move: Move | None = None
    since: str | None = None


def standing(ladder: Ladder) -> Standing:
    """Return the performer's place on a ladder."""
    place = Standing(ladder.start, ladder.before)
    for result in ladder.results:
        place = _after(place, result, ladder.challenges)
    return place


def _after(now: Standing, result: Result, challenges: Sequence[Challenge]) -> Standing:
    """Return the place after a result; a result of any but the next challenge leaves it where it is."""
    if now.rung >= len(challenges) or challenges[now.rung].id != result.challenge:
        return replace(now, move=Move.STAY, since=result.evidence)
    cell = MOVES[result.outcome][result.difficulty]
    move = {None: cell.nothing, Outcome.YES: cell.success, Outcome.NO: cell.miss}.get(now.before, cell.nothing)
    rung = now.rung + 1 if move in {Move.NEXT, Move.HARDER} else now.rung
    before = now.before if result.outcome is Outcome.PARTLY else result.outcome
    return Standing(rung, before, move, result.evidence)


def aimed_at(ladder: Ladder, before: str | None, goal: str) -> Ladder:
    """Return a ladder whose last challenge, if it was the goal before, is the new one; what was said of it goes."""
    last = next(iter(ladder.challenges[-1:]), None)
    if last is None or last.what != before:
        return ladder
    anew = Challenge(last.id, goal, extra=last.extra)
    return replace(ladder, challenges=(*ladder.challenges[:-1], anew))


def next_challenge(ladder: Ladder) -> Challenge | None:
    """Return the next challenge; `None` if there is no ladder or all of it is done."""
    rung = standing(ladder).rung
    return ladder.challenges[rung] if rung < len(ladder.challenges) else None


def is_done(ladder: Ladder) -> bool:
    """Whether there is a ladder and all of it is done."""
    return bool(ladder.challenges) and next_challenge(ladder) is None


def proposal(ladder: Ladder) -> Place | None:
    """Return what the last result proposes to compose; `None` if nothing, or if that was answered already."""
    now = standing(ladder)
    if now.since is None or now.since == ladder.answered or next_challenge(ladder) is None:
        return None
    return {Move.HARDER: Place.HARDER, Move.BETWEEN: Place.BEFORE}.get(now.move) if now.move else None


def with_result(ladder: Ladder, evidence: Evidence) -> Ladder:
    """Return the ladder with a debrief's result added, replaced or removed."""
    others = tuple(result for result in ladder.results if result.evidence != evidence.key.id)
    is_on_ladder = any(challenge.id == evidence.challenge for challenge in ladder.challenges)
    counts = is_on_ladder and evidence.key.id not in ladder.settled
    if evidence.kind is not Kind.DEBRIEF or evidence.outcome is None or not counts or evidence.challenge is None:
        return replace(ladder, results=others)
    new = Result(evidence.key.id, evidence.challenge, evidence.outcome, evidence.difficulty)
    index = next((i for i, result in enumerate(ladder.results) if result.evidence == new.evidence), len(others))
    return _bounded(replace(ladder, results=(*others[:index], new, *others[index:])))


def _bounded(ladder: Ladder) -> Ladder:
    if len(ladder.results) <= MOST_RESULTS:
        return ladder
    first, rest = ladder.results[0], ladder.results[1:]
    now = _after(Standing(ladder.start, ladder.before), first, ladder.challenges)
    settled = (*ladder.settled, first.evidence)[-MOST_RESULTS:]
    return replace(ladder, start=now.rung, before=now.before, results=rest, settled=settled)


def _settled(ladder: Ladder) -> Ladder:
    """Return the ladder with its place fixed and its results settled, ready for its challenges to change."""
    settled = (*ladder.settled, *(result.evidence for result in ladder.results))[-MOST_RESULTS:]
    start = standing(ladder).rung
    return replace(ladder, start=start, before=None, results=(), settled=settled, answered=None)


def draft(place: Place, request: str, goal: str | None, certainty: int | None) -> Draft:
    """Return a new draft; that of a whole ladder ends in the end goal.

    Args:
        place: Where the challenge goes.
        request: The request that begins the draft.
        goal: The domain's end goal.
        certainty: The performer's certainty about that, if it is known.
    """
    end = (Step(), Step(goal, certainty=certainty, is_goal=True)) if place is Place.WHOLE else ()
    return Draft(request, place, (Step(), *end))


def with_draft(ladder: Ladder, new: Draft, goal: str | None = None) -> Ladder:
    """Return the ladder with a draft's challenges in place; unchanged if the draft is empty or was added before.

    Args:
        ladder: The ladder.
        new: The draft.
        goal: The end goal: as long as it is open, nothing goes beyond it.
    """
    challenges = tuple(
        Challenge(f"{new.id}-{number}", step.challenge, step.criterion, step.rating, step.support)
        for number, step in enumerate(new.steps)
        if step.challenge is not None
    )
    has_steps = any(step.what is not None and not step.is_goal for step in new.steps)
    if not has_steps or challenges[0].id in {challenge.id for challenge in ladder.challenges}:
        return ladder
    if new.place is Place.WHOLE:
        return Ladder(challenges)
    if new.place is Place.BEYOND:
        end = goal_index(ladder, goal)
        return replace(_settled(ladder), challenges=(*ladder.challenges[:end], *challenges, *ladder.challenges[end:]))
    settled = _settled(ladder)
    rest: Sequence[Challenge] = settled.challenges[settled.start :]
    remaining = rest if new.place is Place.BEFORE else rest[1:]
    return replace(settled, challenges=(*settled.challenges[: settled.start], *challenges, *remaining))


def goal_index(ladder: Ladder, goal: str | None) -> int:
    """Return the index of the challenge that is the end goal, if it is open; else the number of challenges."""
    rung, end = standing(ladder).rung, len(ladder.challenges)
    return next((index for index in range(rung, end) if ladder.challenges[index].what == goal), end)


def results_of(ladder: Ladder, id_: str) -> tuple[Result, ...]:
    """Return the results of a challenge since the challenges last changed, oldest first."""
    return tuple(result for result in ladder.results if result.challenge == id_)


def is_open(ladder: Ladder, id_: str) -> bool:
    """Whether a challenge is the next one or a later one, and so may still change."""
    return any(challenge.id == id_ for challenge in ladder.challenges[standing(ladder).rung :])


def is_removable(ladder: Ladder, id_: str, goal: str | None) -> bool:
    """Whether a challenge may be taken off the ladder: it is open, has no results and isn't the end goal."""
    what = next((challenge.what for challenge in ladder.challenges if challenge.id == id_), None)
    return is_open(ladder, id_) and not results_of(ladder, id_) and what != goal


def without_challenge(ladder: Ladder, id_: str) -> Ladder:
    """Return the ladder without an open challenge that has no results."""
    return replace(ladder, challenges=tuple(challenge for challenge in ladder.challenges if challenge.id != id_))


def with_step(ladder: Ladder, id_: str, new: Step, request: str) -> Ladder:
    """Return the ladder with an open challenge put anew.

    With the same `what`, it stays the same challenge. With another one it is a new challenge; if it replaces the next
    one, the results are settled, as with any draft that does so.

    Args:
        ladder: The ladder.
        id_: The id of the challenge.
        new: What it is now.
        request: The request that changes it.
    """
    index = next((i for i, challenge in enumerate(ladder.challenges) if challenge.id == id_), None)
    if index is None or new.what is None or not is_open(ladder, id_):
        return ladder
    old = ladder.challenges[index]
    if new.what != old.what and index == standing(ladder).rung:
        return with_draft(ladder, Draft(request, Place.CHANGED, (new,), done=True))
    kept = old if new.what == old.what else Challenge(f"{request}-0", new.what)
    anew = replace(kept, criterion=new.criterion, certainty=new.rating, support=new.support)
    return replace(ladder, challenges=(*ladder.challenges[:index], anew, *ladder.challenges[index + 1 :]))
