"""The way of a turn: hear, decide, keep, reply. What could not be kept stays in the session and is taken again."""

import logging
from dataclasses import replace

from skill.conversation import care, voices
from skill.conversation.context import Context
from skill.conversation.hearing import hear
from skill.conversation.language import language_for
from skill.conversation.meanings import TELLING, Heard, Meaning
from skill.conversation.routes import route
from skill.conversation.turn import Reply, Session, Turn
from skill.conversation.unsaved import Unsaved, answered, is_told_again, sorry, unsaved_in
from skill.ledger.protocol import Conflict, Ledger, Unavailable
from skill.speech.parts import line

_ATTEMPTS = 8
"""How often a turn is decided anew because somebody else saved in between; the deadline usually ends it before."""
_AGAIN = {Meaning.YES, Meaning.AGAIN, Meaning.READY, Meaning.REPEAT, Meaning.NOTHING, Meaning.OPEN}
_LEAVE = {Meaning.NO, Meaning.STOP, Meaning.ENOUGH, Meaning.SKIP}
_WITHOUT_LEDGER = {
    *(Meaning.WARM_UP, Meaning.ON_SOON, Meaning.LENGTH, Meaning.RESTART, Meaning.BREATHING, Meaning.NO_BREATHING),
    Meaning.BREATHE,
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
        first = unsaved_in(session, turn)
        if session and voices.is_another(turn, session, heard):
            return voices.wait_for_the_other(session)
        return self._take_again(turn, first, heard) if first else self._take(turn, session, heard)

    def _take(self, turn: Turn, session: Session | None, heard: Heard) -> Reply:
        """Decide and keep; on a conflict decide again, on what is there now."""
        language, reply = language_for(turn.locale), None
        for _ in range(_ATTEMPTS):
            try:
                context = Context(turn, heard, session, self._ledger, language)
                reply = _in_session(route(context), context)
                if reply.keep:
                    self._ledger.save(turn.account, reply.keep, turn.at, turn.deadline)
                for reminder in context.cancelled:  # not before it is saved that there is none
                    turn.platform.cancel(reminder)
                return reply
            except Conflict:
                turn = replace(turn, is_retold=True)  # this turn itself may have been what saved it
            except Unavailable as error:
                _log.warning("ledger out of reach: %s", error)  # no error of a ledger's holds words
                break
        if care.is_needed(language, heard):
            return care.LINE
        if reply and not reply.keep.vital:
            return reply
        return sorry(turn, heard, session, is_erasing=bool(reply and reply.keep.erase))

    def _take_again(self, turn: Turn, unsaved: Unsaved, heard: Heard) -> Reply:
        """Take the turn that could not be saved again, and then, if it was about something else, this one."""
        language, first = language_for(turn.locale), unsaved.turn
        first_heard, heard = hear(language, first.intent, first.slots) or heard, answered(language, heard)
        if heard.meaning in _LEAVE and (heard.meaning is Meaning.NO or not unsaved.is_told):
            return Reply((line(_left(unsaved)),))
        if unsaved.is_told and is_told_again(first_heard, heard):
            first, first_heard = replace(first, intent=turn.intent, slots=turn.slots), heard
        before = Session.from_json(first.session)
        reply = self._take(first, before, first_heard)
        saved = reply.session is None or not reply.session.unsaved
        if heard.meaning in _AGAIN or (heard.meaning in TELLING and unsaved.is_told):
            return reply
        if heard.meaning in _LEAVE:
            return Reply((line("sorry-saved" if saved else "sorry-not-saved"),))
        erases = heard.meaning is Meaning.ERASE and not unsaved.is_told
        if saved or erases or care.is_needed(language, heard):
            return self._take(turn, reply.session if saved else before, heard)
        return self._led_all_the_same(turn, before, heard) if heard.meaning in _WITHOUT_LEDGER else reply

    def _led_all_the_same(self, turn: Turn, before: Session | None, heard: Heard) -> Reply:
        reply = self._take(turn, before, heard)
        return replace(reply, say=(line("sorry-not-saved"), *reply.say))


def _in_session(reply: Reply, context: Context) -> Reply:
    """Let the session remember who speaks, from its first turn on."""
    if reply.session is None:
        return reply
    voice = context.session.voice if context.session else context.turn.person or ""
    try:
        who = context.who
    except Unavailable:  # whose it is will be known when the ledger is back
        who = ""
    return replace(reply, session=replace(reply.session, who=who, voice=voice))


def _left(unsaved: Unsaved) -> str:
    """Name the line for what is left as it is."""
    if unsaved.is_erasing:
        return "sorry-erased-in-part"
    return "sorry-not-saved" if unsaved.is_told else "okay"
