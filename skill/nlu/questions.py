"""Tells questions to the skill from answers and requests, and what the questions are about.

The examples are data: `heard/questions.txt` of a language.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from skill.nlu.naive_bayes import NaiveBayes

_SMOOTHING = 0.2
_ASKS, _SURE = 4.0, 2.0
"""How much likelier words must be a question than an answer or a request, and about one topic than about another.

Natural logarithms.
"""


class QuestionTopic(StrEnum):
    """What a question is about."""

    MEDICAL = "medical"
    THERAPIST = "therapist"
    WORKS = "works"
    HEAR = "hear"
    """Who can hear or see what they said."""
    WHERE = "where"
    """Where it is stored, and for how long."""
    OUT = "out"
    """How to get it out."""
    CAN = "can"
    """What the skill can do."""
    LONG = "long"
    """How long it takes."""
    WHY = "why"
    MEANING = "meaning"
    """What the open question means, or an example of an answer."""
    RATING = "rating"
    """What a number means."""
    OTHER = "other"


_ANSWER, _REQUEST = "answer", "request"
_MAY_BE_REQUESTS = {QuestionTopic.OTHER, QuestionTopic.CAN}
"""Topics of questions that may as well be requests."""


class QuestionClassifier:
    """Tells questions from answers and requests.

    Args:
        counts: How often runs of words occur in answers, in requests and in questions about each topic.
    """

    def __init__(self, counts: Sequence[bytes]) -> None:
        self._bayes = NaiveBayes(counts, _SMOOTHING)

    def topic_instead_of_answer(self, words: str) -> QuestionTopic | None:
        """Return the topic of a question that comes where an answer is expected; `None` if it is an answer."""
        scores = self._bayes.scores(words)
        answer = scores.pop(_ANSWER)
        del scores[_REQUEST]
        return _likeliest_topic(scores) if max(scores.values()) - answer > _ASKS else None

    def topic_instead_of_request(self, words: str) -> QuestionTopic | None:
        """Return the topic of a question that comes where a request is expected; `None` if it may be a request."""
        scores = self._bayes.scores(words)
        other = max(scores.pop(_ANSWER), scores.pop(_REQUEST))
        topic = _likeliest_topic(scores)
        return topic if max(scores.values()) - other > _ASKS and topic not in _MAY_BE_REQUESTS else None


def _likeliest_topic(scores: Mapping[str, float]) -> QuestionTopic:
    """Return the likeliest topic; of two that are about as likely, medicine, or else `OTHER`."""
    first, second = sorted(scores, key=lambda kind: scores[kind], reverse=True)[:2]
    if scores[first] - scores[second] > _SURE:
        return QuestionTopic(first)
    return QuestionTopic.MEDICAL if QuestionTopic.MEDICAL in {first, second} else QuestionTopic.OTHER
