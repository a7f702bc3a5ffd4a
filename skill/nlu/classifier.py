"""What words most likely wish for, told by their likeness to examples: where nothing but a wish is expected.

The examples are data, `heard/intents.txt` of a language.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from skill.nlu.intents import Meaning
from skill.nlu.naive_bayes import NaiveBayes, counted

_SMOOTHING = 0.05
_LIKELY = 6.0
"""By how much the likelihood (its natural logarithm) of what was asked for is raised."""
_IN_DOUBT = 1.0
"""And that of nothing at all, so that it is what words of no weight are taken for."""
_FOR_GOOD = {
    *(Meaning.ERASE, Meaning.NO_BREATHING, Meaning.UNSCHEDULE, Meaning.ANY_VOICE, Meaning.MY_VOICE),
    *(Meaning.NO_RATING, Meaning.RATING, Meaning.NO_CARDS, Meaning.CARDS),
}
"""What changes something that stays has to be likelier than anything else by as much."""


class Wishes:
    """Tells what words wish for.

    Args:
        examples: Of each meaning, sentences in lower case without punctuation.
    """

    def __init__(self, examples: Mapping[Meaning, Iterable[str]]) -> None:
        counts = {meaning: counted(said) for meaning, said in examples.items()}
        self._bayes = NaiveBayes(counts, _SMOOTHING)
        self.counts = Counter[str]()
        """How often each run of words stands in the examples of any wish."""
        for one in counts.values():
            self.counts.update(one)

    def best(self, words: str, likely: Meaning | None = None, without: Collection[Meaning] = frozenset()) -> Meaning:
        """Return what the words most likely wish for.

        Args:
            words: In lower case, without punctuation.
            likely: What is likely from the outset, because it was asked for.
            without: What they cannot wish for where they are.
        """
        scores = self._bayes.scores(words)
        scores[Meaning.NOTHING] += _IN_DOUBT
        for meaning in _FOR_GOOD & scores.keys():
            scores[meaning] -= _LIKELY
        if likely is not None:
            scores[likely] += _LIKELY
        return max(scores.keys() - without, key=lambda meaning: scores[meaning])
