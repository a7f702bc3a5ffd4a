"""Voice profiles: who is speaking, which is fixed at a session's first turn, and who owns which record.

Without a recognized voice it is the account's main performer. A recognized voice has its own record; the first one may
claim the main record once. Within a session, another recognized voice hears nothing private.
"""

from dataclasses import replace

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.turn import Reply, Session, Turn
from skill.efficacy.domain import merged
from skill.efficacy.performer import GUEST, MAIN, Performer, Preferences
from skill.ledger.protocol import Change
from skill.nlu.intents import Intent, NluResult
from skill.speech.parts import line

_MOST_MOVED = 40
"""How many pieces of evidence a claim moves."""
_FOR_ANYBODY = {Intent.STOP, Intent.DISTRESS, Intent.OPEN}


def is_other_voice(turn: Turn, session: Session, nlu: NluResult) -> bool:
    """Whether another recognized voice is speaking than at the session's start."""
    if nlu.intent in _FOR_ANYBODY:
        return False
    return bool(session.voice_id and turn.voice_id and turn.voice_id != session.voice_id)


def is_stranger(context: Context) -> bool:
    """Whether an unrecognized voice asks for something new from a private record."""
    session = context.session
    if session is None or not session.voice_id or context.turn.voice_id or context.nlu.intent in _FOR_ANYBODY:
        return False
    return context.performer.preferences.private


def wait_for_owner(session: Session) -> Reply:
    """Decline without a word about the open question, and keep it open for the session's owner."""
    return Reply((line("voice-another"),), session, reprompt=(line("voice-another.again"),))


def make_private(context: Context) -> Reply:
    """Make the record private to the speaker's voice; nobody is in its page any longer."""
    if context.turn.voice_id is None or context.performer_id == GUEST:
        return Reply((line("voice-not-known"),))
    if context.performer.id == MAIN and not _may_have(context, context.performer, context.turn.voice_id):
        return Reply((line("voice-not-yours"),))
    before = context.performer.preferences
    preferences = replace(before, private=True, cards=None if before.cards else before.cards)
    page = context.performer.page if before.private else None
    mine = replace(context.performer, preferences=preferences, voice_id=context.turn.voice_id, page=page)
    return Reply((line("prefer-my-voice"),), change=context.change(performer=mine))


def _may_have(context: Context, main: Performer, voice: str) -> bool:
    """Whether the main record belongs to a voice, or may: nobody owns it and the voice has no own record."""
    return main.voice_id == voice or (main.voice_id is None and context.load(voice).version == 0)


def share(context: Context) -> Reply:
    """Ask whether to share the record with the household again."""
    if context.performer_id == GUEST:
        return Reply((line("voice-not-known"),))
    if not context.performer.preferences.private:
        return Reply((line("prefer-any-voice"),))
    return SHARE.ask()


def _share(context: Context, sure: bool | None) -> Reply:
    if not sure:
        return Reply((line("prefer-my-voice"),))
    preferences = replace(context.performer.preferences, private=False)
    shared = replace(context.performer, preferences=preferences)
    return Reply((line("prefer-any-voice"),), change=context.change(performer=shared))


def may_claim(context: Context) -> bool:
    """Whether a recognized voice is new and nobody owns the main record."""
    main = context.main
    is_open = main is not None and main.voice_id is None
    return context.performer_id not in {MAIN, GUEST} and _is_undecided(context.performer) and is_open


def _is_undecided(own: Performer) -> bool:
    """Whether somebody's own record has at most a few notes."""
    return own.voice_id is None and not any(domain.title for domain in own.domains)


def _claim(context: Context, is_theirs: bool | None) -> Reply:
    if not is_theirs or not _is_undecided(context.performer):  # they may have started their own on another device
        own = replace(context.performer, voice_id=context.turn.voice_id)
        return Reply((line("voice-own"),), change=context.change(performer=own))
    main = context.load(MAIN)
    if context.turn.voice_id is None:
        return Reply((line("voice-not-known"),))
    if main.voice_id not in {None, context.turn.voice_id}:
        return Reply((line("voice-claimed-already"),))
    return Reply((line("voice-claimed"),), change=_claimed(context, main, context.turn.voice_id))


def _claimed(context: Context, main: Performer, voice_id: str) -> Change:
    """Return the main record as the claimant's, with the evidence and the domain of their own record merged in."""
    own, moved = context.performer, context.latest(_MOST_MOVED)
    evidence = [replace(one, key=replace(one.key, performer=MAIN, domain=main.active), version=0) for one in moved]
    preferences = _merged_preferences(main.preferences, own.preferences)
    page = None if preferences.private else main.page
    whole = main.with_domain(merged(main.domain, own.domain))
    claimed = replace(whole, voice_id=voice_id, preferences=preferences, page=page)
    return Change(claimed, tuple(evidence), tuple(one.key for one in moved))


def _merged_preferences(main: Preferences, own: Preferences) -> Preferences:
    """Return the preferences of a claimed record; the claimant's own privacy choices win."""
    holds = main.holds and own.holds
    either = own if replace(main, holds=True) == Preferences() else main
    cards = main.cards if own.cards is None else own.cards
    return replace(either, private=main.private or own.private, cards=cards, holds=holds)


CLAIM = Confirmation("voice", "claim", extractors.explicit_yes_no, _claim)
SHARE = Confirmation("voice", "share", extractors.explicit_yes_no, _share)
