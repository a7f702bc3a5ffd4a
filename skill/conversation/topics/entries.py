"""Entries: what is kept beside the evidence and is forgotten after a yes.

A plan, a goal, a cue word, a role model, what somebody said, or a rating.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.prompt import Variables
from skill.conversation.topics import things
from skill.conversation.turn import Reply
from skill.efficacy.certainty import Rating
from skill.efficacy.domain import BASELINE, Domain, without_entry, without_plan
from skill.efficacy.evidence import Evidence, Key
from skill.efficacy.others import Encouragement, RoleModel
from skill.ledger.protocol import NOTHING, Change
from skill.nlu.intents import Intent
from skill.nlu.lookups import Lookup
from skill.nlu.names import Fit
from skill.speech.parts import Line, brief, line

_JUST_TOLD = timedelta(minutes=5)
"""How long what was told last can be put right without naming it."""
_SEARCHED = 50
"""How many of a domain's latest pieces are searched for the one that a plan was made in."""
_NOT_QUOTED: Variables = {"told": "no", "words": ""}
_MAY_NAME_ENTRY = {Intent.WORDS, Intent.FORGET}


def is_named(context: Context) -> bool:
    """Whether words ask to forget an entry that is known."""
    return ask_to_forget(context) is not None


def ask_to_forget(context: Context) -> Reply | None:
    """Ask whether to forget the entry that words ask to forget; `None` if they name none.

    Of an entry that is not there, this is said.
    """
    words = context.language.forgets(context.nlu.utterance) if context.nlu.intent in _MAY_NAME_ENTRY else None
    entry = context.language.named_entry(words) if words else None
    if entry is None:
        return _ask_about_person(context, words or "")
    kind, named = entry
    if kind is Lookup.CERTAINTY:
        return ask_to_forget_rating(context, None)
    domain = things.found(context, named, Fit.KIND) if named else context.performer.domain
    if domain is None:
        return None
    return _ask_about(context, domain, kind)


def forget_cue(context: Context) -> Reply:
    """Ask whether to forget the cue word."""
    return _ask_about(context, context.performer.domain, Lookup.CUE)


def _ask_about(context: Context, domain: Domain, kind: Lookup) -> Reply:
    told = _TOLD[kind](context, domain)
    return _ask(domain, kind, told) if told else Reply((line("lookup-none", what=str(kind)),))


def _ask_about_person(context: Context, words: str) -> Reply | None:
    about = context.language.content_words(words)
    for domain in context.performer.domains if about else ():
        told_of: list[RoleModel | Encouragement] = [*domain.models, *domain.encouragements]
        for id_, person in ((one.id, one.person) for one in told_of):
            if person and about <= context.language.content_words(person):
                return _ask(domain, id_, line("forget-person", name=brief(person)))
    return None


def _ask(domain: Domain, id_: str, lead: Line) -> Reply:
    return FORGET_ENTRY.ask((lead,), subject=f"{domain.id}|{id_}", variables=_NOT_QUOTED)


def ask_to_forget_rating(context: Context, latest: Evidence | None) -> Reply | None:
    """Ask whether to take back a rating that was told a moment ago, after the latest evidence; `None` without one."""
    domain = context.performer.domain
    rating = next(iter(domain.ratings[-1:]), None)
    if rating is None or not is_just_told(context, rating.at) or (latest and latest.key.at >= rating.at):
        return None
    return _ask(domain, rating.id, line("forget-rating", value=str(rating.value)))


def is_just_told(context: Context, at: datetime) -> bool:
    """Whether something was told a moment ago, and can be put right without naming it."""
    return context.turn.at - at <= _JUST_TOLD


def rated_in(context: Context, domain: Domain, rating: Rating) -> Evidence | None:
    """Return the debrief that a rating was given in, if it was given in one."""
    key = Key(context.performer_id, domain.id, rating.at, rating.id)
    return None if rating.id == BASELINE else context.evidence(key)


def planned_in(context: Context, domain: Domain) -> Evidence | None:
    """Return the debrief that the latest plan was made in, if that is among the latest pieces."""
    made_in = domain.plan.evidence if domain.plan else None
    return next((one for one in context.of_domain(domain.id, _SEARCHED) if one.key.id == made_in), None)


def _plan(_context: Context, domain: Domain) -> Line | None:
    return line("warm-up-plan", words=brief(domain.plan.words)) if domain.plan else None


def _goal(_context: Context, domain: Domain) -> Line | None:
    goal = domain.specific_goal or domain.goal
    return line("meeting-goal-kept", goal=brief(goal)) if goal else None


def _cue(context: Context, _domain: Domain) -> Line | None:
    cue = context.performer.preferences.cue
    return line("lookup-cue", words=cue) if cue else None


def _model(_context: Context, domain: Domain) -> Line | None:
    person = domain.model.person if domain.model else None
    return line("forget-person", name=brief(person)) if person else None


_TOLD: Mapping[Lookup, Callable[[Context, Domain], Line | None]] = {
    Lookup.PLAN: _plan,
    Lookup.GOAL: _goal,
    Lookup.CUE: _cue,
    Lookup.MODEL: _model,
}


def _without_plan(context: Context, domain: Domain) -> Change:
    """Return the change that removes the latest plan, from the debrief that it was made in, too."""
    found = planned_in(context, domain)
    without = context.performer.with_domain(without_plan(domain))
    return context.change(replace(found, plan=None) if found else None, without)


def _without_goal(context: Context, domain: Domain) -> Change:
    anew = replace(domain, name=domain.title, goal=None, specific_goal=None, is_general=False)
    return context.change(performer=context.performer.with_domain(anew))


def _without_cue(context: Context, _domain: Domain) -> Change:
    preferences = replace(context.performer.preferences, cue=None)
    return context.change(performer=replace(context.performer, preferences=preferences))


def _without_model(context: Context, domain: Domain) -> Change:
    return without_one(context, domain, domain.model.id if domain.model else "")


def without_rating(context: Context, domain: Domain, id_: str) -> Change:
    """Return the change that removes a rating, from its debrief, too; an empty one if there is no such rating."""
    is_there = any(one.id == id_ for one in domain.ratings)
    return without_one(context, domain, id_) if is_there else NOTHING


def without_one(context: Context, domain: Domain, id_: str) -> Change:
    """Return the change that removes a role model, an encouragement or a rating, from its debrief, too."""
    rating = next((one for one in domain.ratings if one.id == id_), None)
    found = rated_in(context, domain, rating) if rating else None
    unrated = replace(found, certainty=None) if found else None
    return context.change(unrated, context.performer.with_domain(without_entry(domain, id_)))


_WITHOUT: Mapping[str, Callable[[Context, Domain], Change]] = {
    Lookup.PLAN: _without_plan,
    Lookup.GOAL: _without_goal,
    Lookup.CUE: _without_cue,
    Lookup.MODEL: _without_model,
}


def _forget(context: Context, sure: bool | None) -> Reply:
    """Forget the entry that was asked about."""
    domain_id, _, id_ = (context.session.subject if context.session else "").partition("|")
    domain = context.performer.find(domain_id)
    if not sure or domain is None:
        return Reply((line("forget-kept"),))
    without = _WITHOUT.get(id_)
    change = without(context, domain) if without else without_one(context, domain, id_)
    return Reply((line("forgotten"),), change=change)


FORGET_ENTRY = Confirmation(
    "forget_entry",
    "sure",
    extractors.guarded_yes_no("forget"),
    _forget,
    text="forget-sure",
    variables=lambda _: _NOT_QUOTED,
    is_guarded=True,
)
