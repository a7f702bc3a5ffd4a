"""Classifies words by what they mean, and says how sure that is.

The model is trained on examples that anybody can read (`make train`): `heard/intents.txt` and `examples` of a language.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from skill.nlu.certainty import Certainty
from skill.nlu.features import WordClasses, sentence_features
from skill.nlu.intents import Intent
from skill.nlu.linear import LinearModel

_EXPECTED_BONUS = 2.0
"""What is added to the score of the meaning that the skill asked for."""
_CERTAIN, _LIKELY = 0.7, 0.25
"""By how much the best meaning is ahead of the next one where it is certain, and where it is likely."""
_REMEMBERED = 8
"""How many of the latest sentences' scores are held."""
_ONE_WORD = 0.6
"""What is taken from that lead where there is only one word."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What words may mean.

    Args:
        intent: The likeliest intent.
        certainty: How sure it is.
        second: The next likeliest intent.
        choice: The likeliest outcome or difficulty, if the intent is one.
        ahead: By how much the likeliest intent is ahead of the next.
    """

    intent: Intent
    certainty: Certainty
    second: Intent
    choice: str | None = None
    ahead: float = 0.0


def certainly(intent: Intent) -> Reading:
    """Return the reading of words whose intent is known."""
    return Reading(intent, Certainty.CERTAIN, intent)


INTENTS: Mapping[str, Intent] = {
    "correct": Intent.WRONG,
    "crisis": Intent.DISTRESS,
    "decline": Intent.SKIP,
    "nothing": Intent.OUT_OF_SCOPE,
    "out": Intent.OUT_OF_SCOPE,
    "rating-off": Intent.NO_RATING,
    "rating-on": Intent.RATING,
}
"""Meanings of the models that are not called as their intent."""
MEANINGS: Mapping[Intent, str] = {
    **{intent: meaning for meaning, intent in INTENTS.items()},
    Intent.OUTCOME: "debrief",
    Intent.DID_IT: "debrief",
    Intent.CHALLENGE: "ladder",
    Intent.STEP_BEFORE: "easier",
    Intent.OTHER: "more",
}
"""What the marked examples call intents that they do not call by their name."""


class IntentClassifier:
    """Classifies words by what they mean.

    Args:
        model: The model.
        classes: The classes of words that it was trained with.
    """

    def __init__(self, model: LinearModel, classes: WordClasses) -> None:
        self._model, self._classes = model, classes
        # a turn asks several times about the same words; only the latest are held
        self._ranked = lru_cache(_REMEMBERED)(self._rank)

    def _rank(self, words: tuple[str, ...], own: frozenset[str], situation: str) -> Sequence[tuple[str, float]]:
        return self._model.ranked(sentence_features(words, self._classes, own, situation))

    def read(
        self,
        words: Sequence[str],
        own: frozenset[str] = frozenset(),
        likely: Intent | None = None,
        without: Collection[Intent] = frozenset(),
        situation: str = "",
    ) -> Reading:
        """Return what words most likely mean.

        Args:
            words: Words in lower case without punctuation.
            own: Words of the performer's own names, as `skill.nlu.features.stem` gives them.
            likely: The meaning that is likely from the outset, because the skill asked for it.
            without: Meanings that are ruled out here.
            situation: The kind of question that is open; empty for none.
        """
        scores = dict[Intent, float]()
        choices = dict[Intent, str]()
        for label, score in self._ranked(tuple(words), own, situation):
            scores.setdefault(_intent(label), score)
            choices.setdefault(_intent(label), label.partition("=")[2])
        if likely is not None:
            scores[likely] = scores.get(likely, 0) + _EXPECTED_BONUS
        allowed = (intent for intent in scores if intent not in without)
        first, second = sorted(allowed, key=lambda intent: -scores[intent])[:2]
        ahead = scores[first] - scores[second]
        if len(words) == 1 and likely is None:
            ahead -= _ONE_WORD
        return Reading(first, _certainty(ahead), second, choices.get(first) or None, ahead)

    def behind(self, words: Sequence[str], intent: Intent) -> float:
        """Return by how much an intent is behind the likeliest meaning of words; 0 if it is that."""
        ranked = self._ranked(tuple(words), frozenset(), "")
        return ranked[0][1] - max(score for label, score in ranked if _intent(label) is intent)


def _certainty(ahead: float) -> Certainty:
    return Certainty.CERTAIN if ahead >= _CERTAIN else Certainty.LIKELY if ahead >= _LIKELY else Certainty.UNSURE


@cache
def _intent(label: str) -> Intent:
    meaning = label.partition("=")[0]
    return INTENTS.get(meaning) or Intent(meaning)
