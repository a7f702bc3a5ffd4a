"""The page's voice and ear: a piece of an answer becomes sound, a recording becomes words, the wake word is noticed."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Self

from simulator.listener import load_model
from simulator.sound.ear import UNSURE, Ear, Heard
from simulator.sound.expected import expected, expected_of_player, unguessed
from simulator.sound.mouth import Mouth
from simulator.sound.pcm import HEARING_RATE, Sound, from_pcm, silence
from simulator.sound.rendering import Tones, rendered_alone
from simulator.sound.wake_word import WakeWord
from simulator.spoken import Piece

LONGEST_SECONDS = 30
"""The longest recording of the page."""
_SILENCE_SECONDS = 0.2


class Aloud:
    """A voice, an ear and a wake word. Their processes start when they are first needed.

    Args:
        mouth: The voice.
        ear: The ear.
        wake_word: Hears the wake word.
        models: The folder of the interaction models.
        cue_ms: How many milliseconds the skill allows for a cue's words in a locale.
        tones: Gives the sound at a URL.
    """

    def __init__(
        self,
        mouth: Mouth,
        ear: Ear,
        wake_word: WakeWord,
        models: Path,
        cue_ms: Callable[[str, str], int],
        tones: Tones,
    ) -> None:
        self._mouth = mouth
        self._ear = ear
        self._wake_word = wake_word
        self._cue_ms = cue_ms
        self._tones = tones
        self._commands = lru_cache(lambda locale: expected(load_model(models, locale), is_free=True))
        self._controls = lru_cache(lambda locale: expected_of_player(load_model(models, locale)))
        self._unguessed = lru_cache(lambda locale: unguessed(load_model(models, locale)))
        self._phrases = lru_cache(lambda locale: expected(load_model(models, locale), is_free=False))

    def __enter__(self) -> Self:
        """Return them; their processes are ended afterwards."""
        return self

    def __exit__(self, *stopped: object) -> None:
        """End the processes."""
        self._mouth.__exit__(*stopped)
        self._ear.__exit__(*stopped)
        self._wake_word.__exit__(*stopped)

    def say(self, piece: Piece, locale: str, speed: float) -> tuple[Sound, float]:
        """Return the sound of a piece, and after how many milliseconds the next piece begins.

        Raises:
            EngineFailed: The voice cannot say it.
        """
        return rendered_alone(piece, self._mouth, lambda words: self._cue_ms(words, locale), self._tones, speed)

    def hear(self, pcm: bytes, locale: str, *, is_open: bool, is_free: bool, has_track: bool = False) -> Heard:
        """Return what a recording says.

        Args:
            pcm: The recording, 16 000 samples a second.
            locale: The device's locale.
            is_open: Whether the skill asked a question; otherwise anything may be said.
            is_free: Whether it asked for free words.
            has_track: Whether there is a track that can be paused or resumed.

        Raises:
            EngineFailed: The ear cannot hear it.
            ValueError: It is too long.
        """
        phrases: tuple[str, ...] = ()
        if is_open:
            phrases = (self._commands if is_free else self._phrases)(locale)
        elif has_track:
            phrases = self._controls(locale)
        return self._ear.hear(from_pcm(pcm, HEARING_RATE), phrases, self._unguessed(locale))

    def called(self, microphone: str, pcm: bytes, rate: int, *, begins: bool) -> float | None:
        """Return how many seconds ago the wake word was over, if it was said.

        Args:
            microphone: The name of the microphone.
            pcm: What it heard since the last time.
            rate: How many samples a second.
            begins: Whether it was closed before.

        Raises:
            EngineFailed: The wake word cannot be heard.
        """
        return self._wake_word.hear(microphone, from_pcm(pcm, rate), begins=begins)

    def wake_mouth(self) -> None:
        """Load the voice, so that the first answer does not wait for that.

        Raises:
            EngineFailed: It does not start.
        """
        self._mouth.say("yes")

    def wake_ear(self, locale: str) -> None:
        """Load the ear and the phrases of a locale, while somebody still speaks.

        Raises:
            EngineFailed: It does not start.
        """
        quiet = silence(round(_SILENCE_SECONDS * HEARING_RATE), HEARING_RATE).pcm
        self.hear(quiet, locale, is_open=True, is_free=False)


def is_sure(heard: Heard) -> bool:
    """Whether something was heard so well that nobody needs to look at it before it counts."""
    return heard.is_expected or heard.score >= UNSURE
