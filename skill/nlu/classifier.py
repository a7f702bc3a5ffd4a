"""What words most likely wish for, told by their likeness to examples: where nothing but a wish is expected.

The examples are data, `heard/intents.txt` of a language.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from skill.nlu.intents import Intent
from skill.nlu.naive_bayes import NaiveBayes, count_runs

_SMOOTHING = 0.05
_EXPECTED_BONUS = 6.0
"""By how much the likelihood (its natural logarithm) of what was asked for is raised."""
_NOTHING_BONUS = 1.0
"""And that of nothing at all, so that it is what words of no weight are taken for."""
_LASTING = {
    *(Intent.ERASE, Intent.NO_BREATHING, Intent.UNSCHEDULE, Intent.ANY_VOICE, Intent.MY_VOICE),
    *(Intent.NO_RATING, Intent.RATING, Intent.NO_CARDS, Intent.CARDS),
}
"""What changes something that stays has to be likelier than anything else by as much."""


class IntentClassifier:
    """Tells what words wish for.

    Args:
        examples: Of each meaning, sentences in lower case without punctuation.
    """

    def __init__(self, examples: Mapping[Intent, Iterable[str]]) -> None:
        counts = {meaning: count_runs(said) for meaning, said in examples.items()}
        self._bayes = NaiveBayes(counts, _SMOOTHING)
        self.counts = Counter[str]()
        """How often each run of words stands in the examples of any wish."""
        for one in counts.values():
            self.counts.update(one)

    def classify(self, words: str, likely: Intent | None = None, without: Collection[Intent] = frozenset()) -> Intent:
        """Return what the words most likely wish for.

        Args:
            words: In lower case, without punctuation.
            likely: What is likely from the outset, because it was asked for.
            without: What they cannot wish for where they are.
        """
        scores = self._bayes.scores(words)
        scores[Intent.NOTHING] += _NOTHING_BONUS
        for meaning in _LASTING & scores.keys():
            scores[meaning] -= _EXPECTED_BONUS
        if likely is not None:
            scores[likely] += _EXPECTED_BONUS
        return max(scores.keys() - without, key=lambda meaning: scores[meaning])
