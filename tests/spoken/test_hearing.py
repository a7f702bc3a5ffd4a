"""What was recognized is compared word by word, and kept by its sound."""

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from simulator.sound.ear import Ear
from simulator.sound.mouth import Mouth
from simulator.sound.pcm import Sound, silence
from tests.spoken.hearing import NOISES, VOICES, RoundTrip, Way, confused, ways, word_errors


@pytest.mark.parametrize(
    ("said", "heard", "errors"),
    [
        ("Two sighs, please.", "two sighs please", 0),
        ("two sighs please", "two size please", 1),
        ("two sighs please", "two please", 1),
        ("two sighs", "do two size", 2),
        ("at 3 p.m.", "at three p m", 0),
        ("skip", "", 1),
    ],
)
def test_wrong_words_are_counted(said: str, heard: str, errors: int) -> None:
    assert word_errors(said, heard) == errors


def test_what_is_heard_for_another_is_counted() -> None:
    pairs = [("two sighs", "two size"), ("Sighs!", "size"), ("warm me up", "warm up")]
    assert confused(pairs) == {("sighs", "size"): 2, ("me", ""): 1}


def test_every_voice_is_in_every_noise_once_before_one_is_again() -> None:
    some = list(islice(ways(7), len(VOICES) * len(NOISES)))
    assert {(way.voice, way.noise, way.decibels) for way in some} == {
        (voice, *noise) for voice in VOICES for noise in NOISES
    }
    assert some == list(islice(ways(7), len(some))) != list(islice(ways(8), len(some)))


class _Mouth(Mouth):
    def say(self, text: str, speed: float = 1.0) -> Sound:
        return silence(len(text), 16_000)


class _Ear(Ear):
    asked = 0

    def recognize(self, sound: Sound, expected: Sequence[str] = ()) -> Mapping[str, Any]:
        self.asked += 1
        return {"written": f"{self.asked}", "score": 1.0}


def test_the_same_sound_is_recognized_once(tmp_path: Path) -> None:
    ear = _Ear()
    for _ in range(2):
        trip = RoundTrip(_Mouth(), ear, tmp_path)
        assert [trip.hear(words, Way()).words for words in ("yes", "no", "yes")] == ["one", "two", "one"]
    assert trip.hear("yes", Way(), is_free=True).words == "three"
    assert RoundTrip(_Mouth(), ear, None).hear("yes", Way()).words == "four"
