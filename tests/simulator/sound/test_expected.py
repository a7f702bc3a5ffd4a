"""The ear expects what the interaction model knows, and nothing grave."""

from simulator.listener import load_model
from simulator.local import MODELS
from simulator.sound.expected import MOST_WORDS, _names, expected, expected_of_player
from tests.stage import listener

MODEL = load_model(MODELS, "en-US")
CLOSED, FREE = (set(expected(MODEL, is_free=is_free)) for is_free in (False, True))
PATTERNS = {
    name
    for one in MODEL["interactionModel"]["languageModel"]["types"]
    if one["name"] == "PATTERN"
    for name in _names(one["values"])
}
TAKES_AWAY = {"ForgetThatIntent", "DeleteEverythingIntent", "RetireIntent", "UnscheduleIntent", "NoCueWordIntent"}


def test_short_answers_and_commands_are_expected() -> None:
    assert {"yes", "no", "skip", "zero", "seven", "ten", "two minutes", "partly", "sighs", "box", "too easy"} <= CLOSED
    assert {"yes", "no", "skip", "help", "i don't know"} <= FREE < CLOSED
    assert not {"seven", "partly", "warm me up"} & FREE


def test_of_a_track_what_controls_it_is_expected() -> None:
    phrases = set(expected_of_player(MODEL))
    assert {"pause", "resume"} <= phrases
    assert not {"yes", "skip the breathing", "stop", "cancel", "seven"} & phrases


def test_every_phrase_is_short_and_understood_by_itself() -> None:
    understands = listener("en-US", "2026-05-04").command
    for phrase in CLOSED:
        assert len(phrase.split()) <= MOST_WORDS
        found = understands(phrase)
        assert found is not None or phrase in PATTERNS, phrase
        assert found is None or found.intent not in TAKES_AWAY, phrase


def test_nothing_that_ends_the_session_or_takes_something_away_is_guessed() -> None:
    assert not [one for one in CLOSED if {"delete", "erase", "forget", "remove"} & set(one.split())]
    assert not {"retire it", "lock others out", "stop", "close", "bye", "cancel"} & CLOSED
