"""An espeak-ng for the tests, in place of Alexa's voice: the one that this machine has, or else Debian's, installed.

Run as a program, this sees to it that there is one; the tests call `speak`.

What was found of version 1.51, in American English at its usual speed:

- A `<break>` is exact to some 10 ms: it goes in steps of 10 ms, and is 0.2 % too long, 23 ms of 10 s. It is as long
  at any speed of speech. Of breaks with no words between them only the longest counts: 10 s and 4 s are 10 s, so that
  a phase of more than ten seconds comes out too short.
- Between a cue and its break, and between a break and the next cue, there is no silence of the engine's own; 40 to
  100 ms come only after the very last words. That is why a cue is measured from one beginning to the next.
- A cue is said alike each time, to some 10 ms; what is said before and after it makes it up to 30 ms longer. A b or an
  h begins so softly that it is heard 10 to 30 ms late.
- Without `--stdin` it takes its input in lines of 999 characters, and reads out the tag that is cut in two.
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
        Missing: There is none.
    """
    if (found := shutil.which(NAME)) is None:
        raise Missing(f"the tests of spoken breathing need {NAME}: install it")
    return found


def install() -> None:
    """Install Debian's, where there is none and this is a Debian.

    Raises:
        Missing: It cannot be installed.
    """
    ensure(NAME, find)


def speak(ssml: str, locale: str) -> Sound:
    """Return SSML as it is spoken, in a voice for the locale at its usual speed.

    Raises:
        Missing: There is no espeak-ng.
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
