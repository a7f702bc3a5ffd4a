"""Questions to the skill are never answers: each gets one true line, then the open question again."""

from skill.conversation import extractors
from skill.conversation.context import Context
from skill.conversation.prompt import OpenQuestion
from skill.conversation.topics import launch
from skill.conversation.turn import Reply
from skill.nlu.intents import Intent
from skill.nlu.questions import QuestionTopic
from skill.speech.parts import Parts, line

_HELPS_TO_DELETE = {QuestionTopic.HEAR, QuestionTopic.WHERE, QuestionTopic.THERAPIST}
"""Topics whose lines help to decide whether to delete something; of the others, the question itself says enough."""
_MAY_ASK = {Intent.WORDS, Intent.DONT_KNOW, Intent.QUESTION}


def other(context: Context) -> Reply:
    """Answer a question to the skill that comes while no question is open."""
    return launch.ask_what(_lines_for(context, _topic_or_other(context)))


def _topic_or_other(context: Context) -> QuestionTopic:
    said = context.nlu.utterance
    return (_topic_of(context, said, wants_answer=True) if said else None) or QuestionTopic.OTHER


def answer(context: Context, question: OpenQuestion | None) -> Reply | None:
    """Answer a question to the skill; `None` if there is none.

    Args:
        context: The turn's context.
        question: The open question, if there is one.
    """
    if context.nlu.intent not in _MAY_ASK or not context.nlu.utterance:
        return None
    if question is not None and question.deletes and question.extract(context, context.nlu) is not None:
        return None  # "yes, erase all that you have on me"
    if context.nlu.intent is Intent.QUESTION:
        topic: QuestionTopic | None = _topic_or_other(context)
    else:
        topic = _topic_of(context, context.nlu.utterance, wants_answer=_wants_answer(question))
    if topic is None or (
        topic is QuestionTopic.OTHER and question is not None and question.extract is extractors.past_date
    ):
        return None  # "when I was nineteen"
    if question is None:
        return launch.ask_what(_lines_for(context, topic))
    if question.deletes and topic not in _HELPS_TO_DELETE:
        return question.ask_again(context, ())
    if topic is QuestionTopic.MEANING:
        return question.ask_again(context, (), "example")
    return question.ask_again(context, _lines_for(context, topic)) or launch.ask_what(_lines_for(context, topic))


def _wants_answer(question: OpenQuestion | None) -> bool:
    """Whether an open question expects an answer rather than a request."""
    if question is None:
        return False
    return question.is_in_form or question.deletes or question.extract is extractors.rating


def _topic_of(context: Context, words: str, *, wants_answer: bool) -> QuestionTopic | None:
    """Return the topic of a question. Where requests are expected it may be one: "can I hear my evidence"."""
    is_no_wish = wants_answer or context.language.classify(words) is Intent.NOTHING
    topic = None if wants_answer else context.language.question_topic(words, may_be_wish=True)
    return topic or (context.language.question_topic(words, may_be_wish=False) if is_no_wish else None)


def _lines_for(context: Context, topic: QuestionTopic) -> Parts:
    """Return the answer that is true of this record: private or not, with cards or without, on a page or not."""
    preferences = context.performer.preferences
    if topic is QuestionTopic.HEAR:
        said = line("question", about="hear-private" if preferences.private else str(topic))
        return (said, line("question-signed-in")) if context.performer.page else (said,)
    if topic is QuestionTopic.OUT:
        said = line("question", about=str(topic) if preferences.sends_cards else "out-no-cards")
        return (line("question-page"), said) if context.turn.page else (said,)
    return (line("question", about=str(topic)),)
