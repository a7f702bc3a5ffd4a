"""Naive Bayes over runs of one to three words: tells what kind of sentence words are by their likeness to examples.

The examples are data: sentences that anybody who speaks the language can read, add to and correct.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import log
from pathlib import Path
from typing import Generic, TypeVar

K = TypeVar("K")
LONGEST_RUN = 3


class NaiveBayes(Generic[K]):
    """Tells how likely words are of each kind.

    Args:
        counts: For each kind, how often each run of words occurs in its examples.
        smoothing: How often a run of words counts as seen if it never was.
    """

    def __init__(self, counts: Mapping[K, Counter[str]], smoothing: float) -> None:
        known = set[str]().union(*counts.values())
        totals = {kind: counted.total() + smoothing * len(known) for kind, counted in counts.items()}
        self._unseen = {kind: log(smoothing / total) for kind, total in totals.items()}
        self._weights: dict[str, tuple[tuple[K, float], ...]] = {}
        for kind, counted in counts.items():
            weights = {count: ((kind, log((count + smoothing) / smoothing)),) for count in set(counted.values())}
            for run, count in counted.items():
                self._weights[run] = self._weights.get(run, ()) + weights[count]

    def scores(self, words: str) -> dict[K, float]:
        """Return the likelihood of each kind for normalized words, as a natural logarithm."""
        seen = [self._weights[run] for run in runs(words) if run in self._weights]
        scores = {kind: len(seen) * unseen for kind, unseen in self._unseen.items()}
        for weights in seen:
            for kind, weight in weights:
                scores[kind] += weight
        return scores


def count_runs(examples: Iterable[str]) -> Counter[str]:
    """Return how often each run of words occurs in examples."""
    return Counter(run for words in examples for run in runs(words))


def runs(words: str) -> Iterator[str]:
    """Yield each run of up to `LONGEST_RUN` words once; the beginning and the end count as words."""
    marked = ["^", *words.split(), "$"]
    found = {
        " ".join(marked[start : start + length])
        for length in range(1, LONGEST_RUN + 1)
        for start in range(len(marked) - length + 1)
    }
    yield from found - {"^", "$"}


def read_examples(files: Iterable[Path], kind: Callable[[str], K]) -> dict[K, list[str]]:
    """Read files of examples: a kind in brackets, and under it one sentence per line.

    Args:
        files: The files.
        kind: A function that reads a heading.

    Raises:
        ValueError: A heading is not a kind.
    """
    examples: dict[K, list[str]] = {}
    for line in (line for file in files for line in file.read_text(encoding="utf-8").splitlines()):
        if line.startswith("["):
            sentences = examples.setdefault(kind(line.strip("[]")), [])
        elif line and not line.startswith("#"):
            sentences.append(line)
    return examples
