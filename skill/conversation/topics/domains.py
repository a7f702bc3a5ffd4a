"""Several domains: switching, renaming, and putting one away."""

from dataclasses import replace

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.prompt import OpenQuestion
from skill.conversation.topics import launch, onboarding, schedule, things, voice_profiles
from skill.conversation.turn import Reply
from skill.efficacy.domain import Domain
from skill.efficacy.performer import Performer
from skill.ledger.protocol import Change
from skill.nlu.intents import Intent
from skill.nlu.names import Fit, Match, Name
from skill.speech.parts import Parts, brief, line


def switch(context: Context) -> Reply:
    """Switch to the named domain, or list the domains, or those that the words fit, and ask."""
    match = things.find(context, context.nlu.words)
    return _which(context, context.nlu.words) if match.ids else ask_which(context, _unknown(context))


def ask_which(context: Context, lead: Parts = ()) -> Reply:
    """List the domains and ask which one is meant."""
    known = things.known(context)
    if not known:
        return launch.WHAT.ask(lead)
    if len(known) == 1:
        return Reply((*lead, line("domains-one", name=brief(known[0].title))))
    return WHICH.ask((*lead, things.listed(known)))


def bring_back(context: Context, question: OpenQuestion | None) -> Reply | None:
    """Bring back something that was put away; `None` if words name no such thing."""
    is_free = question is None or not (question.is_in_form or question.deletes)
    name = context.language.brought_back(context.nlu.utterance) if context.nlu.intent is Intent.WORDS else None
    if name is None or not is_free or voice_profiles.is_stranger(context):
        return None
    put_away = {one.id: one for one in context.performer.domains if one.retired}
    names = [Name(one.id, one.title or "") for one in context.performer.domains]  # one in use is turned to
    only = next(iter(put_away), None) if len(put_away) == 1 else None
    id_ = context.language.find(name, names, Fit.KIND).id if name else only
    domain = context.performer.find(id_) if id_ else None
    return _turn_to(context, domain) if domain else None


def rename(context: Context) -> Reply:
    """Rename the active domain."""
    if context.performer.domain.title is None:
        return Reply((line("domains-none"),))
    if context.nlu.words and context.language.thing_name(context.nlu.words):
        return _renamed(context, context.nlu.words)
    return NAME.ask(variables={"name": brief(context.performer.domain.title)})


def retire(context: Context) -> Reply:
    """Ask whether to put away the named domain; without a name, the active one."""
    words = context.nlu.words or ""
    match = things.find(context, words)
    if match.is_ambiguous:
        return _which_of(context, match)
    named = context.performer.find(match.id) if match.id else None
    if named is None and (unknown := _unknown(context)):
        return ask_which(context, unknown)
    domain = named or context.performer.domain
    if domain.title is None:
        return Reply((line("domains-none"),))
    return RETIRE.ask(subject=domain.id, variables={"name": brief(domain.title)})


def _turn_to(context: Context, domain: Domain) -> Reply:
    performer = replace(context.performer.with_domain(replace(domain, retired=False)), active=domain.id)
    return Reply((line("meeting-known", name=brief(domain.title)),), change=context.change(performer=performer))


def _which(context: Context, words: str | None) -> Reply:
    match = things.find(context, words)
    if match.is_ambiguous:
        return _which_of(context, match)
    named = context.performer.find(match.id) if match.id else None
    if named is not None:
        return _turn_to(context, named)
    return Reply((line("domains-unknown" if words else "okay"),))


def _unknown(context: Context) -> Parts:
    """Say that what was named is on no record."""
    name = things.called(context)
    return (line("thing-unknown", name=brief(name)),) if name else ()


def _which_of(context: Context, match: Match) -> Reply:
    """Ask which of several domains is meant that words fit equally well."""
    return WHICH.ask((things.listed([context.performer.domain_of(id_) for id_ in match.ids]),))


def _renamed(context: Context, words: str | None) -> Reply:
    if not words:
        return Reply((line("okay"),))
    other = onboarding.find_by_title(context, context.language.name(words))
    if other is not None and other.id != context.performer.active:
        return Reply((line("domains-taken", name=brief(other.title)),))
    domain = replace(context.performer.domain, name=context.language.name(words))
    keep = context.change(performer=context.performer.with_domain(domain))
    return Reply((line("meeting-named", name=brief(domain.title)),), change=keep)


def _retired(context: Context, sure: bool | None) -> Reply:
    performer = context.performer
    domain = performer.find(context.session.subject) if context.session else None
    if not sure or domain is None:
        return Reply((line("okay"),))
    left = [one for one in things.known(context) if one.id != domain.id]
    active = left[0].id if left else _unnamed(performer) or context.turn.request
    put_away = replace(schedule.cancel_date(context, domain), retired=True)
    without = replace(performer.with_domain(put_away), active=active)
    without = without.with_domain(without.domain)  # so that new evidence is found again
    return Reply((line("domains-retired", name=brief(domain.title)),), change=Change(performer=without))


def _title(context: Context) -> str:
    """Return the title of the domain that the session is about."""
    domain = context.performer.find(context.session.subject) if context.session else None
    return (domain.title if domain else None) or ""


def _retire_other(context: Context, words: str) -> Reply | None:
    """Ask about another domain that is named instead."""
    other = things.found(context, words) or things.mentioned(context, words)
    if other is None or context.session is None or other.id == context.session.subject:
        return None
    return RETIRE.ask(subject=other.id, variables={"name": brief(other.title)})


def _unnamed(performer: Performer) -> str | None:
    """Return the id of the domain without a name, which may hold evidence."""
    return next((domain.id for domain in performer.domains if domain.title is None), None)


WHICH = Confirmation("domains", "which", extractors.free_text, _which, wants_free_text=True)
NAME = Confirmation("domains", "name", extractors.free_text, _renamed, wants_free_text=True)
RETIRE = Confirmation(
    "domains",
    "retire",
    extractors.guarded_yes_no("retire", Intent.RETIRE, _title),
    _retired,
    variables=lambda context: {"name": brief(_title(context))},
    is_guarded=True,
    instead=_retire_other,
)
