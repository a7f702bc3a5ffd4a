"""The way to one's page: a one-time code, which the speaker gives, and signing everybody out again."""

from dataclasses import replace

from skill.conversation.context import Context
from skill.conversation.topics import voice_profiles
from skill.conversation.turn import Card, PageDoor, Reply
from skill.efficacy.performer import GUEST, PageAccess
from skill.ledger.access import HALF, new_code, spaced
from skill.ledger.protocol import NOTHING, Change
from skill.speech.parts import Line, Parts, Pause, line

_BETWEEN_MS = 1_000
"""The silence before a code is said once more."""


def give_code(context: Context) -> Reply:
    """Give a code for the page, on a card; for a record that is private to a voice, the code is said instead."""
    door = context.turn.page
    if door is None:
        return Reply((line("my-page-none"),))
    if not _may(context):
        return _declined(context, "my-page-guest")
    is_private = context.performer.preferences.private
    return Reply(
        _spoken(door.code) if is_private else (line("my-page-sent"),),
        change=_with_code(context, door),
        card=_card(door, shows_code=not is_private),
    )


def sign_out(context: Context) -> Reply:
    """End all sessions on the page, and the code that may still be used."""
    if not _may(context):
        return _declined(context, "voice-not-known")
    if not context.saved.version:  # nobody was ever let in
        return Reply((line("my-page-out"),))
    closed = replace(context.performer, page=None)
    # saved even if it is closed already: what a session carries may be older than the latest code
    return Reply((line("my-page-out"),), change=context.change(performer=closed) or Change(closed))


def _may(context: Context) -> bool:
    """Whether whoever speaks may decide who looks at this record: guests have none, and a private one has an owner."""
    performer = context.performer
    is_owner = context.turn.voice_id in {performer.voice_id, performer.id} - {None}
    return performer.id != GUEST and (is_owner or not performer.preferences.private)


def _declined(context: Context, said: str) -> Reply:
    """Say so to somebody who may not; in a session of its owner, wait for them."""
    if context.session is not None and voice_profiles.is_stranger(context):
        return voice_profiles.wait_for_owner(context.session)
    return Reply((line(said),))


def _with_code(context: Context, door: PageDoor) -> Change:
    """Return the change that saves a code; an empty one if this request has saved it before."""
    before, handle = context.performer.page, door.code[:HALF]
    if before is not None and before.code == handle:
        return NOTHING
    access = replace(before, code=handle) if before else PageAccess(door.lock, handle)
    performer = replace(context.performer, page=access)
    turn = context.turn
    code = new_code(door.code, turn.account, performer, turn.locale, turn.at)
    return replace(context.change(performer=performer), code=code)


def _card(door: PageDoor, *, shows_code: bool) -> Card:
    """Return the card with the page's address, and its code unless others may see the account's app."""
    how = (line("my-page-card-code", code=spaced(door.code)),) if shows_code else (line("my-page-card-said"),)
    return Card(line("my-page-card"), (line("my-page-card-address", address=door.address), *how))


def _spoken(code: str) -> Parts:
    """Return what says a code, twice, letter by letter."""
    halves = {"first": _spelled(code[:HALF]), "second": _spelled(code[HALF:])}
    said: tuple[Line, ...] = (line("my-page-said"), line("my-page-code", **halves))
    return (*said, Pause(_BETWEEN_MS), line("my-page-code.again", **halves))


def _spelled(letters: str) -> str:
    return ", ".join(letters)
