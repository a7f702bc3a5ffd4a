"""Health mentions: a doctor comes before breathing exercises.

Such words start no breathing, set nothing, and are not saved. Only a caution is: no breath holds until they take it
back. The open question is asked again.
"""

from dataclasses import replace

from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.prompt import OpenQuestion
from skill.conversation.topics.warm_up import warm_up
from skill.conversation.turn import Outcome, Reply
from skill.efficacy.performer import Performer
from skill.nlu.health import HealthMention
from skill.nlu.intents import Intent, NluResult
from skill.nlu.language import Language
from skill.speech.parts import Parts, line

_OFFERS = {"opening", "opening_today", "breathing", "breathing_left", "half_way", "health"}
"""Forms that ask what to do, or how to continue breathing."""
_MENTIONS = {
    Intent.HEALTH: HealthMention.CONDITION,
    Intent.UNWELL: HealthMention.SYMPTOM,
    Intent.HOLDS_FINE: HealthMention.CLEARED,
}


def mention(language: Language, nlu: NluResult) -> HealthMention | None:
    """Return the health mention in what was said, if there is one."""
    said = language.health(nlu.utterance) if nlu.utterance else None
    return said if said is HealthMention.SYMPTOM else _MENTIONS.get(nlu.intent) or said


def lines(language: Language, nlu: NluResult) -> Parts:
    """Return the reply to a health mention whose caution is saved."""
    if mention(language, nlu) is HealthMention.SYMPTOM:
        return (line("unwell-stop"), line("unwell"))
    return (line("health"), line("health-kept"))


def not_saved(language: Language, nlu: NluResult) -> Reply:
    """Return the reply to a health mention whose caution can't be saved."""
    is_symptom = mention(language, nlu) is HealthMention.SYMPTOM
    say = lines(language, nlu) if is_symptom else (line("health"), line("health-not-saved"))
    return Reply(say, stops_playback=True, outcome=Outcome.OUT_OF_REACH)


def begin(context: Context) -> Reply:
    """Answer a health mention while no question is open."""
    return answer(context, None) or Reply((line("okay"),))


def is_needed(language: Language, nlu: NluResult) -> bool:
    """Whether there is a health mention that needs a caution."""
    return mention(language, nlu) in {HealthMention.CONDITION, HealthMention.SYMPTOM}


def cautioned(performer: Performer) -> Performer:
    """Return the performer without breath holds, and without a breathing session to resume."""
    return replace(performer, preferences=replace(performer.preferences, holds=False), breathing=None)


def answer(context: Context, question: OpenQuestion | None) -> Reply | None:
    """Answer a health mention; `None` if there is none.

    Args:
        context: The turn's context.
        question: The open question, if there is one.
    """
    match mention(context.language, context.nlu):
        case HealthMention.CONDITION:
            return _ask_again(context, question, (line("health"), line("health-kept"))) or _ask_how(context)
        case HealthMention.SYMPTOM:
            return _ask_again(context, question, (line("unwell"),)) or _stop(context)
        case HealthMention.DENIED:
            return _denied(context, question)
        case HealthMention.CLEARED if _is_cleared(context, question):
            return _holds_again(context, question)
    return None


def _denied(context: Context, question: OpenQuestion | None) -> Reply | None:
    """Give the holds back to somebody who has no condition; `None` where it may be an answer."""
    if not context.performer.preferences.holds:
        return _holds_again(context, question)
    is_answer = question is not None and question.wants_free_text and question.is_in_form
    if is_answer:
        return None
    return question.ask_again(context, (line("health-none"),)) if question else Reply((line("health-none"),))


def _is_cleared(context: Context, question: OpenQuestion | None) -> bool:
    """Whether "holds are fine" is meant: not inside a form, where it may be an answer, unless holds are off."""
    is_answer = question is not None and question.is_in_form
    return context.nlu.intent is Intent.HOLDS_FINE or not is_answer or not context.performer.preferences.holds


def _ask_again(context: Context, question: OpenQuestion | None, said: Parts) -> Reply | None:
    """Answer, save the caution and ask the open question again; `None` if it is only an offer of breathing."""
    is_answered = question is not None and (question.is_in_form or question.form_name not in _OFFERS)
    again = question.ask_again(context, said) if question and is_answered else None
    return (
        replace(again, change=context.change(performer=cautioned(context.performer)), stops_playback=True)
        if again
        else None
    )


def _ask_how(context: Context) -> Reply:
    reply = HOW.ask((line("health"), line("health-kept")))
    return replace(reply, change=context.change(performer=cautioned(context.performer)), stops_playback=True)


def _stop(context: Context) -> Reply:
    say = (line("unwell-stop"), line("unwell"))
    return Reply(say, change=context.change(performer=cautioned(context.performer), vital=False), stops_playback=True)


def _holds_again(context: Context, question: OpenQuestion | None) -> Reply:
    performer = replace(context.performer, preferences=replace(context.performer.preferences, holds=True))
    again = question.ask_again(context, (line("health-cleared"),)) if question else None
    return replace(again or Reply((line("health-cleared"),)), change=context.change(performer=performer))


_EVIDENCE = {Intent.EVIDENCE, Intent.RESUME_EVIDENCE, Intent.NO_BREATHING, Intent.SKIP}
_GENTLY = {Intent.BREATHE, Intent.BREATHING, Intent.WARM_UP, Intent.LENGTH, Intent.NERVOUS}


def _how(context: Context, nlu: NluResult) -> str | None:
    if nlu.intent is Intent.WORDS and nlu.words:
        return context.language.choice("how", nlu.words)
    if nlu.intent in _EVIDENCE:
        return "evidence"
    if nlu.intent in _GENTLY:
        return "gently"
    return "neither" if nlu.intent is Intent.NO else None


def _go_on(context: Context, how: str | None) -> Reply:
    if how == "gently":
        return warm_up.begin(context)
    return Reply((line("okay"),)) if how == "neither" else warm_up.from_evidence(context)


HOW = Confirmation("health", "how", _how, _go_on)
