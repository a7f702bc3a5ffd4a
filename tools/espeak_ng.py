"""Provides espeak-ng for the tests, in place of Alexa's voice: this machine's own, or else Debian's package.

Run as a program, this installs it if it is missing; the tests call `speak`.

Properties of version 1.51, measured in American English at its default speed:

- A `<break>` is accurate to about 10 ms: it has steps of 10 ms and is 0.2 % too long (23 ms in 10 s), regardless of the
  speed of speech. Of consecutive breaks only the longest counts (10 s and 4 s make 10 s), so a phase of more than ten
  seconds comes out too short.
- The engine adds no silence of its own between a cue and its break, or a break and the next cue; only the last words
  are followed by 40 to 100 ms. That is why a cue is measured from its onset to the next.
- A cue takes the same time whenever it is spoken, to about 10 ms; its context makes it up to 30 ms longer. A b or an h
  begins so softly that it is detected 10 to 30 ms late.
- Without `--stdin` it reads its input in lines of 999 characters, and speaks a tag that is cut in two.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.debian import Missing, ensure
from tools.onsets import Sound, read

NAME = "espeak-ng"


def find() -> str:
    """Return the program's path.

    Raises:
        Missing: It is not installed.
    """
    if (found := shutil.which(NAME)) is None:
        raise Missing(f"the tests of spoken breathing need {NAME}: install it")
    return found


def install() -> None:
    """Install Debian's package if espeak-ng is missing and this is a Debian system.

    Raises:
        Missing: It cannot be installed.
    """
    ensure(NAME, find)


def speak(ssml: str, locale: str) -> Sound:
    """Return the sound of spoken SSML, in a voice for the locale at its default speed.

    Raises:
        Missing: espeak-ng is not installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "spoken.wav"
        command = [find(), "--stdin", "-m", "-b", "1", "-v", locale.lower(), "-w", str(file)]
        subprocess.run(command, input=ssml.encode(), check=True, capture_output=True)
        return read(file)


if __name__ == "__main__":
    try:
        install()
    except Missing as problem:
        sys.exit(f"ready-room: {problem}")
