"""The way of a turn: hear, decide, keep, reply. What could not be kept stays in the session and is taken again."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from skill.conversation import care
from skill.conversation.context import Context
from skill.conversation.hearing import hear
from skill.conversation.language import Language, language_for
from skill.conversation.meanings import TELLING, Heard, Meaning
from skill.conversation.phrases import normal
from skill.conversation.routes import route
from skill.conversation.turn import Reply, Session, Turn
from skill.ledger.protocol import Conflict, Ledger, Unavailable
from skill.speech.parts import line

_ATTEMPTS = 8
"""How often a turn is decided anew because somebody else saved in between; the deadline usually ends it before."""
_RETRY = "sorry.retry"
_AGAIN = {Meaning.YES, Meaning.AGAIN, Meaning.READY, Meaning.REPEAT, Meaning.NOTHING, Meaning.OPEN}
_LEAVE = {Meaning.NO, Meaning.STOP, Meaning.ENOUGH, Meaning.SKIP}
_WITHOUT_LEDGER = {
    *(Meaning.WARM_UP, Meaning.ON_SOON, Meaning.LENGTH, Meaning.RESTART, Meaning.BREATHING, Meaning.NO_BREATHING),
}
"""Whoever is about to go on is not kept waiting for what cannot be saved."""
_log = logging.getLogger(__name__)


class Conversation:
    """Answers turns, with a ledger to keep what is said."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def answer(self, turn: Turn) -> Reply | None:
        """Answer a turn; `None` when its intent is not one of ours."""
        heard = hear(language_for(turn.locale), turn.intent, turn.slots)
        if heard is None:
            return None
        session = Session.from_json(turn.session)
        first = _unsaved_turn(turn, session.unsaved) if session else None
        if session is None or first is None:
            return self._take(turn, session, heard)
        if session.unsaved.get("erasing") and heard.meaning in _LEAVE:
            return Reply((line("sorry-erased-in-part"),))
        return self._take_again(turn, first, heard, told=bool(session.unsaved.get("told")))

    def _take(self, turn: Turn, session: Session | None, heard: Heard) -> Reply:
        """Decide and keep; on a conflict decide again, on what is there now."""
        language, reply = language_for(turn.locale), None
        for _ in range(_ATTEMPTS):
            try:
                reply = route(Context(turn, heard, session, self._ledger, language))
                if reply.keep:
                    self._ledger.save(turn.account, reply.keep, turn.at, turn.deadline)
                return reply
            except Conflict:
                turn = replace(turn, is_retold=True)  # this turn itself may have been what saved it
            except Unavailable as error:
                _log.warning("ledger out of reach: %s", type(error.__cause__ or error).__name__)
                break
        if care.is_needed(language, heard):
            return care.LINE
        if reply and not reply.keep.vital:
            return reply
        return _sorry(turn, heard, erasing=bool(reply and reply.keep.erase))

    def _take_again(self, turn: Turn, first: Turn, heard: Heard, *, told: bool) -> Reply:
        """Take the turn that could not be saved again, and then, if it was about something else, this one."""
        language = language_for(turn.locale)
        first_heard, heard = hear(language, first.intent, first.slots) or heard, _agreed(language, heard)
        if heard.meaning in _LEAVE and (heard.meaning is Meaning.NO or not told):
            return Reply((line("sorry-not-saved" if told else "okay"),))
        if told and _is_told_again(first_heard, heard):
            first, first_heard = replace(first, intent=turn.intent, slots=turn.slots), heard
        before = Session.from_json(first.session)
        reply = self._take(first, before, first_heard)
        saved = reply.session is None or not reply.session.unsaved
        if heard.meaning in _AGAIN or (heard.meaning in TELLING and told):
            return reply
        if heard.meaning in _LEAVE:
            return Reply((line("sorry-saved" if saved else "sorry-not-saved"),))
        if saved or care.is_needed(language, heard):
            return self._take(turn, reply.session if saved else before, heard)
        return self._led_all_the_same(turn, before, heard) if heard.meaning in _WITHOUT_LEDGER else reply

    def _led_all_the_same(self, turn: Turn, before: Session | None, heard: Heard) -> Reply:
        reply = self._take(turn, before, heard)
        return replace(reply, say=(line("sorry-not-saved"), *reply.say))


def _agreed(language: Language, heard: Heard) -> Heard:
    """Take words that begin with a yes or a no for that: "yes please, save it"."""
    agreed = language.agreement(heard.words) if heard.meaning is Meaning.WORDS and heard.words else None
    return heard if agreed is None else Heard(Meaning.YES if agreed else Meaning.NO)


def _is_told_again(first: Heard, heard: Heard) -> bool:
    """Whether something is told in place of what could not be saved: half of its words are the same."""
    if heard.meaning not in TELLING:
        return False
    if first.words is None or heard.words is None:
        return first.meaning is heard.meaning
    known, new = set(normal(first.words).split()), set(normal(heard.words).split())
    return 2 * len(known & new) >= min(len(known), len(new))


def _sorry(turn: Turn, heard: Heard, *, erasing: bool) -> Reply:
    """Say that it could not be saved, and keep the turn in the session, with its time and its request's hash."""
    told = heard.meaning in TELLING
    said = "sorry-erasing" if erasing else "sorry-kept" if told else "sorry"
    unsaved = {
        "intent": turn.intent,
        "slots": dict(turn.slots),
        "at": turn.at.isoformat(),
        "request": turn.request,
        "session": dict(turn.session),
        "told": told,
        "erasing": erasing,
    }
    return Reply((line(said),), Session(_RETRY, unsaved=unsaved), reprompt=(line("sorry.again"),))


def _unsaved_turn(turn: Turn, unsaved: Mapping[str, Any]) -> Turn | None:
    """Return the turn that could not be saved, if the session holds one."""
    try:
        return replace(
            turn,
            intent=str(unsaved["intent"]),
            slots={str(name): str(value) for name, value in unsaved["slots"].items()},
            at=datetime.fromisoformat(unsaved["at"]),
            request=str(unsaved["request"]).encode("ascii").decode(),
            session=dict(unsaved["session"]),
            is_retold=True,
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
