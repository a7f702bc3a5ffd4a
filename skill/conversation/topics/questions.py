"""A question put to the skill is never an answer: it gets one true line, and then the open question comes again."""

from skill.conversation import extractors
from skill.conversation.context import Context
from skill.conversation.form import OpenQuestion
from skill.conversation.topics import launch
from skill.conversation.turn import Reply
from skill.nlu.intents import Intent
from skill.nlu.questions import QuestionTopic
from skill.speech.parts import Line, line

_MAY_ASK = {Intent.WORDS, Intent.DONT_KNOW}


def answer(context: Context, asked: OpenQuestion | None) -> Reply | None:
    """Answer what the skill was asked; `None` where it was asked nothing.

    Args:
        context: What is at hand.
        asked: The open question, if there is one.
    """
    if context.heard.intent not in _MAY_ASK or not context.heard.utterance:
        return None
    about = _about(context, context.heard.utterance, wants_answer=_wants_answer(asked))
    if about is None or (
        about is QuestionTopic.OTHER and asked is not None and asked.question.takes is extractors.date
    ):
        return None  # "when I was nineteen"
    if asked is None:
        return launch.ask_what(context, (_said(context, about),))
    if asked.is_about_deleting and about is not QuestionTopic.HEAR:
        return asked.again(context, ())
    if about is QuestionTopic.MEANING:
        return asked.again(context, (), "example")
    return asked.again(context, (_said(context, about),)) or launch.ask_what(context, (_said(context, about),))


def _wants_answer(asked: OpenQuestion | None) -> bool:
    """Whether an open question takes an answer and no wish."""
    if asked is None:
        return False
    return asked.is_in_a_series or asked.is_about_deleting or asked.question.takes is extractors.scale


def _about(context: Context, words: str, *, wants_answer: bool) -> QuestionTopic | None:
    """Return what is asked about. Where no answer is wanted it may be a wish instead: "can I hear my evidence"."""
    is_no_wish = wants_answer or context.language.classify(words) is Intent.NOTHING
    about = None if wants_answer else context.language.question_topic(words, may_be_wish=True)
    return about or (context.language.question_topic(words, may_be_wish=False) if is_no_wish else None)


def _said(context: Context, about: QuestionTopic) -> Line:
    """Return the line that is true of this record: kept to a voice or not, with cards or without."""
    preferences = context.performer.preferences
    if about is QuestionTopic.HEAR and preferences.private:
        return line("question", about="hear-private")
    if about is QuestionTopic.OUT and not preferences.sends_cards:
        return line("question", about="out-no-cards")
    return line("question", about=str(about))
