"""Classifying words by intent, from examples."""

from pathlib import Path

import pytest

from skill.languages import Locale, locales, nearest
from skill.nlu.classifier import IntentClassifier
from skill.nlu.grammar import normalize
from skill.nlu.intents import Intent
from skill.nlu.language import language_for
from skill.nlu.naive_bayes import read_examples
from tests.sentences.test_sentences import FILES, sentences

ENGLISH = language_for("en-US")


def test_words_that_were_never_seen_are_told_by_those_that_were() -> None:
    wishes = IntentClassifier(
        {
            Intent.NOTHING: ["what is the time", "play a song"],
            Intent.WARM_UP: ["calm me down", "settle my nerves"],
            Intent.EVIDENCE: ["read my notes", "read what i did"],
        }
    )
    assert wishes.classify("calm my nerves now") is Intent.WARM_UP
    assert wishes.classify("please read it") is Intent.EVIDENCE
    assert wishes.classify("play the notes of a song") is Intent.NOTHING
    assert wishes.classify("quidditch") is Intent.NOTHING
    assert wishes.classify("quidditch", likely=Intent.EVIDENCE) is Intent.EVIDENCE


def test_what_changes_something_for_good_has_to_be_much_likelier_than_anything_else() -> None:
    wishes = IntentClassifier(
        {Intent.NOTHING: ["x"], Intent.ERASE: ["wipe all my notes"], Intent.EVIDENCE: ["read my notes"]}
    )
    assert wishes.classify("my notes") is Intent.EVIDENCE
    assert wishes.classify("wipe all my notes") is Intent.ERASE


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
