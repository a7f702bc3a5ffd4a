"""What words most likely wish for, told by their likeness to examples: where nothing but a wish is expected.

A naive Bayes classifier over runs of one to three words. The examples are data: sentences that anybody who speaks the
language can read, add to and correct (`languages/en-wishes.txt`).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from math import log
from pathlib import Path

from skill.conversation.meanings import Meaning

LONGEST_RUN = 3
_SMOOTHING = 0.05
"""How often a run of words is taken to have been seen under a meaning under which it never was."""
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
        counts = {meaning: Counter(run for one in said for run in _runs(one)) for meaning, said in examples.items()}
        known = Counter[str]()
        for counted in counts.values():
            known.update(counted)
        totals = {meaning: counted.total() + _SMOOTHING * len(known) for meaning, counted in counts.items()}
        self._unseen = {meaning: log(_SMOOTHING / total) for meaning, total in totals.items()}
        self._weights: dict[str, tuple[tuple[Meaning, float], ...]] = {}
        for meaning, counted in counts.items():
            weights = {count: ((meaning, log((count + _SMOOTHING) / _SMOOTHING)),) for count in set(counted.values())}
            for run, count in counted.items():
                self._weights[run] = self._weights.get(run, ()) + weights[count]

    def best(self, words: str, likely: Meaning | None = None, without: Collection[Meaning] = frozenset()) -> Meaning:
        """Return what the words most likely wish for.

        Args:
            words: In lower case, without punctuation.
            likely: What is likely from the outset, because it was asked for.
            without: What they cannot wish for where they are.
        """
        runs = [self._weights[run] for run in _runs(words) if run in self._weights]
        scores = {meaning: len(runs) * unseen for meaning, unseen in self._unseen.items()}
        scores[Meaning.NOTHING] += _IN_DOUBT
        for meaning in _FOR_GOOD & scores.keys():
            scores[meaning] -= _LIKELY
        for weights in runs:
            for meaning, weight in weights:
                scores[meaning] += weight
        if likely is not None:
            scores[likely] += _LIKELY
        return max(scores.keys() - without, key=lambda meaning: scores[meaning])


def read_examples(file: Path) -> dict[Meaning, list[str]]:
    """Read a file of examples: a meaning in brackets, and under it a sentence a line.

    Raises:
        ValueError: A heading is no meaning.
    """
    examples: dict[Meaning, list[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            said = examples.setdefault(Meaning(line.strip("[]")), [])
        elif line and not line.startswith("#"):
            said.append(line)
    return examples


def _runs(words: str) -> Iterator[str]:
    """Give each run of up to `LONGEST_RUN` words once; beginning and end count as words."""
    marked = ["^", *words.split(), "$"]
    runs = {
        " ".join(marked[start : start + length])
        for length in range(1, LONGEST_RUN + 1)
        for start in range(len(marked) - length + 1)
    }
    yield from runs - {"^", "$"}
