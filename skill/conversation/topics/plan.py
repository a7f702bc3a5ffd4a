"""Another plan for the next time, told outside a debrief: it replaces the latest one."""

from dataclasses import replace

from skill.conversation.context import Context
from skill.conversation.prompt import OpenQuestion
from skill.conversation.topics import entries, things, voice_profiles
from skill.conversation.turn import Reply
from skill.efficacy.domain import Domain, with_plan
from skill.ledger.protocol import Change
from skill.nlu.intents import Intent
from skill.nlu.names import Fit
from skill.speech.parts import brief, line

_HOW_IT_WENT = "debrief.outcome"
"""The question of a debrief that no plan answers."""


def change(context: Context, question: OpenQuestion | None) -> Reply | None:
    """Put another plan in place of a known thing's latest; `None` if words give no other plan.

    Args:
        context: The turn's context.
        question: The open question, if there is one: the questions of a form take plans and answers themselves.
    """
    is_asked_how_it_went = context.session is not None and context.session.question == _HOW_IT_WENT
    is_free = question is None or is_asked_how_it_went or not (question.is_in_form or question.deletes)
    told = context.language.new_plan(context.nlu.utterance) if context.nlu.intent is Intent.WORDS else None
    is_wrong = is_free and context.language.calls_wrong(context.nlu.utterance, "plan")
    if is_wrong and (latest := context.performer.domain.plan):
        return Reply((line("plan-how", plan=brief(latest.words)),))
    if told is None or not is_free:
        return None
    thing, words = told
    known = things.found(context, thing, Fit.KIND) if thing else context.performer.domain
    if known is None:
        return None
    if context.session is not None and voice_profiles.is_stranger(context):
        return voice_profiles.wait_for_owner(context.session)
    lead = (line("thing-for", name=brief(known.title)),) if known.id != context.performer.active else ()
    return Reply((*lead, line("warm-up-plan", words=brief(words))), change=_planned(context, known, words))


def _planned(context: Context, domain: Domain, words: str) -> Change:
    """Return the change that keeps a plan, in the debrief that the plan before was made in, too."""
    made_in = entries.planned_in(context, domain)
    anew = with_plan(domain, words, domain.plan.evidence if domain.plan else context.turn.request)
    return context.change(replace(made_in, plan=words) if made_in else None, context.performer.with_domain(anew))
