"""Evidence: what a performer did, in their own words, and which of it is read back before their next performance.

Performance accomplishments are the strongest source of self-efficacy (Bandura 1977), but only once they are taken in as
such. A debrief *is* a piece of evidence: it grows answer by answer.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from skill.efficacy.attribution import Cause


class Kind(StrEnum):
    """How a piece of evidence came about."""

    DEBRIEF = "debrief"
    """Given in the answers to a debrief's questions."""
    NOTE = "note"
    """Given in one sentence; read back only after a yes."""
    PAST = "past"
    """An earlier success, collected when the performer is calm."""
    PRIVATE = "private"
    """Words of distress: stored, but never read aloud, sent or used."""


class Outcome(StrEnum):
    """Whether it went as the performer intended."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Difficulty(StrEnum):
    """How hard it felt to the performer."""

    EASY = "easy"
    RIGHT = "right"
    HARD = "hard"


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """The key of a piece of evidence, made from the signed request that began it, so that a repeated request finds it.

    Args:
        performer: The performer's id.
        domain: The domain's id.
        at: When it was given, UTC, to the second.
        id: A short hash of the request's id.
    """

    performer: str
    domain: str
    at: datetime
    id: str


NIGHT_ENDS = timedelta(hours=4)
"""Evidence given until this long after midnight belongs to the day before."""


def day_of(told_at: datetime) -> date:
    """Return the day that evidence belongs to, from the local time when it was given."""
    return (told_at.replace(tzinfo=None) - NIGHT_ENDS).date()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence, possibly incomplete. `None` means not asked or skipped."""

    key: Key
    kind: Kind
    outcome: Outcome | None = None
    worked: str | None = None
    """What they did that worked: the evidence itself."""
    cause: Cause | None = None
    """The cause outside themselves that they named."""
    own_part: str | None = None
    """Their own part in it, from the reattribution question."""
    shows: str | None = None
    """What it tells them about what they can do."""
    shows_cause: Cause | None = None
    """The cause outside themselves that is all they named when asked what it tells them."""
    trace: str | None = None
    """What showed them that."""
    planned: str | None = None
    """What they had planned, for the question whether they did it."""
    followed: bool | None = None
    """Whether they did as planned."""
    challenge: str | None = None
    """The id of the challenge on the ladder that it is about."""
    plan: str | None = None
    """What they will do differently, and when exactly."""
    more: bool | None = None
    """Whether they wanted the last two questions."""
    difficulty: Difficulty | None = None
    certainty: int | None = None
    happened: str | None = None
    """When a past success happened: an Alexa date (2025, 2025-05, 2025-SP, …) or the performer's own words for it."""
    note: str | None = None
    """Words that answered no question."""
    noted_by: str | None = None
    """The request that last added to the note, so that a repeated request adds nothing."""
    read_back: bool | None = None
    """Whether a note may be read before a performance; `None` means not asked or not answered."""
    skipped: frozenset[str] = frozenset()
    """The questions that were skipped."""
    offered_by: str | None = None
    """The request whose opening offered to continue it or to read it back, which is offered only once."""
    closed: bool = False
    edited_at: datetime | None = None
    """When its answers were last put right on the performer's page, UTC."""
    version: int = 0
    """How often it has been saved; 0 is never."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Fields of a newer release, kept unchanged."""

    @property
    def deed(self) -> str | None:
        """What they did, in their words: the best description there is."""
        return self.own_part or self.worked or (self.note if self.kind is Kind.NOTE else None)

    @property
    def capability(self) -> str | None:
        """What it tells them about what they can do; `None` if they named only a cause outside themselves."""
        return self.shows if self.shows_cause is None else None


def with_note(evidence: Evidence, words: str, request: str) -> Evidence:
    """Return the evidence with extra words added to its note, once: a repeated request adds nothing."""
    if evidence.noted_by == request:
        return evidence
    note = words if evidence.note is None else f"{evidence.note}. {words}"
    return replace(evidence, note=note, noted_by=request)


class Unread(StrEnum):
    """Why warm-ups don't read a piece of evidence."""

    PRIVATE = "private"
    MISS = "miss"
    UNDECIDED = "undecided"
    """A note of which they haven't said whether it may be read."""
    WITHHELD = "withheld"
    """A note that they keep out."""
    UNFINISHED = "unfinished"
    """A debrief that stopped before anything that could be read."""
    NO_DEED = "no-deed"
    """It tells nothing that they did, and nothing that they can do."""


def why_unread(evidence: Evidence) -> Unread | None:
    """Return why warm-ups don't read this; `None` if they may.

    They read a deed of the performer's own, released by them, and not a miss. Only an answer to what worked, or a yes,
    releases words: anything else may not be fit to hear before a performance. Recalling general failure before a
    performance made it worse (Selimbegović, Régner, Huguet & Chatard 2016), so a warm-up contains nothing of a miss.
    """
    if evidence.kind is Kind.PRIVATE:
        return Unread.PRIVATE
    if evidence.outcome is Outcome.NO:
        return Unread.MISS
    if evidence.kind is Kind.NOTE and evidence.read_back is not True:
        return Unread.UNDECIDED if evidence.read_back is None else Unread.WITHHELD
    if evidence.deed or evidence.capability:
        return None
    return Unread.NO_DEED if evidence.closed or evidence.kind is not Kind.DEBRIEF else Unread.UNFINISHED


def is_readable(evidence: Evidence) -> bool:
    """Whether warm-ups may read this."""
    return why_unread(evidence) is None


ANSWERS = ("worked", "own_part", "shows", "trace", "plan", "note")
"""The answers in the performer's own words, in the order of the questions."""


def is_empty(evidence: Evidence) -> bool:
    """Whether it holds nothing that was told."""
    told = (evidence.outcome, evidence.difficulty, evidence.certainty)
    return not any(getattr(evidence, name) for name in ANSWERS) and all(value is None for value in told)


def is_audible(evidence: Evidence) -> bool:
    """Whether it is read aloud when the performer asks for their evidence: all but what is private."""
    if evidence.kind is Kind.PRIVATE:
        return False
    return bool(evidence.deed or evidence.capability or evidence.note)


HARD_WIN_STAYS = timedelta(days=90)
_HARDNESS = {Difficulty.HARD: 2, Difficulty.RIGHT: 1, None: 1, Difficulty.EASY: 0}


def hardness(evidence: Evidence) -> int:
    """How much a success weighs as evidence, 0 to 2: an easy one teaches little (Bandura 1977)."""
    return _HARDNESS[evidence.difficulty]


def shelf_time(evidence: Evidence) -> datetime | None:
    """Return the time by which it is sorted on the shelf that warm-ups read from; `None` if it may not be read.

    The shelf is sorted by this time, latest first, and only its first few pieces are ever looked at. A hard win counts
    as `HARD_WIN_STAYS` later than it was and an easy one as that much earlier, so for that long no easier win comes
    before a harder one.
    """
    if not is_readable(evidence):
        return None
    return evidence.key.at + (hardness(evidence) - 1) * HARD_WIN_STAYS


def strongest(shelf: Sequence[Evidence]) -> Evidence | None:
    """Return the hardest piece, the newest among equals; `None` for an empty shelf."""
    return next(iter(by_strength(shelf)), None)


def by_strength(shelf: Iterable[Evidence]) -> Sequence[Evidence]:
    """Return pieces with the hardest first, the newest first among equals."""
    return sorted(shelf, key=_strength, reverse=True)


def _strength(evidence: Evidence) -> tuple[int, datetime]:
    return hardness(evidence), evidence.key.at


MOST_READ, USUALLY_READ = 3, 2


def choose(shelf: Sequence[Evidence], read_last: Collection[str], day: Callable[[Key], date]) -> tuple[Evidence, ...]:
    """Choose what a warm-up reads: the strongest, then the newest, and first those that the last one didn't read.

    Two or three short facts from different days (docs/science.md, 11): all of them if there are no more than three;
    otherwise two, so that the next time has others. Because a piece waits only once after it was read, the strongest is
    heard at least every other time.

    Args:
        shelf: What may be read, in any order; a bounded number.
        read_last: The ids of the evidence that the last warm-up read.
        day: Returns the performer's local day that a piece belongs to.
    """
    count = MOST_READ if len(shelf) <= MOST_READ else USUALLY_READ
    fresh = [evidence for evidence in shelf if evidence.key.id not in read_last]
    stale = [evidence for evidence in shelf if evidence.key.id in read_last]
    chosen: list[Evidence] = []
    for pool in (fresh, stale):
        while pool and len(chosen) < count:
            pick = _next_pick(pool, chosen, day)
            pool.remove(pick)
            chosen.append(pick)
    return tuple(chosen)


def _next_pick(pool: Sequence[Evidence], chosen: Sequence[Evidence], day: Callable[[Key], date]) -> Evidence:
    if not chosen:
        return max(pool, key=_strength)
    days = {day(evidence.key) for evidence in chosen}
    return max(pool, key=lambda evidence: (day(evidence.key) not in days, evidence.key.at))
