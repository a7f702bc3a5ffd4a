"""Classifies words by their likeness to examples, where only a request is expected.

The examples are data: `heard/intents.txt` of a language.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from skill.nlu.intents import Intent
from skill.nlu.naive_bayes import NaiveBayes, count_runs

_SMOOTHING = 0.05
_EXPECTED_BONUS = 6.0
"""What is added to the score (a natural logarithm) of the intent that the skill asked for."""
_NOTHING_BONUS = 1.0
"""What is added to the score of no intent, so that words without weight have none."""
_LASTING = {
    *(Intent.ERASE, Intent.NO_BREATHING, Intent.UNSCHEDULE, Intent.ANY_VOICE, Intent.MY_VOICE),
    *(Intent.NO_RATING, Intent.RATING, Intent.NO_CARDS, Intent.CARDS),
}
"""Intents that change something lasting: they must be this much likelier than any other."""


class IntentClassifier:
    """Classifies words by intent.

    Args:
        examples: For each intent, sentences in lower case without punctuation.
    """

    def __init__(self, examples: Mapping[Intent, Iterable[str]]) -> None:
        counts = {intent: count_runs(sentences) for intent, sentences in examples.items()}
        self._bayes = NaiveBayes(counts, _SMOOTHING)
        self.counts = Counter[str]()
        """How often each run of words occurs in the examples of all intents."""
        for counted in counts.values():
            self.counts.update(counted)

    def classify(self, words: str, likely: Intent | None = None, without: Collection[Intent] = frozenset()) -> Intent:
        """Return the intent that words most likely have.

        Args:
            words: Words in lower case without punctuation.
            likely: The intent that is likely from the outset, because the skill asked for it.
            without: Intents that are ruled out here.
        """
        scores = self._bayes.scores(words)
        scores[Intent.NOTHING] += _NOTHING_BONUS
        for intent in _LASTING & scores.keys():
            scores[intent] -= _EXPECTED_BONUS
        if likely is not None:
            scores[likely] += _EXPECTED_BONUS
        return max(scores.keys() - without, key=lambda intent: scores[intent])
