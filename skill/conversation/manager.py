"""The dialog manager: understand, decide, save, reply. A turn that could not be saved is retried from the session."""

import logging
from dataclasses import replace

from skill.conversation.context import Context
from skill.conversation.policy import may_carry, route
from skill.conversation.retry import (
    NOT_SAVED,
    SAVED,
    PendingTurn,
    abandon,
    apologize,
    as_yes_no,
    pending_turn,
    repeats,
    together,
)
from skill.conversation.topics import crisis, health, voice_profiles
from skill.conversation.turn import Outcome, Reply, Session, Turn
from skill.ledger.protocol import Conflict, Ledger, Unavailable
from skill.nlu.intents import INTENTS_TO_KEEP, Intent, NluResult
from skill.nlu.language import language_for
from skill.nlu.understand import understand
from skill.speech.parts import line

_ATTEMPTS = 8
"""How often a turn is decided again after a conflict; the deadline usually ends it sooner."""
_AGAIN = {Intent.YES, Intent.AGAIN, Intent.READY, Intent.REPEAT, Intent.NOTHING, Intent.OPEN, Intent.UNKNOWN}
_LEAVE = {Intent.NO, Intent.STOP, Intent.ENOUGH, Intent.SKIP}
_WITHOUT_LEDGER = {
    *(Intent.WARM_UP, Intent.ON_SOON, Intent.LENGTH, Intent.RESTART, Intent.BREATHING, Intent.NO_BREATHING),
    Intent.BREATHE,
}
"""Intents that don't wait for the ledger: the performer is about to go on."""
_LAST_WORDS, _LAST_CHARACTERS = 6, 80
_log = logging.getLogger(__name__)


class DialogManager:
    """Answers turns and saves them to a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def answer(self, turn: Turn) -> Reply:
        """Answer a turn."""
        with self._ledger.turn():
            return self._answer(turn)

    def _answer(self, turn: Turn) -> Reply:
        nlu = understand(language_for(turn.locale), turn.act)
        session = Session.from_json(turn.session)
        first = pending_turn(session, turn)
        if session and voice_profiles.is_other_voice(turn, session, nlu):
            return self._answer_other_voice(turn, session, nlu)
        reply = self._retry(turn, first, nlu) if first else self._decide(turn, session, nlu)
        reply = _at_pace(reply, reply.is_slow if reply.is_slow is not None else bool(session and session.is_slow))
        is_unknown = nlu.intent is Intent.UNKNOWN and reply.outcome is Outcome.ANSWERED
        return replace(reply, outcome=Outcome.UNKNOWN) if is_unknown else reply

    def _answer_other_voice(self, turn: Turn, session: Session, nlu: NluResult) -> Reply:
        """Keep the session for the voice that started it; a health mention goes to the other voice's own record."""
        waiting = voice_profiles.wait_for_owner(session)
        if not health.is_needed(language_for(turn.locale), nlu):
            return waiting
        self._decide(turn, None, nlu)
        return replace(waiting, say=(*health.lines(language_for(turn.locale), nlu), *waiting.say), stops_playback=True)

    def _decide(self, turn: Turn, session: Session | None, nlu: NluResult) -> Reply:
        """Decide and save; after a conflict, decide again on the current records."""
        language, reply = language_for(turn.locale), None
        for _ in range(_ATTEMPTS):
            context = Context(turn, nlu, session, self._ledger, language)
            try:
                reply = _in_session(route(context), context)
                reply = _at_pace(reply, context.speaks_slowly) if reply.say and reply.is_slow is None else reply
                if not (crisis.is_needed(language, nlu) or health.is_needed(language, nlu)):
                    reply = _mention_cut(reply, nlu)
                if reply.change:
                    self._ledger.save(turn.account, reply.change, turn.at, turn.deadline)
                reply = _with_carried(reply, context)
                for reminder in context.cancelled_reminders:  # only once their removal is saved
                    turn.platform.cancel(reminder)
                return reply
            except Conflict:
                turn = replace(turn, is_retry=True)  # an earlier attempt of this very turn may have saved it
            except Unavailable as error:
                _log.warning("ledger out of reach: %s", error)  # a ledger's errors never contain a performer's words
                break
        if crisis.is_needed(language, nlu):
            return replace(_in_session(crisis.begin_unsaved(context), context), outcome=Outcome.OUT_OF_REACH)
        if health.is_needed(language, nlu):
            return health.not_saved(language, nlu)
        if reply and not reply.change.vital:
            return reply
        return apologize(turn, nlu, session, is_erasing=bool(reply and reply.change.erase))

    def _retry(self, turn: Turn, pending: PendingTurn, nlu: NluResult) -> Reply:
        """Retry the pending turn; then answer this one if it is about something else."""
        language, first = language_for(turn.locale), pending.turn
        is_health = health.is_needed(language, nlu)
        is_grave = is_health or crisis.is_needed(language, nlu)
        first_nlu = understand(language, first.act)
        nlu = nlu if is_grave else as_yes_no(language, nlu)
        if nlu.intent in _LEAVE and (nlu.intent is Intent.NO or not pending.has_answer):
            return abandon(pending)
        has_words = pending.has_answer and nlu.intent in INTENTS_TO_KEEP and not is_grave
        is_told = has_words and repeats(first_nlu, nlu)
        if is_told:
            first, first_nlu = replace(first, act=turn.act), nlu
        elif has_words and (both := together(first, first_nlu, turn, nlu)):
            first, first_nlu, is_told = both, understand(language, both.act), True
        before = Session.from_json(first.session)
        reply = self._retry_in_order(first, before, first_nlu)
        saved = reply.session is None or not reply.session.pending_turn
        if nlu.intent in _AGAIN or is_told:
            return reply
        if has_words and not saved:
            return apologize(turn, nlu, Session.from_json(turn.session), is_erasing=False)
        if nlu.intent in _LEAVE:
            return SAVED if saved else NOT_SAVED
        erases = nlu.intent is Intent.ERASE and not pending.has_answer
        if saved or erases or crisis.is_needed(language, nlu):
            return self._decide(turn, reply.session if saved else before, nlu)
        goes_first = nlu.intent in _WITHOUT_LEDGER or is_health
        return self._answer_anyway(turn, before, nlu) if goes_first else reply

    def _retry_in_order(self, turn: Turn, session: Session | None, nlu: NluResult) -> Reply:
        """Retry a turn; before it, one that was already pending when it came."""
        earlier = pending_turn(session, turn)
        if earlier is None:
            return self._decide(turn, session, nlu)
        language = language_for(turn.locale)
        first = Session.from_json(earlier.turn.session)
        reply = self._retry_in_order(earlier.turn, first, understand(language, earlier.turn.act))
        if reply.session is not None and reply.session.pending_turn:
            return apologize(turn, nlu, session, is_erasing=False)
        return self._decide(turn, reply.session, nlu)

    def _answer_anyway(self, turn: Turn, before: Session | None, nlu: NluResult) -> Reply:
        reply = self._decide(turn, before, nlu)
        return replace(reply, say=(*NOT_SAVED.say, *reply.say), outcome=NOT_SAVED.outcome)


def _with_carried(reply: Reply, context: Context) -> Reply:
    """Let the session carry the records that its next turn needs, as they are saved now."""
    session = reply.session
    if session is None or not may_carry(session.question):
        return reply
    return replace(reply, session=context.with_carried(session, reply.change))


def _mention_cut(reply: Reply, nlu: NluResult) -> Reply:
    """Add a line that says where words that were too long were cut off."""
    saves_words = bool(reply.change) and reply.change.vital  # a warm-up saves nothing that was said
    if not (nlu.is_cut and nlu.intent in INTENTS_TO_KEEP and saves_words):
        return reply
    last = " ".join(nlu.utterance.split()[-_LAST_WORDS:])[-_LAST_CHARACTERS:]
    return replace(reply, say=(line("cut", words=last), *reply.say))


def _at_pace(reply: Reply, is_slow: bool) -> Reply:
    """Return the reply said at that pace, in this turn and in the next ones of its session."""
    return replace(reply, is_slow=is_slow, session=reply.session and replace(reply.session, is_slow=is_slow))


def _in_session(reply: Reply, context: Context) -> Reply:
    """Put the speaker into the session, which keeps them from its first turn on."""
    if reply.session is None:
        return reply
    voice_id = context.session.voice_id if context.session else context.turn.voice_id or ""
    try:
        performer_id = context.performer_id
    except Unavailable:  # the speaker is looked up when the ledger is back
        performer_id = ""
    opened = replace(
        reply.session,
        from_launch=_is_from_launch(reply.session, context),
        is_adding=_is_adding(reply.session, context),
    )
    return replace(reply, session=replace(opened, performer_id=performer_id, voice_id=voice_id))


def _is_from_launch(session: Session, context: Context) -> bool:
    """Whether a question was asked by a launch, now or in an earlier turn that it repeats."""
    before = context.session
    is_again = before is not None and before.from_launch and before.question == session.question
    return context.nlu.intent is Intent.OPEN or is_again


def _is_adding(session: Session, context: Context) -> bool:
    """Whether what comes is added to an answer, from now on or still."""
    before = context.session
    is_again = before is not None and before.is_adding and before.question == session.question
    return session.is_adding or is_again
