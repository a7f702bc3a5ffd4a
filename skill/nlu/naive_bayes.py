"""Naive Bayes over runs of one to three words: tells what kind of sentence words are by their likeness to examples.

The examples are data: sentences that anybody who speaks the language can read, add to and correct. What is read here
is how often each run occurs in them, one file: a line of JSON; then, of each run and kind, the hash of the run, in
order, the count and the number of the kind. `tools/train.py` writes it.
"""

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from math import log
from zlib import crc32

LONGEST_RUN = 3
_HASH_BYTES, _COUNT_BYTES = 4, 2


class NaiveBayes:
    """Tells how likely words are of each kind.

    Args:
        data: How often each run of words occurs in the examples of each kind, as `packed` returns it.
        smoothing: How often a run of words counts as seen if it never was.
    """

    def __init__(self, data: bytes, smoothing: float) -> None:
        line, _, rest = data.partition(b"\n")
        head, table = json.loads(line), memoryview(rest)
        end = head["entries"] * _HASH_BYTES
        end_of_counts = end + head["entries"] * _COUNT_BYTES
        self._hashes, self._counts = table[:end].cast("I"), table[end:end_of_counts].cast("H")
        self._kinds = table[end_of_counts:]
        self._names: list[str] = head["kinds"]
        self._unseen = [log(smoothing / (total + smoothing * head["runs"])) for total in head["totals"]]
        self._smoothing = smoothing

    def scores(self, words: str) -> dict[str, float]:
        """Return the likelihood of each kind for normalized words, as a natural logarithm."""
        seen, scores = 0, [0.0] * len(self._names)
        for run in runs(words):
            hashed = crc32(run.encode())
            place = first = bisect_left(self._hashes, hashed)
            while place < len(self._hashes) and self._hashes[place] == hashed:
                scores[self._kinds[place]] += log((self._counts[place] + self._smoothing) / self._smoothing)
                place += 1
            seen += place > first
        return {
            name: score + seen * unseen for name, score, unseen in zip(self._names, scores, self._unseen, strict=True)
        }


def runs(words: str) -> Iterator[str]:
    """Yield each run of up to `LONGEST_RUN` words once; the beginning and the end count as words."""
    marked = ["^", *words.split(), "$"]
    found = {
        " ".join(marked[start : start + length])
        for length in range(1, LONGEST_RUN + 1)
        for start in range(len(marked) - length + 1)
    }
    yield from found - {"^", "$"}


def packed(counts: Mapping[str, Mapping[str, int]]) -> bytes:
    """Return how often each run of words occurs in the examples of each kind, as it is stored."""
    rows = sorted(
        (crc32(run.encode()), number, count)
        for number, counted in enumerate(counts.values())
        for run, count in counted.items()
    )
    head = {
        "kinds": list(counts),
        "totals": [sum(counted.values()) for counted in counts.values()],
        "runs": len(set().union(*counts.values())),
        "entries": len(rows),
    }
    hashes = b"".join(hashed.to_bytes(_HASH_BYTES, "little") for hashed, _, _ in rows)
    times = b"".join(count.to_bytes(_COUNT_BYTES, "little") for _, _, count in rows)
    return json.dumps(head).encode() + b"\n" + hashes + times + bytes(number for _, number, _ in rows)
