"""Who is speaking: fixed at the first turn of a session, and what an unclaimed record is to a voice that is new.

No recognised voice is the account's main performer. A recognised voice has a record of its own; the first one may claim
the main record, once. Within a session another recognised voice gets nothing that is private.
"""

from dataclasses import replace

from skill.conversation import answers
from skill.conversation.context import Context
from skill.conversation.interview import Once, once
from skill.conversation.meanings import Meaning
from skill.conversation.turn import Reply, Session
from skill.efficacy.performer import GUEST, MAIN, Performer
from skill.speech.parts import Parts, line

_FOR_ANYBODY = {Meaning.STOP, Meaning.DISTRESS, Meaning.OPEN}


def is_another(context: Context) -> bool:
    """Whether somebody else speaks than the recognised voice with which the session began."""
    if context.session is None or context.heard.meaning in _FOR_ANYBODY:
        return False
    return bool(context.session.voice and context.turn.person and context.turn.person != context.session.voice)


def wait_for_the_other(session: Session) -> Reply:
    """Say nothing of what was asked, and leave it open for whoever was here."""
    return Reply((line("voice-another"),), session, reprompt=(line("voice-another.again"),))


def keep_to_mine(context: Context) -> Reply:
    """Keep the record to the voice that speaks."""
    if context.turn.person is None:
        return Reply((line("voice-not-known"),))
    if context.performer.id == MAIN and context.performer.voice not in {None, context.turn.person}:
        return Reply((line("voice-not-yours"),))
    preferences = replace(context.performer.preferences, private=True)
    mine = replace(context.performer, preferences=preferences, voice=context.turn.person)
    return Reply((line("prefer-my-voice"),), keep=context.change(performer=mine))


def share(context: Context) -> Reply:
    """Let every voice of the household hear the record again."""
    preferences = replace(context.performer.preferences, private=False)
    shared = replace(context.performer, preferences=preferences)
    return Reply((line("prefer-any-voice"),), keep=context.change(performer=shared))


def may_claim(context: Context) -> bool:
    """Whether a recognised voice is new here, and the main record is nobody's yet."""
    main = context.main
    is_new = context.who not in {MAIN, GUEST} and context.performer.version == 0
    return is_new and main is not None and main.voice is None


def ask_to_claim(context: Context, lead: Parts) -> Reply:
    """Ask whether the main record is theirs."""
    return CLAIM.go_on(context, Once(), lead)


def _claim(context: Context, is_theirs: bool | None) -> Reply:
    if not is_theirs:
        own = replace(context.performer, voice=context.turn.person)
        return Reply((line("voice-own"),), keep=context.change(performer=own))
    main = context.of(MAIN)
    if main.voice not in {None, context.turn.person} or context.turn.person is None:
        return Reply((line("voice-claimed-already"),))
    return Reply((line("voice-claimed"),), keep=context.change(performer=_of(main, context.turn.person)))


def _of(main: Performer, voice: str) -> Performer:
    return replace(main, voice=voice)


CLAIM = once("voice", "claim", answers.sure, _claim)
