"""Linear models: reading one, adding up."""

import json
from zlib import crc32

import pytest

from skill.nlu.linear import LinearModel

BUCKETS = 64


def model(**rows: tuple[int, int]) -> LinearModel:
    """Return a model of two labels with these rows for these features."""
    table = [(0, 0)] * BUCKETS
    for feature, row in rows.items():
        table[crc32(feature.encode()) % BUCKETS] = row
    head = json.dumps({"labels": ["a", "b"], "buckets": BUCKETS, "scale": 0.5, "digest": "d"}).encode()
    return LinearModel.read(head + b"\n" + bytes(value % 256 for row in table for value in row))


def test_each_feature_adds_to_the_score_of_each_label() -> None:
    assert model(x=(4, -2), y=(0, 100)).scores(["x", "y", "z", "w"]) == pytest.approx([1.0, 24.5])


def test_the_best_label_comes_first() -> None:
    assert model(x=(4, -2)).ranked(["x"]) == [("a", 2.0), ("b", -1.0)]


def test_without_features_nothing_is_likelier_than_anything_else() -> None:
    assert model(x=(4, -2)).scores(["q"]) == [0, 0]
