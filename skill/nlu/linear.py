"""Linear models: each feature adds to the score of each label. A model is one file, read at once and used as it is.

The file is a line of JSON, then a table of small integers: a row for each hash of a feature, a column for each label.
`tools/train.py` writes it.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A linear model.

    Args:
        labels: The labels.
        weights: The table, row by row.
        buckets: The number of rows.
        scale: What one in the table is worth.
        digest: The digest of what it was trained on.
    """

    labels: Sequence[str]
    weights: memoryview
    buckets: int
    scale: float
    digest: str

    @classmethod
    def read(cls, data: bytes) -> "LinearModel":
        """Return the model in a file's content."""
        line, _, table = data.partition(b"\n")
        head = json.loads(line)
        return cls(head["labels"], memoryview(table).cast("b"), head["buckets"], head["scale"], head["digest"])

    def scores(self, features: Iterable[str]) -> list[float]:
        """Return the score of each label."""
        width = len(self.labels)
        places = [crc32(feature.encode()) % self.buckets * width for feature in features]
        factor = self.scale / max(1, len(places)) ** 0.5
        rows = [self.weights[place : place + width] for place in places]
        return [factor * total for total in map(sum, zip(*rows, strict=True))]

    def ranked(self, features: Iterable[str]) -> list[tuple[str, float]]:
        """Return the labels with their scores, the best first."""
        return sorted(zip(self.labels, self.scores(features), strict=True), key=lambda one: -one[1])
