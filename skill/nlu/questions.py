"""Questions that are put to the skill: told from answers, and what they are about.

The examples are data, `heard/questions.txt` of a language.
"""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from skill.nlu.naive_bayes import NaiveBayes, count_runs

_SMOOTHING = 0.2
_ASKS, _SURE = 4.0, 2.0
"""By how much words have to be likelier a question than an answer, or than a wish; and about one thing than another.

Natural logarithms.
"""


class QuestionTopic(StrEnum):
    """What a question is about."""

    MEDICAL = "medical"
    THERAPIST = "therapist"
    WORKS = "works"
    HEAR = "hear"
    """Who can hear or see what was told."""
    WHERE = "where"
    """Where it is kept, and for how long."""
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


_ANSWER, _WISH = "answer", "wish"
_ANYTHING = {QuestionTopic.OTHER, QuestionTopic.CAN}
"""What may as well be a wish."""


class QuestionClassifier:
    """Tells questions from answers and wishes.

    Args:
        examples: Sentences in lower case without punctuation, of each kind of question and of answers.
        wishes: How often runs of words stand in wishes.
    """

    def __init__(self, examples: Mapping[str, list[str]], wishes: Counter[str]) -> None:
        self._bayes = NaiveBayes(
            {kind: count_runs(said) for kind, said in examples.items()} | {_WISH: wishes}, _SMOOTHING
        )

    def topic_instead_of_answer(self, words: str) -> QuestionTopic | None:
        """Return what a question is about that is put where an answer is expected; `None` of an answer."""
        scores = self._bayes.scores(words)
        answer = scores.pop(_ANSWER)
        del scores[_WISH]
        return _likeliest_topic(scores) if max(scores.values()) - answer > _ASKS else None

    def topic_instead_of_request(self, words: str) -> QuestionTopic | None:
        """Return what a question is about that is put where a wish is expected; `None` of all that may be a wish."""
        scores = self._bayes.scores(words)
        other = max(scores.pop(_ANSWER), scores.pop(_WISH))
        about = _likeliest_topic(scores)
        return about if max(scores.values()) - other > _ASKS and about not in _ANYTHING else None


def _likeliest_topic(scores: Mapping[str, float]) -> QuestionTopic:
    """Return what a question is most likely about; of two that are as likely, medicine, or else nothing known."""
    first, second = sorted(scores, key=lambda kind: scores[kind], reverse=True)[:2]
    if scores[first] - scores[second] > _SURE:
        return QuestionTopic(first)
    return QuestionTopic.MEDICAL if QuestionTopic.MEDICAL in {first, second} else QuestionTopic.OTHER
