"""Classifying words by what they mean."""

from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

import pytest

from skill.languages import Locale, locales, nearest
from skill.nlu.certainty import Certainty
from skill.nlu.classifier import IntentClassifier
from skill.nlu.features import WordClasses
from skill.nlu.grammar import normalize
from skill.nlu.intents import Intent
from skill.nlu.language import language_for
from skill.nlu.linear import LinearModel, packed
from tests.sentences.test_sentences import FILES, sentences
from tools.examples import read_examples

ENGLISH = language_for("en-US")


LABELS = ("out", "warm-up", "evidence", "erase")


def classifier(**weights: Mapping[str, int]) -> IntentClassifier:
    """Return a classifier that adds these weights for these words."""
    rows = {}
    for word, row in weights.items():
        by_label = {label.replace("_", "-"): weight for label, weight in row.items()}
        rows[crc32(f"w {word}".encode()) % BUCKETS] = bytes(by_label.get(label, 0) % 256 for label in LABELS)
    return IntentClassifier(LinearModel.read(packed(LABELS, rows.items(), BUCKETS, 1.0, "")), WordClasses({}))


BUCKETS = 1 << 16
WISHES = classifier(
    calm={"warm_up": 60}, nerves={"warm_up": 30}, read={"evidence": 40}, song={"out": 90}, wipe={"erase": 30}
)


def test_the_meaning_with_the_highest_score_is_the_one() -> None:
    read = WISHES.read("calm my nerves".split())
    assert (read.intent, read.certainty) == (Intent.WARM_UP, Certainty.CERTAIN)
    assert WISHES.read("read it".split()).intent is Intent.EVIDENCE
    assert WISHES.read("play the song".split()).intent is Intent.OUT_OF_SCOPE


def test_the_next_likeliest_comes_with_it() -> None:
    read = WISHES.read("calm me and read it".split())
    assert (read.intent, read.second) == (Intent.WARM_UP, Intent.EVIDENCE)
    assert WISHES.read("calm read".split(), without={Intent.WARM_UP}).intent is Intent.EVIDENCE


def test_of_meanings_with_equal_scores_the_models_order_decides() -> None:
    """And not the order of a set, which differs from one process to the next."""
    equal = classifier(same={"warm_up": 20, "evidence": 20, "erase": 20})
    read = equal.read("all the same".split())
    assert (read.intent, read.second) == (Intent.WARM_UP, Intent.EVIDENCE)
    read = equal.read("all the same".split(), without={Intent.WARM_UP})
    assert (read.intent, read.second) == (Intent.EVIDENCE, Intent.ERASE)


def test_what_the_skill_asked_for_is_likely_from_the_outset() -> None:
    assert WISHES.read(["quidditch"], likely=Intent.EVIDENCE).intent is Intent.EVIDENCE


def test_nothing_that_was_seen_is_unsure() -> None:
    assert WISHES.read(["quidditch"]).certainty is Certainty.UNSURE


@pytest.mark.parametrize(
    "goal",
    [
        "I want to give a clear talk on history",
        "give a clear account of my project",
        "a clear presentation about our data",
        "I want to remove all the filler words from my talk",
        "I want to take my last exam",
        "an exit interview",
        "a goodbye speech",
        "I want to give a talk without notes",
        "explain my thesis in ten minutes",
        "stop saying um and breathe",
        "I want to warm up the audience",
        "to read my own poems to thirty people",
        "quidditch",
    ],
)
def test_where_a_goal_was_asked_for_a_goal_is_heard(goal: str) -> None:
    assert ENGLISH.classify(goal, likely=Intent.DOMAIN) is Intent.DOMAIN


@pytest.mark.parametrize("locale", locales().values(), ids=lambda locale: locale.name)
def test_an_example_is_as_phrases_are_written_and_stands_under_one_meaning(locale: Locale) -> None:
    rows = [
        (said, meaning)
        for meaning, examples in read_examples(locale.files("heard/intents.txt"), Intent).items()
        for said in examples
    ]
    assert [said for said, _ in rows if said != normalize(said)] == []
    assert len({said for said, _ in rows}) == len(rows)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_it_is_tried_on_is_not_among_its_examples(file: Path) -> None:
    examples = read_examples(nearest(file.stem).files("heard/intents.txt"), Intent)
    known = {said for one in examples.values() for said in one}
    assert known.isdisjoint(normalize(words) for _, words in sentences(file)["start"])
