"""What could not be saved: the apology, and the turn that stays in the session until it is taken again.

The words are there once more with their time and their request's hash, so that they get the key that they would have
had (`docs/decisions/0003`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from skill.conversation.turn import Outcome, Reply, Session, Turn
from skill.nlu.grammar import normalize
from skill.nlu.intents import INTENTS_TO_KEEP, Intent, NluResult
from skill.nlu.language import Language
from skill.speech.parts import line

_RETRY = "sorry.retry"
SAVED = Reply((line("sorry-saved"),))
NOT_SAVED = Reply((line("sorry-not-saved"),), outcome=Outcome.OUT_OF_REACH)


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A turn that could not be saved.

    Args:
        turn: It, as it was.
        is_told: Whether something was told in it, which would be lost.
        is_erasing: Whether it was to delete everything, and may have deleted some.
    """

    turn: Turn
    is_told: bool
    is_erasing: bool


def sorry(turn: Turn, heard: NluResult, session: Session | None, *, is_erasing: bool) -> Reply:
    """Say that it could not be saved, keep the turn in the session, and ask whether to try again."""
    is_told = heard.intent in INTENTS_TO_KEEP
    said = "sorry-erasing" if is_erasing else "sorry-kept" if is_told else "sorry"
    unsaved = {
        "intent": turn.intent,
        "slots": dict(turn.slots),
        "at": turn.at.isoformat(),
        "request": turn.request,
        "session": dict(turn.session),
        "person": turn.person,
        "told": is_told,
        "erasing": is_erasing,
    }
    who, voice = (session.who, session.voice) if session else ("", turn.person or "")
    retry = Session(_RETRY, unsaved=unsaved, who=who, voice=voice)
    return Reply((line(said),), retry, reprompt=(line("sorry.again"),), outcome=Outcome.OUT_OF_REACH)


def left(unsaved: Unsaved) -> Reply:
    """Leave it unsaved, and say so if something was told; or say that some of what was to go may still be there."""
    if not unsaved.is_erasing and not unsaved.is_told:
        return Reply((line("okay"),))
    return Reply((line("sorry-erased-in-part"),), outcome=Outcome.OUT_OF_REACH) if unsaved.is_erasing else NOT_SAVED


def unsaved_in(session: Session | None, now: Turn) -> Unsaved | None:
    """Return the turn that a session holds because it could not be saved, if there is one."""
    held: Mapping[str, Any] = session.unsaved if session else {}
    try:
        turn = replace(
            now,
            intent=str(held["intent"]),
            slots={str(name): str(value) for name, value in held["slots"].items()},
            at=datetime.fromisoformat(held["at"]),
            request=str(held["request"]).encode("ascii").decode(),
            session=dict(held["session"]),
            person=held.get("person"),
            is_retold=True,
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    return Unsaved(turn, bool(held.get("told")), bool(held.get("erasing")))


def answered(language: Language, heard: NluResult) -> NluResult:
    """Take words that begin with a yes or a no for that: "yes please, save it"."""
    agreed = language.yes_or_no(heard.words) if heard.intent is Intent.WORDS and heard.words else None
    return heard if agreed is None else NluResult(Intent.YES if agreed else Intent.NO)


def is_told_again(first: NluResult, heard: NluResult) -> bool:
    """Whether something is told in place of what could not be saved: half of its words are the same."""
    if heard.intent not in INTENTS_TO_KEEP:
        return False
    if first.words is None or heard.words is None:
        return first.intent is heard.intent
    known, new = set(normalize(first.words).split()), set(normalize(heard.words).split())
    return 2 * len(known & new) >= min(len(known), len(new))
