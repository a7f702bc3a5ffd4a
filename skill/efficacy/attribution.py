"""To what a performer puts a success down, when it is not to what they did.

Successes put down to luck, help or an easy task do not become evidence of capability (Clance & Imes 1978, on the
impostor pattern; Haynes, Perry, Stupnisky & Daniels 2009, on retraining). The remedy here is theory-based, not proven:
one question, asked once, that accepts any answer and leaves credit where it was given. The phrases that give a cause
away are language data and stand in `skill.languages`.
"""

from enum import StrEnum


class Cause(StrEnum):
    """A cause outside the performer to which a success is put down."""

    LUCK = "luck"
    HELP = "help"
    EASE = "ease"
