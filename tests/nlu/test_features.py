"""What a linear model looks at."""

import pytest

from skill.nlu.features import WordClasses, sentence_features, stem, token_features

CLASSES = WordClasses({"number": ["two", "ten"], "day": ["friday"]})


@pytest.mark.parametrize(
    ("word", "bare"), [("recitals", "recital"), ("singing", "sing"), ("mum's", "mum"), ("bus", "bus"), ("as", "as")]
)
def test_a_stem_has_no_usual_ending(word: str, bare: str) -> None:
    assert stem(word) == bare


def test_words_of_a_class_are_replaced_by_it_and_those_in_a_row_by_one() -> None:
    words = "in ten two minutes on friday".split()
    assert CLASSES.masked(words) == ["in", "#number", "minutes", "on", "#day"]


def test_the_performers_own_names_are_a_class() -> None:
    assert CLASSES.masked("my recitals".split(), frozenset({"recital"})) == ["my", "#own"]
    assert CLASSES.of("recital", frozenset({"recital"})) == "#own"
    assert CLASSES.of("song", frozenset()) == ""


def test_each_feature_of_a_sentence_comes_once() -> None:
    features = sentence_features("two by two".split(), CLASSES, frozenset(), "")
    assert len(features) == len(set(features))
    assert {"w two", "w two by", "m #number", "first two by", "last two", "n 3"} <= set(features)


def test_in_a_question_words_count_as_words_in_it_too() -> None:
    usual = set(sentence_features(["two"], CLASSES, frozenset(), ""))
    asked = set(sentence_features(["two"], CLASSES, frozenset(), "rating?"))
    assert {"rating? w two"} <= asked - usual
    assert usual < asked


def test_a_word_is_seen_among_its_neighbors() -> None:
    features = token_features("call it lantern".split(), [""] * 3, ["", "", "7"], 2, "cue", "O")
    assert {"0 lantern", "-1 it", "-2 call", "+1 >", "cue -1 it", "tag O", "k 7", "-1 k it 7"} <= set(features)
