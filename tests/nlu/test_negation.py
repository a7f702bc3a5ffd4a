"""Wishes out of what forbids something, or of what follows a yes or a no."""

import pytest

from skill.nlu.intents import Intent
from skill.nlu.language import language_for
from skill.nlu.negation import classify, wish_behind_yes_or_no

ENGLISH = language_for("en-US")


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("warm me up with box breathing", Intent.WARM_UP),
        ("don't start the breathing", Intent.REFUSED),
        ("don't warm me up just read my evidence", Intent.EVIDENCE),
        ("anything but the sighs", Intent.BREATHE),
        ("don't ask me to rate", Intent.NO_RATING),
    ],
)
def test_what_is_forbidden_is_no_wish(words: str, intent: Intent) -> None:
    assert classify(ENGLISH, ENGLISH.read(words)).intent is intent


@pytest.mark.parametrize(
    ("words", "in_form", "intent"),
    [
        ("no let me hear my evidence", False, Intent.EVIDENCE),
        ("no let me hear my evidence", True, Intent.EVIDENCE),
        ("no how am I doing", False, Intent.PROGRESS),
        ("no how am I doing", True, None),
        ("no that's enough", True, Intent.ENOUGH),
        ("yes read it", False, None),
        ("no evidence please", False, None),
        ("don't start the debrief", False, None),
        ("no I'm tired", False, None),
    ],
)
def test_a_wish_is_found_behind_a_yes_or_a_no(words: str, in_form: bool, intent: Intent | None) -> None:
    wish = wish_behind_yes_or_no(ENGLISH, ENGLISH.read(words), is_in_form=in_form)
    assert (wish.intent if wish else None) is intent
