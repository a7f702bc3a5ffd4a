"""Plays sounds with whichever program this machine has for that; without one, it writes them into a folder."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from simulator.sound.pcm import Sound, write

PLAYERS: Sequence[tuple[str, ...]] = (
    ("aplay", "-q"),
    ("paplay",),
    ("afplay",),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "quiet"),
)
_GIVEN_UP_SECONDS = 60


class Loudspeaker:
    """A loudspeaker.

    Args:
        folder: Where sounds are written if they cannot be played.
        tell: Shows a message.
        players: The programs to try, with their options.
    """

    def __init__(
        self, folder: Path, tell: Callable[[str], object], players: Sequence[tuple[str, ...]] = PLAYERS
    ) -> None:
        self._folder = folder
        self._tell = tell
        self._players = [one for one in players if shutil.which(one[0])]
        self._numbers = count(1)

    def play(self, sound: Sound) -> None:
        """Play a sound to its end, or write it."""
        while self._players and not self._played(sound, self._players[0]):
            del self._players[0]  # it has no sound card, say: the next one may find one
        if not self._players:
            self._folder.mkdir(parents=True, exist_ok=True)
            number = next(self._numbers)
            if number == 1:
                self._tell(f"Nothing here plays sounds. They are written to {self._folder}.")
            write(self._folder / f"{number:03}.wav", sound)

    def _played(self, sound: Sound, player: tuple[str, ...]) -> bool:
        """Play a sound with a program; return whether it could."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "answer.wav"
            write(file, sound)
            try:
                command = (*player, str(file))
                done = subprocess.run(  # noqa: S603 - a program from the list above
                    command, capture_output=True, check=False, timeout=sound.seconds + _GIVEN_UP_SECONDS
                )
            except (OSError, subprocess.TimeoutExpired):
                return False
            return done.returncode == 0
