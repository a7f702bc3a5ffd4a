"""Plan and cue word: what they will do differently, the word that they say to themselves, and what others gave them."""

from collections.abc import Sequence
from dataclasses import replace

from flask import abort

from skill.conversation.context import Context
from skill.conversation.topics.entries import planned_in
from skill.efficacy.domain import Domain, with_plan, without_entry, without_plan
from skill.efficacy.performer import MOST_CUE_WORDS
from skill.ledger.protocol import NOTHING, Change
from skill.speech import dates
from skill.speech.parts import line
from skill.web.page import care
from skill.web.page.answers import changes, filled, show_clashes, typed, typed_anew
from skill.web.page.attempts import save_decided
from skill.web.page.door import Answer, Route
from skill.web.page.visit import Visit, back_to
from skill.web.page.words import LONGEST_WORDS, is_too_long

_LABELS = {"plan": "page-answer-plan", "cue": "page-cue"}
LONGEST_CUE = 60
"""Characters."""


def plan(visit: Visit) -> Answer:
    """Show the plan of a domain, the cue word, the role models and the encouragement."""
    return _show(visit, visit.context())


def _show(visit: Visit, context: Context, problem: str = "", status: int = 200) -> Answer:
    domain, cue = _domain(context), context.saved.preferences.cue
    made_in = planned_in(context, domain) if domain.plan else None
    stored = {"plan": domain.plan.words if domain.plan else "", "cue": cue or ""}
    return visit.show(
        "plan.html",
        context,
        status,
        **filled(visit.form, stored),
        stored=stored,
        made=line("page-plan-made", day=dates.whole(context.day_of(made_in.key))) if made_in else None,
        longest={"plan": LONGEST_WORDS, "cue": LONGEST_CUE},
        problem=problem,
    )


def _domain(context: Context) -> Domain:
    """Return the domain that the view is about, as saved."""
    return context.saved.domain_of(context.performer.active)


def change_plan(visit: Visit) -> Answer:
    """Change the plan of a domain, in the debrief that it was made in, too; without words, take it off."""
    words = typed(visit.form, "plan")
    if (cared := care.answer(visit, typed_anew(visit.form, ("plan",)))) is not None:
        return cared
    if is_too_long(words):
        return _show(visit, visit.context(), "page-too-long", 422)

    done = ""

    def decide(context: Context) -> Change | Answer:
        nonlocal done
        domain = _domain(context)
        anew, clashes = changes(visit.form, {"plan": domain.plan.words if domain.plan else ""})
        if clashes:
            return show_clashes(visit, context, clashes, _LABELS, "plan", **visit.about)
        is_before = bool(anew) and without_plan(domain).plan is not None
        done = "page-done-plan" if words else "page-done-plan-before" if is_before else "page-done-no-plan"
        return _planned(context, domain, words) if anew else NOTHING

    return save_decided(visit, decide) or back_to("plan", done=done, **visit.about)


def _planned(context: Context, domain: Domain, words: str) -> Change:
    """Return the change that keeps a plan, or takes the latest one off, as by voice."""
    made_in = planned_in(context, domain) if domain.plan else None
    id_ = domain.plan.evidence if domain.plan else context.turn.request
    anew = with_plan(domain, words, id_) if words else without_plan(domain)
    evidence = (replace(made_in, plan=words or None, edited_at=context.turn.at),) if made_in else ()
    return Change(context.saved.with_domain(anew), evidence)


def change_cue(visit: Visit) -> Answer:
    """Change the cue word; without words, take it off."""
    words = typed(visit.form, "cue")
    if (cared := care.answer(visit, typed_anew(visit.form, ("cue",)))) is not None:
        return cared
    if len(words) > LONGEST_CUE or len(words.split()) > MOST_CUE_WORDS:
        return _show(visit, visit.context(), "page-cue-long", 422)

    def decide(context: Context) -> Change | Answer:
        preferences = context.saved.preferences
        anew, clashes = changes(visit.form, {"cue": preferences.cue or ""})
        if clashes:
            return show_clashes(visit, context, clashes, _LABELS, "plan", **visit.about)
        changed = replace(context.saved, preferences=replace(preferences, cue=words or None))
        return Change(changed) if anew else NOTHING

    done = "page-done-cue" if words else "page-done-no-cue"
    return save_decided(visit, decide) or back_to("plan", done=done, **visit.about)


def take_back(visit: Visit) -> Answer:
    """Take back what another person gave: a role model or encouragement."""
    id_ = visit.form.get("entry") or abort(400)

    def decide(context: Context) -> Change:
        domain = _domain(context)
        is_there = id_ in {*(one.id for one in domain.models), *(one.id for one in domain.encouragements)}
        return Change(context.saved.with_domain(without_entry(domain, id_))) if is_there else NOTHING

    return save_decided(visit, decide) or back_to("plan", done="page-done-taken-back", **visit.about)


ROUTES: Sequence[Route] = (
    ("/plan", ("GET",), "plan", plan),
    ("/plan", ("POST",), "plan_changed", change_plan),
    ("/plan/cue", ("POST",), "cue_changed", change_cue),
    ("/plan/entry", ("POST",), "taken_back", take_back),
)
