"""How fast the skill speaks, and how loud: the one is kept as a preference, the other is the platform's own."""

from collections.abc import Mapping
from dataclasses import replace

from skill.conversation.context import Context
from skill.conversation.prompt import OpenQuestion
from skill.conversation.turn import Reply
from skill.nlu.certainty import Certainty
from skill.nlu.intents import Intent, NluResult
from skill.speech.parts import line

_IS_SLOW: Mapping[Intent, bool] = {Intent.SLOWER: True, Intent.USUAL_SPEED: False}

_PACES = {*_IS_SLOW, Intent.VOLUME}


def begin(context: Context) -> Reply:
    """Change the pace, or say whose the volume is."""
    if context.nlu.intent is Intent.VOLUME:
        return Reply((line("pace-volume"),), keeps_playing=True)
    return _kept(context, Reply((line("pace-slow" if _IS_SLOW[context.nlu.intent] else "pace-usual"),)))


def answer(context: Context, question: OpenQuestion | None, *, is_request: bool = False) -> Reply | None:
    """Change the pace and say the last reply again, at that pace; `None` if nothing like that was asked for.

    Args:
        context: The turn's context.
        question: The open question.
        is_request: Whether only a request is expected, so that "speak slower" is no answer.
    """
    is_request = is_request or (question is not None and not question.wants_free_text)
    if context.nlu.intent is Intent.WORDS and is_request:
        request = context.language.explicit_request(context.nlu.words or "")
        is_meant = request is not None and (request.intent is Intent.VOLUME or not _is_remark(context))
        context = context.with_result(request) if request and is_meant and request.intent in _PACES else context
    if context.nlu.intent is Intent.VOLUME and question is not None:
        return question.ask_again(context, (line("pace-volume"),))
    if context.nlu.intent not in _PACES:
        return None
    is_stale = context.session is None or context.session.is_stale
    again = None if question is None or is_stale else question.handle(context.with_result(NluResult(Intent.REPEAT)))
    return begin(context) if again is None else _kept(context, again)


def _is_remark(context: Context) -> bool:
    """Whether words about speed are no wish: "my kids speak slower than you"."""
    reading = context.language.wish(context.nlu.words or "")
    return reading.intent in {Intent.OUT_OF_SCOPE, Intent.QUESTION} and reading.certainty is not Certainty.UNSURE


def _kept(context: Context, reply: Reply) -> Reply:
    """Return the reply at the pace that is asked for, which is kept."""
    is_slow, performer = _IS_SLOW[context.nlu.intent], context.performer
    preferences = replace(performer.preferences, slow_speech=is_slow)
    change = context.change(performer=replace(performer, preferences=preferences))
    return replace(reply, change=change, is_slow=is_slow, keeps_playing=True)
