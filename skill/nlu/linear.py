"""Linear models: each feature adds to the score of each label. A model is one file, read at once and used as it is.

The file is a line of JSON; then, for each hash of a feature, the number of its row, or 0 if it has none; then the rows,
small integers with a column for each label. `tools/train.py` writes it.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

_NUMBER_BYTES = 2
"""The bytes of a row's number."""


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A linear model.

    Args:
        labels: The labels.
        numbers: The number of the row of each hash, from 1; 0 for none.
        weights: The rows, one after the other.
        scale: What one in a row is worth.
        digest: The digest of what it was trained on.
    """

    labels: Sequence[str]
    numbers: memoryview
    weights: memoryview
    scale: float
    digest: str

    @classmethod
    def read(cls, data: bytes) -> "LinearModel":
        """Return the model in a file's content."""
        line, _, rest = data.partition(b"\n")
        head, table = json.loads(line), memoryview(rest)
        end = head["buckets"] * _NUMBER_BYTES
        return cls(head["labels"], table[:end].cast("H"), table[end:].cast("b"), head["scale"], head["digest"])

    def scores(self, features: Sequence[str]) -> list[float]:
        """Return the score of each label."""
        width, buckets = len(self.labels), len(self.numbers)
        factor = self.scale / max(1, len(features)) ** 0.5
        numbers = (self.numbers[crc32(feature.encode()) % buckets] for feature in features)
        rows = [self.weights[(number - 1) * width : number * width] for number in numbers if number]
        return [factor * total for total in map(sum, zip(*rows, strict=True))] if rows else [0.0] * width

    def ranked(self, features: Sequence[str]) -> list[tuple[str, float]]:
        """Return the labels with their scores, the best first."""
        return sorted(zip(self.labels, self.scores(features), strict=True), key=lambda one: -one[1])


def packed(labels: Sequence[str], rows: Iterable[tuple[int, bytes]], buckets: int, scale: float, digest: str) -> bytes:
    """Return a model as it is stored.

    Args:
        labels: The labels.
        rows: The hashes of features, modulo the number of buckets, and their rows.
        buckets: How many hashes there may be.
        scale: What one in a row is worth.
        digest: The digest of what it was trained on.
    """
    numbers, table = memoryview(bytearray(buckets * _NUMBER_BYTES)).cast("H"), bytearray()
    for number, (place, row) in enumerate(rows, 1):
        numbers[place] = number
        table += row
    head = {"labels": labels, "buckets": buckets, "scale": scale, "digest": digest}
    return json.dumps(head).encode() + b"\n" + bytes(numbers) + bytes(table)
