"""The causes outside themselves to which a performer attributes a success.

Successes put down to luck, help or an easy task do not become evidence of capability (Clance & Imes 1978, on the
impostor pattern; Haynes, Perry, Stupnisky & Daniels 2009, on retraining). The remedy here is based on theory, not
proven: one question, asked once, that accepts any answer and leaves credit where it was given. The phrases that reveal
a cause are language data, in `skill.languages`.
"""

from enum import StrEnum


class Cause(StrEnum):
    """A cause outside the performer to which they attribute a success."""

    LUCK = "luck"
    HELP = "help"
    EASE = "ease"
