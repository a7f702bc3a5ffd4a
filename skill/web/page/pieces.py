"""A piece of evidence as a view shows it: its day, what it is, its words by question, and whether it is read aloud."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

from flask import abort

from skill.conversation.context import Context
from skill.conversation.topics.warm_up.warm_up import read_next
from skill.efficacy.domain import NAMELESS
from skill.efficacy.evidence import ANSWERS, Difficulty, Evidence, Key, Kind, Outcome, Unread, why_unread
from skill.ledger.keys import evidence_key, parse_evidence_key
from skill.nlu.dates import first_day
from skill.speech import dates
from skill.speech.parts import Line, line
from skill.web.page import moments
from skill.web.page.visit import Visit

_LONGEST_KEY = 200
KINDS: Mapping[Kind, str] = {
    Kind.DEBRIEF: "page-kind-debrief",
    Kind.NOTE: "page-kind-note",
    Kind.PAST: "page-kind-past",
    Kind.PRIVATE: "page-kind-private",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.YES: "page-outcome-yes",
    Outcome.PARTLY: "page-outcome-partly",
    Outcome.NO: "page-outcome-no",
}
_DIFFICULTIES: Mapping[Difficulty, str] = {
    Difficulty.EASY: "page-difficulty-easy",
    Difficulty.RIGHT: "page-difficulty-right",
    Difficulty.HARD: "page-difficulty-hard",
}
LABELS: Mapping[str, str] = {
    "outcome": "page-answer-outcome",
    "worked": "page-answer-worked",
    "happened": "page-answer-happened",
    "own_part": "page-answer-part",
    "shows": "page-answer-shows",
    "trace": "page-answer-trace",
    "plan": "page-answer-plan",
    "note": "page-answer-note",
}
"""The sentence that names each answer that can be put right."""
_WHY_UNREAD: Mapping[Unread, str] = {
    Unread.PRIVATE: "page-unread-private",
    Unread.MISS: "page-unread-miss",
    Unread.UNDECIDED: "page-unread-undecided",
    Unread.WITHHELD: "page-unread-withheld",
    Unread.UNFINISHED: "page-unread-unfinished",
    Unread.NO_DEED: "page-unread-no-deed",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence as a view shows it.

    Args:
        key: Its key within the performer's record.
        domain: The id of its domain; `None` if it is not on their record.
        moment: Its day for machines; empty if that is not known.
        day: The name of its day, or when it was in their own words.
        kind: The sentence that names its kind.
        facts: What was said without words of their own.
        deed: What they did, in their words; empty if that is not told, or kept back.
        quotes: The sentence that names each answer, and the answer.
        unread: The sentence that says why warm-ups don't read it; empty if they may.
        is_next: Whether the next warm-up reads it.
        put_right: The sentence that says when it was put right; `None` if it wasn't.
        is_private: Whether its words are kept back.
        goes: The sentences that say what goes with it if it is forgotten.
    """

    key: str
    domain: str | None
    moment: str
    day: Line
    kind: str
    facts: Sequence[Line]
    deed: str
    quotes: Sequence[tuple[str, str]]
    unread: str
    is_next: bool
    put_right: Line | None
    is_private: bool
    goes: Sequence[str]

    @property
    def others(self) -> Sequence[tuple[str, str]]:
        """What else they told than what they did."""
        return [(label, words) for label, words in self.quotes if words != self.deed]


def shown(context: Context, evidence: Evidence, next_ids: Collection[str] = ()) -> Piece:
    """Return a piece as a view shows it.

    Args:
        context: The performer's records.
        evidence: The piece.
        next_ids: The ids of what the next warm-up reads.
    """
    is_private, why = evidence.kind is Kind.PRIVATE, why_unread(evidence)
    moment, day = _day(context, evidence)
    quotes = [(LABELS[name], words) for name in ANSWERS if (words := getattr(evidence, name))]
    return Piece(
        key_text(evidence.key),
        known.id if (known := context.saved.find(evidence.key.domain)) else None,
        moment,
        day,
        KINDS[evidence.kind],
        () if is_private else _facts(evidence),
        "" if is_private else evidence.worked or evidence.note or "",
        () if is_private else quotes,
        _WHY_UNREAD[why] if why else "",
        evidence.key.id in next_ids,
        _put_right(context, evidence),
        is_private,
        _goes(evidence),
    )


def _goes(evidence: Evidence) -> Sequence[str]:
    has = {
        "page-forget-plan": evidence.plan is not None,
        "page-forget-rating": evidence.certainty is not None,
        "page-forget-step": evidence.challenge is not None and evidence.outcome is not None,
    }
    return [key for key, is_there in has.items() if is_there]


def _day(context: Context, evidence: Evidence) -> tuple[str, Line]:
    """Return the day of a piece, for machines and for people: of a past success, when it happened."""
    if evidence.kind is not Kind.PAST:
        day = context.day_of(evidence.key)
        return day.isoformat(), moments.short_name(day)
    if evidence.happened is None:
        return "", line("page-happened", day=line("date-some-time"))
    first = first_day(evidence.happened)
    is_plain = first is not None and first.isoformat().startswith(evidence.happened)
    name = dates.partial(evidence.happened, context.today)
    if name.key == "date-words":
        return "", line("page-happened-words", words=evidence.happened)
    return evidence.happened if is_plain else "", line("page-happened", day=name)


def _facts(evidence: Evidence) -> Sequence[Line]:
    outcome = (line(OUTCOMES[evidence.outcome]),) if evidence.outcome else ()
    difficulty = (line(_DIFFICULTIES[evidence.difficulty]),) if evidence.difficulty else ()
    is_rated = evidence.certainty is not None
    certainty = (line("page-answer-certainty", value=str(evidence.certainty)),) if is_rated else ()
    return (*outcome, *difficulty, *certainty)


def _put_right(context: Context, evidence: Evidence) -> Line | None:
    if evidence.edited_at is None:
        return None
    return line("page-put-right", day=dates.whole(evidence.edited_at.astimezone(context.zone).date()))


def next_ids(context: Context) -> frozenset[str]:
    """Return the ids of the pieces that the next warm-up for the domain reads."""
    return frozenset(one.key.id for one in read_next(context))


def key_text(key: Key) -> str:
    """Return a key as an address has it: without the performer, who is signed in."""
    return evidence_key(key).split("#", 2)[2]


def find_key(visit: Visit, context: Context, text: str) -> Key:
    """Return the key that an address or a form names; not found, if it is none of the performer's."""
    try:
        key = parse_evidence_key(f"E#{visit.session.performer}#{text[:_LONGEST_KEY]}")
        is_known = key.domain == NAMELESS or context.saved.find(key.domain) is not None
        return key if is_known and key.id and key.at.astimezone(UTC) else abort(404)
    except (ValueError, OverflowError):
        abort(404)


def find_piece(visit: Visit, context: Context, text: str) -> Evidence:
    """Return the piece that an address or a form names; not found, if there is none."""
    return context.evidence(find_key(visit, context, text)) or abort(404)
