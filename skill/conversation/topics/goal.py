"""Another goal for something that is known: it replaces the one before, and is rated anew."""

from dataclasses import replace

from skill.conversation.context import Context
from skill.conversation.prompt import OpenQuestion
from skill.conversation.topics import onboarding, past_success, progress, things, voice_profiles
from skill.conversation.turn import Reply
from skill.efficacy.ladder import aimed_at
from skill.nlu.intents import Intent
from skill.nlu.names import Fit
from skill.speech.parts import brief, line


def change(context: Context, question: OpenQuestion | None) -> Reply | None:
    """Change the goal of a known thing, and ask how certain it is; `None` if words give no other goal.

    Args:
        context: The turn's context.
        question: The open question, if there is one: the questions of a form take goals and answers themselves.
    """
    is_after_meeting = question is not None and question.form_name == past_success.SUCCESS.name
    is_free = question is None or is_after_meeting or not (question.is_in_form or question.deletes)
    told = (
        context.language.new_goal(context.nlu.utterance)
        if context.nlu.intent in {Intent.WORDS, Intent.DOMAIN}
        else None
    )
    if told is None and is_free and context.nlu.intent in {Intent.WORDS, Intent.DOMAIN}:
        return _explained(context, question if is_after_meeting else None)
    if told is None or not is_free:
        return None
    thing, words = told
    known = things.found(context, thing, Fit.KIND) if thing else context.performer.domain
    if known is None or known.title is None:
        return None
    if context.session is not None and voice_profiles.is_stranger(context):
        return voice_profiles.wait_for_owner(context.session)
    goal = context.language.goal(words)
    is_general = context.language.is_general(goal)
    ladder = aimed_at(known.ladder, known.end_goal, goal)
    aimed = replace(known, goal=goal, is_general=is_general, specific_goal=None, ladder=ladder)
    lead = (line("thing-for", name=brief(known.title)),) if known.id != context.performer.active else ()
    onboarding.turn_to(context, aimed)
    if is_after_meeting and question is not None:
        kept = question.ask_again(context, (*lead, line("meeting-goal-kept", goal=brief(goal))))
        return replace(kept, change=context.change(performer=context.performer)) if kept else None
    reply = progress.RATE.ask(lead, variables={"goal": brief(goal)})
    return replace(reply, change=context.change(performer=context.performer))


def _explained(context: Context, question: OpenQuestion | None) -> Reply | None:
    """Say how the goal is put right, if words call it wrong and give no other one."""
    if not context.language.calls_wrong(context.nlu.utterance, "goal"):
        return None
    goal = context.performer.domain.goal
    if goal is None:
        return None
    said = (line("goal-how", goal=brief(goal)),)
    return question.ask_again(context, said) if question else Reply(said)
