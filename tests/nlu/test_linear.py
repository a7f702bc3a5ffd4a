"""Linear models: reading one, adding up."""

from zlib import crc32

import pytest

from skill.nlu.linear import LinearModel, packed

BUCKETS = 64


def model(**rows: tuple[int, int]) -> LinearModel:
    """Return a model of two labels with these rows for these features."""
    places = {feature: crc32(feature.encode()) % BUCKETS for feature in rows}
    table = ((places[feature], bytes(value % 256 for value in row)) for feature, row in rows.items())
    return LinearModel.read(packed(["a", "b"], table, BUCKETS, 0.5, "d"))


def test_each_feature_adds_to_the_score_of_each_label() -> None:
    assert model(x=(4, -2), y=(0, 100)).scores(["x", "y", "z", "w"]) == pytest.approx([1.0, 24.5])


def test_the_best_label_comes_first() -> None:
    assert model(x=(4, -2)).ranked(["x"]) == [("a", 2.0), ("b", -1.0)]


def test_without_features_nothing_is_likelier_than_anything_else() -> None:
    assert model(x=(4, -2)).scores(["q"]) == [0, 0]


def test_a_feature_without_a_row_still_counts_as_one_of_them() -> None:
    assert model(x=(4, -2)).scores(["x", "q", "r", "s"]) == pytest.approx([1.0, -0.5])
