"""The ear hears what the voice says, and an expected phrase counts only where it fits."""

from collections.abc import Mapping
from typing import Any

import pytest

from simulator.listener import load_model
from simulator.local import MODELS
from simulator.sound.ear import LONGEST_SECONDS, Ear, chosen
from simulator.sound.expected import expected
from simulator.sound.mouth import Mouth
from simulator.sound.normalise import normalised
from simulator.sound.pcm import silence

PHRASES = expected(load_model(MODELS, "en-US"), is_free=False)
ANSWER: dict[str, Any] = {
    "written": "Size.",
    "score": 0.5,
    "phrase": "sighs",
    "fit": 4.0,
    "frames": 44,
    "speech": 36,
    "likeness": 1.0,
}


@pytest.mark.parametrize("words", ["yes", "no", "skip", "seven", "two minutes", "sighs", "partly", "repeat that"])
def test_a_short_answer_is_heard_among_those_expected(words: str, mouth: Mouth, ear: Ear) -> None:
    heard = ear.hear(mouth.say(words), PHRASES)
    assert (heard.words, heard.is_expected) == (words, True)


@pytest.mark.parametrize("words", ["I looked at the people in the first row", "it was hard but I kept going"])
def test_an_answer_in_free_words_is_heard_although_others_are_expected(words: str, mouth: Mouth, ear: Ear) -> None:
    heard = ear.hear(mouth.say(words), PHRASES)
    assert (heard.words, heard.is_expected) == (words.lower(), False)
    assert ear.hear(mouth.say(words)).words == words.lower()


def test_silence_is_nothing(ear: Ear) -> None:
    assert not ear.hear(silence(16_000, 16_000), PHRASES).is_expected


def test_it_hears_on_after_more_sets_of_phrases_than_it_keeps(mouth: Mouth, ear: Ear) -> None:
    said = mouth.say("seven")
    for number in range(70):
        ear.hear(silence(800, 16_000), ("yes", "no", *["skip"] * number))
    assert ear.hear(said, ("yes", "no", "seven")).is_expected
    assert ear.hear(said, PHRASES).words == "seven"


@pytest.mark.parametrize(("words", "times"), [("yep", 3), ("enough", 3), ("open ready room", 2), ("skip", 2)])
def test_what_is_said_once_is_written_once(words: str, times: int, mouth: Mouth, ear: Ear) -> None:
    assert ear.hear(mouth.say(words, 1.25)).words != " ".join([words] * times)


def test_what_is_too_long_is_not_heard(ear: Ear) -> None:
    with pytest.raises(ValueError, match="at most"):
        ear.hear(silence((LONGEST_SECONDS + 1) * 100, 100))


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({}, "sighs"),
        ({"frames": 20}, "size"),
        ({"frames": 90}, "size"),
        ({"likeness": 0.2}, "sighs"),
        ({"likeness": 0.2, "score": 0.9}, "size"),
        ({"likeness": 0.2, "fit": -10.0}, "size"),
        ({"likeness": 0.2, "speech": 200, "frames": 200}, "size"),
        ({"likeness": 0.05}, "size"),
        ({"phrase": "delete everything"}, "size"),
        ({"written": "Box."}, "box"),
        ({"phrase": ""}, "size"),
    ],
)
def test_a_phrase_counts_where_it_fits(other: Mapping[str, Any], words: str) -> None:
    assert chosen({**ANSWER, **other}, frozenset({"sighs", "box"}), normalised).words == words


@pytest.mark.parametrize(
    ("written", "phrase", "words", "is_expected"),
    [
        ("Guess.", "yes", "guess", False),
        ("Yes.", "yes", "yes", True),
        ("Cancel.", "that's all", "cancel", False),
        ("I feel dizzy.", "i feel panicky", "i feel dizzy", False),
        ("Size.", "sighs", "sighs", True),
    ],
)
def test_a_yes_and_what_takes_away_count_only_as_written(
    written: str, phrase: str, words: str, is_expected: bool
) -> None:
    answer = {**ANSWER, "written": written, "phrase": phrase}
    expected = frozenset({"yes", "that's all", "i feel panicky", "sighs"})
    heard = chosen(answer, expected, normalised, frozenset({"yes", "cancel", "i feel dizzy"}))
    assert (heard.words, heard.is_expected) == (words, is_expected)


def test_nobody_is_sure_of_a_guess() -> None:
    heard = chosen({**ANSWER, "likeness": 0.2}, frozenset({"sighs"}), normalised)
    assert (heard.words, heard.is_expected, heard.score) == ("sighs", False, 0.5)
