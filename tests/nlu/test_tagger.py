"""What the words of a sentence name, by where they stand."""

import pytest

from skill.nlu.intents import Intent
from skill.nlu.language import language_for

ENGLISH = language_for("en-US")


@pytest.mark.parametrize(
    ("words", "intent", "kind", "named"),
    [
        ("change my cue word to Lighthouse", Intent.CUE, "cue", "Lighthouse"),
        ("my word is granite", Intent.CUE, "cue", "granite"),
        ("put Doctor Osei down as my role model", Intent.MODEL, "person", "Doctor Osei"),
        ("my coach said you never give up on a ball", Intent.ENCOURAGEMENT, "quote", "you never give up on a ball"),
    ],
)
def test_what_is_named_is_given_as_it_was_said(words: str, intent: Intent, kind: str, named: str) -> None:
    assert ENGLISH.named(words, intent)[kind] == named


def test_where_nothing_is_named_nothing_is_given() -> None:
    assert ENGLISH.named("warm me up", Intent.WARM_UP) == {}
    assert ENGLISH.named("", Intent.WARM_UP) == {}


def test_a_long_story_names_nothing() -> None:
    assert ENGLISH.named("my coach said run " * 30, Intent.ENCOURAGEMENT) == {}
