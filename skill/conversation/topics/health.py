"""When somebody speaks of their health: a doctor comes before breathing exercises.

Out of such words no breathing begins and nothing is set, and they are kept nowhere. A caution is kept: breath is not
held until they take it back. The question that was open is asked again.
"""

from dataclasses import replace

from skill.conversation.context import Context
from skill.conversation.form import Once, OpenQuestion, once
from skill.conversation.topics.warm_up import warm_up
from skill.conversation.turn import Outcome, Reply
from skill.efficacy.performer import Performer
from skill.nlu.health import HealthMention
from skill.nlu.intents import Intent, NluResult
from skill.nlu.language import Language
from skill.speech.parts import Parts, line

_OF_BREATHING = {"opening", "opening_today", "breathing", "breathing_left", "half_way", "health"}
"""The interviews that ask what to do, or how to go on breathing."""
_MEANT = {
    Intent.HEALTH: HealthMention.CONDITION,
    Intent.UNWELL: HealthMention.SYMPTOM,
    Intent.HOLDS_FINE: HealthMention.CLEARED,
}


def told(language: Language, heard: NluResult) -> HealthMention | None:
    """Return what was said about health, if anything was."""
    said = language.health(heard.utterance) if heard.utterance else None
    return said if said is HealthMention.SYMPTOM else _MEANT.get(heard.intent) or said


def lines(language: Language, heard: NluResult) -> Parts:
    """Return what is said to words about health, whoever says them, where the caution is kept."""
    if told(language, heard) is HealthMention.SYMPTOM:
        return (line("unwell-stop"), line("unwell"))
    return (line("health"), line("health-kept"))


def unsaved(language: Language, heard: NluResult) -> Reply:
    """Return what is said where the caution cannot be kept."""
    is_symptom = told(language, heard) is HealthMention.SYMPTOM
    say = lines(language, heard) if is_symptom else (line("health"), line("health-not-saved"))
    return Reply(say, halts=True, outcome=Outcome.OUT_OF_REACH)


def begin(context: Context) -> Reply:
    """Answer what was said about health while no question was open."""
    return answer(context, None) or Reply((line("okay"),))


def is_needed(language: Language, heard: NluResult) -> bool:
    """Whether a doctor comes first."""
    return told(language, heard) in {HealthMention.CONDITION, HealthMention.SYMPTOM}


def answer(context: Context, asked: OpenQuestion | None) -> Reply | None:
    """Answer what was said about health; `None` where nothing was.

    Args:
        context: What is at hand.
        asked: The open question, if there is one.
    """
    match told(context.language, context.heard):
        case HealthMention.CONDITION:
            return _asked_again(context, asked, (line("health"), line("health-kept"))) or _ask_how(context)
        case HealthMention.SYMPTOM:
            return _asked_again(context, asked, (line("unwell"),)) or _stop(context)
        case HealthMention.CLEARED if (
            context.heard.intent is Intent.HOLDS_FINE or not context.performer.preferences.holds
        ):
            return _holds_again(context, asked)
    return None


def _asked_again(context: Context, asked: OpenQuestion | None, said: Parts) -> Reply | None:
    """Say it, keep the caution, and ask again what was asked; `None` where nothing was, or only what to do."""
    is_answered = asked is not None and (asked.is_in_a_series or asked.interview.name not in _OF_BREATHING)
    again = asked.again(context, said) if asked and is_answered else None
    return replace(again, keep=context.change(performer=_cautioned(context.performer)), halts=True) if again else None


def _ask_how(context: Context) -> Reply:
    asked = HOW.go_on(context, Once(), (line("health"), line("health-kept")))
    return replace(asked, keep=context.change(performer=_cautioned(context.performer)), halts=True)


def _stop(context: Context) -> Reply:
    say = (line("unwell-stop"), line("unwell"))
    return Reply(say, keep=context.change(performer=_cautioned(context.performer), vital=False), halts=True)


def _holds_again(context: Context, asked: OpenQuestion | None) -> Reply:
    performer = replace(context.performer, preferences=replace(context.performer.preferences, holds=True))
    again = asked.again(context, (line("health-cleared"),)) if asked else None
    return replace(again or Reply((line("health-cleared"),)), keep=context.change(performer=performer))


def _cautioned(performer: Performer) -> Performer:
    """Return them with breath not to be held, and nothing of what was breathed to be gone on with."""
    return replace(performer, preferences=replace(performer.preferences, holds=False), breath=None)


_EVIDENCE = {Intent.EVIDENCE, Intent.RESUME_EVIDENCE, Intent.NO_BREATHING, Intent.SKIP}
_GENTLY = {Intent.BREATHE, Intent.BREATHING, Intent.WARM_UP, Intent.LENGTH, Intent.NERVOUS}


def _how(context: Context, heard: NluResult) -> str | None:
    if heard.intent is Intent.WORDS and heard.words:
        return context.language.choice("how", heard.words)
    if heard.intent in _EVIDENCE:
        return "evidence"
    if heard.intent in _GENTLY:
        return "gently"
    return "neither" if heard.intent is Intent.NO else None


def _go_on(context: Context, how: str | None) -> Reply:
    if how == "gently":
        return warm_up.begin(context)
    return Reply((line("okay"),)) if how == "neither" else warm_up.from_evidence(context)


HOW = once("health", "how", _how, _go_on)
