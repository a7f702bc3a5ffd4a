"""What could not be saved: the apology, and the turn that stays in the session until it is taken again.

The words are there once more with their time and their request's hash, so that they get the key that they would have
had (`docs/decisions/0003`).
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

_RETRY = "sorry.retry"
SAVED = Reply((line("sorry-saved"),))
NOT_SAVED = Reply((line("sorry-not-saved"),), outcome=Outcome.OUT_OF_REACH)


@dataclass(frozen=True, slots=True)
class PendingTurn:
    """A turn that could not be saved.

    Args:
        turn: It, as it was.
        has_answer: Whether something was told in it, which would be lost.
        is_erasing: Whether it was to delete everything, and may have deleted some.
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
        "session": dict(turn.session),
        "person": turn.voice_id,
        "told": has_answer,
        "erasing": is_erasing,
    }
    performer_id, voice_id = (session.performer_id, session.voice_id) if session else ("", turn.voice_id or "")
    retry = Session(_RETRY, pending_turn=pending, performer_id=performer_id, voice_id=voice_id)
    return Reply((line(said),), retry, reprompt=(line("sorry.again"),), outcome=Outcome.OUT_OF_REACH)


def abandon(pending: PendingTurn) -> Reply:
    """Leave it unsaved, and say so if something was told; or say that some of what was to go may still be there."""
    if not pending.is_erasing and not pending.has_answer:
        return Reply((line("okay"),))
    return Reply((line("sorry-erased-in-part"),), outcome=Outcome.OUT_OF_REACH) if pending.is_erasing else NOT_SAVED


def pending_turn(session: Session | None, now: Turn) -> PendingTurn | None:
    """Return the turn that a session holds because it could not be saved, if there is one."""
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
    """Take words that begin with a yes or a no for that: "yes please, save it"."""
    agreed = language.yes_or_no(nlu.words) if nlu.intent is Intent.WORDS and nlu.words else None
    return nlu if agreed is None else NluResult(Intent.YES if agreed else Intent.NO)


def repeats(first: NluResult, nlu: NluResult) -> bool:
    """Whether something is told in place of what could not be saved: half of its words are the same."""
    if nlu.intent not in INTENTS_TO_KEEP:
        return False
    if first.words is None or nlu.words is None:
        return first.intent is nlu.intent
    known, new = set(normalize(first.words).split()), set(normalize(nlu.words).split())
    return 2 * len(known & new) >= min(len(known), len(new))
