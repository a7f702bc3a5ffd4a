"""Lookups: what is on record, told when it is asked for: the goal, the plan, the cue word, what somebody said."""

from collections.abc import Callable, Mapping

from skill.conversation.context import Context
from skill.conversation.prompt import OpenQuestion
from skill.conversation.topics import corrections, encouragement, progress, role_model, things, voice_profiles
from skill.conversation.turn import Reply
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Kind, day_of
from skill.nlu.intents import Intent
from skill.nlu.lookups import Lookup
from skill.nlu.names import Fit, Name
from skill.speech import dates
from skill.speech.parts import Parts, brief, line

_MAY_ASK = {Intent.WORDS, Intent.DONT_KNOW, Intent.QUESTION}
_OF_PEOPLE = {Lookup.ENCOURAGEMENT, Lookup.PERSON, Lookup.ABOUT}
_SEARCHED = 20
"""How many of a domain's latest pieces are searched for a note."""


def answer(context: Context, question: OpenQuestion | None) -> Reply | None:
    """Tell what is looked up, then ask the open question again; `None` if nothing is.

    Args:
        context: The turn's context.
        question: The open question, if there is one.
    """
    if context.nlu.intent not in _MAY_ASK or (question is not None and question.deletes):
        return None
    asked = context.language.looked_up(context.nlu.utterance)
    if asked is None:
        return None
    lookup, named = asked
    is_of_thing = bool(named) and lookup not in _OF_PEOPLE
    if lookup in {Lookup.PERSON, Lookup.ABOUT}:
        domain = _domain_of(context, named)
        if domain is None and lookup is Lookup.PERSON and things.mentioned(context, named) is None:
            return _on(context, question, (line("lookup-none", what=str(lookup)),))
    else:
        domain = things.found(context, named, Fit.KIND) if is_of_thing else context.performer.domain
    if lookup is Lookup.MODEL and not named and domain is not None and domain.model is None:
        domain = next((one for one in context.performer.domains if one.model), domain)
    if domain is None or (lookup is Lookup.MODEL and domain.model is None):
        return None  # it is asked for
    if context.session is not None and voice_profiles.is_stranger(context):
        return voice_profiles.wait_for_owner(context.session)
    told = _said_by(context, domain, named) if lookup is Lookup.ENCOURAGEMENT else _TOLD[lookup](context, domain)
    if domain.id != context.performer.active:
        told = (line("thing-for", name=brief(domain.title)), *told)
    return _on(context, question, told or (line("lookup-none", what=str(lookup)),))


def _on(context: Context, question: OpenQuestion | None, told: Parts) -> Reply:
    """Tell something, and ask the open question again."""
    return Reply(told) if question is None else question.ask_again(context, told) or Reply(told)


def _domain_of(context: Context, person: str) -> Domain | None:
    """Return the domain whose role model a person is; `None` if they are none."""
    modelled = [domain for domain in context.performer.domains if domain.model and domain.model.person]
    names = [Name(domain.id, domain.model.person or "") for domain in modelled if domain.model]
    id_ = context.language.find(person, names, Fit.SHARED).id
    return context.performer.find(id_) if id_ else None


def _goal(_context: Context, domain: Domain) -> Parts:
    goal = domain.end_goal
    return (line("meeting-goal-kept", goal=brief(goal)),) if goal else ()


def _plan(_context: Context, domain: Domain) -> Parts:
    return (line("warm-up-plan", words=domain.plan.words),) if domain.plan else ()


def _cue(context: Context, _domain: Domain) -> Parts:
    cue = context.performer.preferences.cue
    return (line("lookup-cue", words=cue),) if cue else ()


def _model(_context: Context, domain: Domain) -> Parts:
    model = domain.model
    if model is None or not model.person:
        return ()
    return role_model.describe(model) if model.is_readable else (line("model-taken", name=brief(model.person)),)


def _said_by(context: Context, domain: Domain, person: str) -> Parts:
    """Quote what a person said; of nobody who is known, say that there is nothing."""
    known = [one for one in domain.encouragements if one.is_readable]
    names = [Name(one.id, one.person or "") for one in known]
    ids = context.language.find(person, names, Fit.SHARED).ids
    latest = next((one for one in reversed(known) if one.id in ids), None)
    return encouragement.quote(latest) if latest else ()


def _certainty(context: Context, domain: Domain) -> Parts:
    latest = next(iter(domain.ratings[-1:]), None)
    if latest is None:
        return ()
    day = dates.day(day_of(latest.at.astimezone(context.zone)), context.evidence_day)
    return (line("lookup-certainty", day=day, value=str(latest.value)),)


def _steps(_context: Context, domain: Domain) -> Parts:
    return progress.rung(domain)


def _note(context: Context, domain: Domain) -> Parts:
    pieces = context.of_domain(domain.id, _SEARCHED)
    latest = next((one for one in pieces if one.kind is Kind.NOTE and one.note), None)
    return corrections.quoted(context, latest) if latest else ()


_TOLD: Mapping[Lookup, Callable[[Context, Domain], Parts]] = {
    Lookup.GOAL: _goal,
    Lookup.PLAN: _plan,
    Lookup.CUE: _cue,
    Lookup.MODEL: _model,
    Lookup.PERSON: _model,
    Lookup.ABOUT: _model,
    Lookup.CERTAINTY: _certainty,
    Lookup.STEPS: _steps,
    Lookup.NOTE: _note,
}
