"""Naive Bayes over runs of one to three words: tells what kind of sentence words are by their likeness to examples.

The examples are data: sentences that anybody who speaks the language can read, add to and correct. What is read here
is how often each run occurs in them. A file is a line of JSON; then, of each run and kind, the hash of the run, in
order; then the number of the kind and the count, as one number. `tools/train.py` writes it.
"""

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from math import log
from zlib import crc32

LONGEST_RUN = 3
_HASH_BYTES, _COUNT_BYTES = 4, 2
_COUNTS = 4_096
"""Larger than any count."""


class NaiveBayes:
    """Tells how likely words are of each kind.

    Args:
        files: How often each run of words occurs in the examples of each kind: the content of a language's file, and
            of those with what its locales add.
        smoothing: How often a run of words counts as seen if it never was.
    """

    def __init__(self, files: Sequence[bytes], smoothing: float) -> None:
        heads, self._tables = [], []
        for data in files:
            line, _, rest = data.partition(b"\n")
            heads.append(json.loads(line))
            end = heads[-1]["entries"] * _HASH_BYTES
            self._tables.append((memoryview(rest)[:end].cast("I"), memoryview(rest)[end:].cast("H")))
        self._names: list[str] = heads[0]["kinds"]
        known = sum(head["runs"] for head in heads)
        totals = map(sum, zip(*(head["totals"] for head in heads), strict=True))
        self._unseen = [log(smoothing / (total + smoothing * known)) for total in totals]
        self._smoothing = smoothing

    def scores(self, words: str) -> dict[str, float]:
        """Return the likelihood of each kind for normalized words, as a natural logarithm."""
        seen, scores = 0, [0.0] * len(self._names)
        for run in runs(words):
            counts = self._counts(run)
            for kind, count in counts.items():
                scores[kind] += log((count + self._smoothing) / self._smoothing)
            seen += bool(counts)
        return {
            name: score + seen * unseen for name, score, unseen in zip(self._names, scores, self._unseen, strict=True)
        }

    def _counts(self, run: str) -> Mapping[int, int]:
        """Return how often a run occurs in the examples of each kind, by the number of the kind."""
        hashed, counts = crc32(run.encode()), dict[int, int]()
        for hashes, numbers in self._tables:
            place = bisect_left(hashes, hashed)
            while place < len(hashes) and hashes[place] == hashed:
                kind, count = divmod(numbers[place], _COUNTS)
                counts[kind] = counts.get(kind, 0) + count
                place += 1
        return counts


def runs(words: str) -> Iterator[str]:
    """Yield each run of up to `LONGEST_RUN` words once; the beginning and the end count as words."""
    marked = ["^", *words.split(), "$"]
    found = {
        " ".join(marked[start : start + length])
        for length in range(1, LONGEST_RUN + 1)
        for start in range(len(marked) - length + 1)
    }
    yield from found - {"^", "$"}


def packed(counts: Mapping[str, Mapping[str, int]], added_to: Mapping[str, Mapping[str, int]] | None = None) -> bytes:
    """Return how often each run of words occurs in the examples of each kind, as it is stored.

    Args:
        counts: How often each run occurs, by kind.
        added_to: What of it another file has, by kind.
    """
    others = added_to or {kind: {} for kind in counts}
    rows = sorted(
        (crc32(run.encode()), number * _COUNTS + count - others[kind].get(run, 0))
        for number, (kind, counted) in enumerate(counts.items())
        for run, count in counted.items()
        if count > others[kind].get(run, 0)
    )
    head = {
        "kinds": list(counts),
        "totals": [sum(counted.values()) - sum(others[kind].values()) for kind, counted in counts.items()],
        "runs": len(set().union(*counts.values())) - len(set().union(*others.values())),
        "entries": len(rows),
    }
    hashes = b"".join(hashed.to_bytes(_HASH_BYTES, "little") for hashed, _ in rows)
    numbers = b"".join(number.to_bytes(_COUNT_BYTES, "little") for _, number in rows)
    return json.dumps(head).encode() + b"\n" + hashes + numbers
