"""The simulator's voice: Piper, which says the same text with the same samples every time."""

from functools import lru_cache
from typing import Self

from simulator.sound.engine import Engine, command
from simulator.sound.pcm import Sound, from_pcm

SECONDS, CHARACTERS_A_SECOND = 20, 40
"""How long the voice may take for a text: some time, and more for a long one. It says about 15 characters a second."""
_KEPT = 256


class Mouth:
    """A voice.

    Args:
        engine: Its process; by default Piper's.
    """

    def __init__(self, engine: Engine | None = None) -> None:
        self._engine = engine or Engine(command("mouth_process"), SECONDS)
        self._said = lru_cache(_KEPT)(self._synthesized)

    def __enter__(self) -> Self:
        """Return the voice, whose process is ended afterwards."""
        return self

    def __exit__(self, *_: object) -> None:
        """End its process."""
        self._engine.close()

    def say(self, text: str, speed: float = 1.0) -> Sound:
        """Return a text as sound; 1.5 is half as fast again.

        Raises:
            EngineFailed: It cannot be said.
        """
        return self._said(text, speed)

    def _synthesized(self, text: str, speed: float) -> Sound:
        answer, pcm = self._engine.call({"text": text, "speed": speed}, seconds=len(text) / CHARACTERS_A_SECOND)
        return from_pcm(pcm, int(answer["rate"]))
