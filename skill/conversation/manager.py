"""The way of a turn: hear, decide, keep, reply. What could not be kept stays in the session and is taken again."""

import logging
from dataclasses import replace

from skill.conversation.context import Context
from skill.conversation.policy import route
from skill.conversation.retry import NOT_SAVED, SAVED, Unsaved, answered, is_told_again, left, sorry, unsaved_in
from skill.conversation.topics import crisis, health, voice_profiles
from skill.conversation.turn import Outcome, Reply, Session, Turn
from skill.ledger.protocol import Conflict, Ledger, Unavailable
from skill.nlu.intents import INTENTS_TO_KEEP, Intent, NluResult
from skill.nlu.language import language_for
from skill.nlu.understand import understand
from skill.speech.parts import line

_ATTEMPTS = 8
"""How often a turn is decided anew because somebody else saved in between; the deadline usually ends it before."""
_AGAIN = {Intent.YES, Intent.AGAIN, Intent.READY, Intent.REPEAT, Intent.NOTHING, Intent.OPEN, Intent.UNKNOWN}
_LEAVE = {Intent.NO, Intent.STOP, Intent.ENOUGH, Intent.SKIP}
_WITHOUT_LEDGER = {
    *(Intent.WARM_UP, Intent.ON_SOON, Intent.LENGTH, Intent.RESTART, Intent.BREATHING, Intent.NO_BREATHING),
    Intent.BREATHE,
}
"""Whoever is about to go on is not kept waiting for what cannot be saved."""
_LAST_WORDS, _LAST_CHARACTERS = 6, 80
_log = logging.getLogger(__name__)


class Conversation:
    """Answers turns, with a ledger to keep what is said."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def answer(self, turn: Turn) -> Reply | None:
        """Answer a turn; `None` when nothing was said, but something touched that is not known."""
        heard = understand(language_for(turn.locale), turn.intent, turn.slots)
        if heard is None:
            return None
        session = Session.from_json(turn.session)
        first = unsaved_in(session, turn)
        if session and voice_profiles.is_another(turn, session, heard):
            return self._hear_another(turn, session, heard)
        reply = self._take_again(turn, first, heard) if first else self._take(turn, session, heard)
        is_unknown = heard.intent is Intent.UNKNOWN and reply.outcome is Outcome.ANSWERED
        return replace(reply, outcome=Outcome.UNKNOWN) if is_unknown else reply

    def _hear_another(self, turn: Turn, session: Session, heard: NluResult) -> Reply:
        """Leave the session to the voice that began it; what the other says of their health is for their own record."""
        waiting = voice_profiles.wait_for_the_other(session)
        if not health.is_needed(language_for(turn.locale), heard):
            return waiting
        self._take(turn, None, heard)
        return replace(waiting, say=(*health.lines(language_for(turn.locale), heard), *waiting.say), halts=True)

    def _take(self, turn: Turn, session: Session | None, heard: NluResult) -> Reply:
        """Decide and keep; on a conflict decide again, on what is there now."""
        language, reply = language_for(turn.locale), None
        for _ in range(_ATTEMPTS):
            context = Context(turn, heard, session, self._ledger, language)
            try:
                reply = _in_session(route(context), context)
                if not (crisis.is_needed(language, heard) or health.is_needed(language, heard)):
                    reply = _with_cut(reply, heard)
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
        if crisis.is_needed(language, heard):
            return replace(_in_session(crisis.begin_unkept(context), context), outcome=Outcome.OUT_OF_REACH)
        if health.is_needed(language, heard):
            return health.unsaved(language, heard)
        if reply and not reply.keep.vital:
            return reply
        return sorry(turn, heard, session, is_erasing=bool(reply and reply.keep.erase))

    def _take_again(self, turn: Turn, unsaved: Unsaved, heard: NluResult) -> Reply:
        """Take the turn that could not be saved again, and then, if it was about something else, this one."""
        language, first = language_for(turn.locale), unsaved.turn
        is_of_health = health.is_needed(language, heard)
        is_grave = is_of_health or crisis.is_needed(language, heard)
        first_heard = understand(language, first.intent, first.slots) or heard
        heard = heard if is_grave else answered(language, heard)
        if heard.intent in _LEAVE and (heard.intent is Intent.NO or not unsaved.is_told):
            return left(unsaved)
        if unsaved.is_told and is_told_again(first_heard, heard) and not is_grave:
            first, first_heard = replace(first, intent=turn.intent, slots=turn.slots), heard
        before = Session.from_json(first.session)
        reply = self._take(first, before, first_heard)
        saved = reply.session is None or not reply.session.unsaved
        if heard.intent in _AGAIN or (heard.intent in INTENTS_TO_KEEP and unsaved.is_told and not is_grave):
            return reply
        if heard.intent in _LEAVE:
            return SAVED if saved else NOT_SAVED
        erases = heard.intent is Intent.ERASE and not unsaved.is_told
        if saved or erases or crisis.is_needed(language, heard):
            return self._take(turn, reply.session if saved else before, heard)
        goes_first = heard.intent in _WITHOUT_LEDGER or is_of_health
        return self._led_all_the_same(turn, before, heard) if goes_first else reply

    def _led_all_the_same(self, turn: Turn, before: Session | None, heard: NluResult) -> Reply:
        reply = self._take(turn, before, heard)
        return replace(reply, say=(*NOT_SAVED.say, *reply.say), outcome=NOT_SAVED.outcome)


def _with_cut(reply: Reply, heard: NluResult) -> Reply:
    """Say how far words were kept that were too long."""
    if not (heard.is_cut and heard.intent in INTENTS_TO_KEEP and (reply.keep.evidence or reply.keep.performer)):
        return reply
    last = " ".join(heard.utterance.split()[-_LAST_WORDS:])[-_LAST_CHARACTERS:]
    return replace(reply, say=(line("cut", words=last), *reply.say))


def _in_session(reply: Reply, context: Context) -> Reply:
    """Let the session remember who speaks, from its first turn on."""
    if reply.session is None:
        return reply
    voice = context.session.voice if context.session else context.turn.person or ""
    try:
        who = context.who
    except Unavailable:  # whose it is will be known when the ledger is back
        who = ""
    opened = replace(reply.session, opened=_is_of_the_opening(reply.session, context))
    return replace(reply, session=replace(opened, who=who, voice=voice))


def _is_of_the_opening(asked: Session, context: Context) -> bool:
    """Whether a question is the opening's own: it is asked by it, or once more."""
    before = context.session
    is_again = before is not None and before.opened and before.question == asked.question
    return context.heard.intent is Intent.OPEN or is_again
