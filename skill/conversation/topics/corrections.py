"""Corrections: "forget that", "delete everything", and "that's wrong" while no question is open."""

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import ERASE_FORM, Context, subject_for
from skill.conversation.prompt import Variables
from skill.conversation.topics import launch, note, schedule
from skill.conversation.turn import Reply
from skill.efficacy.domain import without
from skill.efficacy.evidence import Evidence, Kind
from skill.ledger.protocol import Change
from skill.nlu.intents import Intent
from skill.speech import dates
from skill.speech.parts import brief, line


def forget(context: Context) -> Reply:
    """Ask whether to forget the evidence that the session is about, or else the latest."""
    about = context.evidence(context.subject_key) if context.subject_key else None
    if about is None and context.session and context.session.question.startswith(f"{note.NOTE.name}."):
        return Reply((line("forgotten"),))  # a repeated request: it is already gone
    found = about or next(iter(context.latest(1)), None)
    if found is None:
        return launch.ask_what((line("forget-nothing"),))
    day = dates.day(context.day_of(found.key), context.today)
    words = found.deed or found.shows
    if words is None or found.kind is Kind.PRIVATE:
        said = line("forget-unsaid", day=day)
    else:
        said = line("forget-said", day=day, words=brief(words))
    return FORGET.ask((said,), subject=subject_for(found.key), variables=_gone(found))


def _about(context: Context) -> Variables:
    return _gone(context.evidence(context.subject_key) if context.subject_key else None)


def _gone(found: Evidence | None) -> Variables:
    """Return what would be gone, for the question whether to forget it."""
    words = None if found is None or found.kind is Kind.PRIVATE else found.deed or found.shows
    return {"told": "yes" if words else "no", "words": brief(words)}


def erase(_context: Context) -> Reply:
    """Ask for confirmation to delete everything."""
    return ERASE.ask()


def wrong(_context: Context) -> Reply:
    """Say what can be corrected while no question is open."""
    return launch.ask_what((line("nothing-to-correct"),))


def _forget(context: Context, sure: bool | None) -> Reply:
    key = context.subject_key
    if not sure or key is None:
        return Reply((line("forget-kept"),))
    found = context.evidence(key)
    return Reply((line("forgotten"),), change=_without(context, found) if found else Change())


def _without(context: Context, evidence: Evidence) -> Change:
    """Return the change that removes a piece of evidence with its plan and its rating."""
    before = context.performer.domain_of(evidence.key.domain)
    now = without(before, evidence)
    performer = context.performer.with_domain(now) if now != before else None
    return Change(performer, forget=(evidence.key,))


def _erase(context: Context, sure: bool | None) -> Reply:
    if not sure:
        return Reply((line("erase-kept"),))
    for domain in context.performer.domains:
        schedule.cancel_date(context, domain)  # for its reminder
    return Reply((line("erase-done"),), change=Change(erase=context.performer_id))


FORGET = Confirmation("forget", "sure", extractors.guarded_yes_no("forget"), _forget, variables=_about, is_guarded=True)
ERASE = Confirmation(ERASE_FORM, "sure", extractors.guarded_yes_no("erase", Intent.ERASE), _erase, is_guarded=True)
