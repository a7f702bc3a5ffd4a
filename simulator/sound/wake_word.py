"""Hears the wake word in what microphones hear, as long as they are open: "Alexa", with a model of microWakeWord."""

from typing import Self

from simulator.sound.engine import Engine, command
from simulator.sound.pcm import Sound

SECONDS = 5
"""How long it may take for a piece of a stream."""
LATENESS = 0.2
"""Seconds from the word's last sound until the model is sure of it: what is said at once begins in them."""


class WakeWord:
    """Listens for the wake word.

    Args:
        engine: Its process; by default the model's.
    """

    def __init__(self, engine: Engine | None = None) -> None:
        self._engine = engine or Engine(command("wake_word_process"), SECONDS)

    def __enter__(self) -> Self:
        """Return it; its process is ended afterwards."""
        return self

    def __exit__(self, *_: object) -> None:
        """End its process."""
        self._engine.close()

    def hear(self, stream: str, sound: Sound, *, begins: bool = False) -> float | None:
        """Hear more of a stream; return how many seconds before its present end the word was over, if it was said.

        Args:
            stream: The name of the microphone. The last eight are known.
            sound: What it heard since the last time.
            begins: Whether it was closed before: then nothing that came before counts.

        Raises:
            EngineFailed: It cannot be heard.
        """
        answer, _ = self._engine.call({"stream": stream, "rate": sound.rate, "begins": begins}, sound.pcm)
        return None if answer["ago"] is None else float(answer["ago"]) + LATENESS
