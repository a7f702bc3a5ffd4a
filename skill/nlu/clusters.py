"""Clusters: words that are used alike, so that what was learned of one is known of the others.

The file is a line of JSON; then the hashes of all words, in order; then the number of each word's cluster.
`tools/train.py` writes it from `examples/clusters.txt`, `tools/clusters.py` made that.
"""

import json
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from zlib import crc32

_HASH_BYTES = 4


@dataclass(frozen=True, slots=True)
class Clusters:
    """The clusters of some words.

    Args:
        hashes: The hashes of the words, in order.
        numbers: The number of each word's cluster.
    """

    hashes: memoryview = field(default_factory=lambda: memoryview(b""))
    numbers: memoryview = field(default_factory=lambda: memoryview(b""))

    @classmethod
    def read(cls, data: bytes) -> "Clusters":
        """Return the clusters in a file's content."""
        line, _, rest = data.partition(b"\n")
        end, table = json.loads(line)["words"] * _HASH_BYTES, memoryview(rest)
        return cls(table[:end].cast("I"), table[end:].cast("H"))

    def of(self, word: str) -> str:
        """Return the number of a word's cluster; empty if it is in none."""
        hashed = crc32(word.encode())
        place = bisect_left(self.hashes, hashed)
        return str(self.numbers[place]) if place < len(self.hashes) and self.hashes[place] == hashed else ""


def packed(clusters: Mapping[str, int]) -> bytes:
    """Return the clusters of words as they are stored."""
    by_hash = sorted((crc32(word.encode()), number) for word, number in clusters.items())
    hashes = b"".join(hashed.to_bytes(_HASH_BYTES, "little") for hashed, _ in by_hash)
    numbers = b"".join(number.to_bytes(2, "little") for _, number in by_hash)
    return json.dumps({"words": len(by_hash)}).encode() + b"\n" + hashes + numbers
