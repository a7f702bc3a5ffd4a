"""Clusters of words that are used alike: stored and looked up."""

from skill.nlu.clusters import Clusters, packed
from skill.nlu.features import WordClasses, sentence_features

GROUPED = Clusters.read(packed({"recital": 1, "concert": 1, "soup": 300}))


def test_words_that_are_used_alike_are_in_one_cluster() -> None:
    assert GROUPED.of("recital") == GROUPED.of("concert") == "1"
    assert GROUPED.of("soup") == "300"


def test_any_other_word_is_in_none() -> None:
    assert GROUPED.of("ladder") == GROUPED.of("") == Clusters().of("soup") == ""


def test_a_sentence_tells_the_clusters_of_its_words() -> None:
    classes = WordClasses({}, GROUPED)
    features = sentence_features(["concert", "soup", "spoon"], classes, frozenset(), "offer?")
    assert {"k 1", "k 300", "k -", "offer? k 1"} <= set(features)
