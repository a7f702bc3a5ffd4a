"""Turns that could not be saved: the apology, and the pending turn that stays in the session for a retry.

It keeps its time and its request's hash, so the retry saves the words under the key that they would have had
(`docs/decisions/0003-an-unsaved-turn-stays-in-the-session.md`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from skill.conversation.turn import Outcome, Reply, Session, Turn
from skill.nlu.act import DialogAct
from skill.nlu.grammar import normalize
from skill.nlu.intents import INTENTS_TO_KEEP, Intent, NluResult
from skill.nlu.language import Language
from skill.speech.parts import line

_FREE_TEXT = {Intent.WORDS, Intent.NOTE}
_MOST = 6_000
"""Characters of a pending turn and the new words together: they travel in the session."""
_RETRY = "sorry.retry"
SAVED = Reply((line("sorry-saved"),))
NOT_SAVED = Reply((line("sorry-not-saved"),), outcome=Outcome.OUT_OF_REACH)


@dataclass(frozen=True, slots=True)
class PendingTurn:
    """A turn that could not be saved.

    Args:
        turn: The turn, as it was.
        has_answer: Whether it holds an answer that would be lost.
        is_erasing: Whether it was deleting everything, and may have deleted part of it.
    """

    turn: Turn
    has_answer: bool
    is_erasing: bool


def apologize(turn: Turn, nlu: NluResult, session: Session | None, *, is_erasing: bool) -> Reply:
    """Say that it could not be saved, keep the turn in the session, and ask whether to try again."""
    has_answer = nlu.intent in INTENTS_TO_KEEP
    said = "sorry-erasing" if is_erasing else "sorry-kept" if has_answer else "sorry"
    pending = {
        "act": turn.act.to_json(),
        "at": turn.at.isoformat(),
        "request": turn.request,
        "session": {name: value for name, value in turn.session.items() if name != "carried"},
        "person": turn.voice_id,
        "told": has_answer,
        "erasing": is_erasing,
    }
    performer_id, voice_id = (session.performer_id, session.voice_id) if session else ("", turn.voice_id or "")
    retry = Session(_RETRY, pending_turn=pending, performer_id=performer_id, voice_id=voice_id)
    return Reply((line(said),), retry, reprompt=(line("sorry.again"),), outcome=Outcome.OUT_OF_REACH)


def abandon(pending: PendingTurn) -> Reply:
    """Give up the retry: say that an answer is not saved, or that some records may not be deleted."""
    if not pending.is_erasing and not pending.has_answer:
        return Reply((line("okay"),))
    return Reply((line("sorry-erased-in-part"),), outcome=Outcome.OUT_OF_REACH) if pending.is_erasing else NOT_SAVED


def pending_turn(session: Session | None, now: Turn) -> PendingTurn | None:
    """Return the session's pending turn, if it has one."""
    held: Mapping[str, Any] = session.pending_turn if session else {}
    try:
        turn = replace(
            now,
            act=DialogAct.from_json(held["act"]),
            at=datetime.fromisoformat(held["at"]),
            request=str(held["request"]).encode("ascii").decode(),
            session=dict(held["session"]),
            voice_id=held.get("person"),
            is_retry=True,
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    return PendingTurn(turn, bool(held.get("told")), bool(held.get("erasing")))


def as_yes_no(language: Language, nlu: NluResult) -> NluResult:
    """Reduce words that begin with yes or no to that: "yes please, save it"."""
    agreed = language.yes_or_no(nlu.words) if nlu.intent is Intent.WORDS and nlu.words else None
    return nlu if agreed is None else NluResult(Intent.YES if agreed else Intent.NO)


def together(first: Turn, first_nlu: NluResult, now: Turn, nlu: NluResult) -> Turn | None:
    """Return the pending turn with new words put behind its own; `None` unless both are free text and fit into it."""
    if not {first_nlu.intent, nlu.intent} <= _FREE_TEXT or not (first_nlu.utterance and nlu.utterance):
        return None
    said = f"{first.act.words}. {nlu.utterance}"
    return replace(first, act=replace(first.act, words=said, is_cut=now.act.is_cut)) if len(said) <= _MOST else None


def repeats(first: NluResult, nlu: NluResult) -> bool:
    """Whether an answer repeats the pending one: half of its words are the same."""
    if nlu.intent not in INTENTS_TO_KEEP:
        return False
    if first.words is None or nlu.words is None:
        return first.intent is nlu.intent
    known, new = set(normalize(first.words).split()), set(normalize(nlu.words).split())
    return 2 * len(known & new) >= min(len(known), len(new))
