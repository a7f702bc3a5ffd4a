"""How long the breathing cues take to say, as measured for each language (docs/measuring-cues.md)."""

from collections.abc import Mapping
from functools import cache

from skill.languages import nearest
from skill.speech.pace import spoken_ms


def cue_ms(words: str, locale: str) -> int:
    """Return how many milliseconds a cue takes to say; an estimate if it was not measured."""
    return lengths(locale).get(words) or spoken_ms(words)


@cache
def lengths(locale: str) -> Mapping[str, int]:
    """Return the length in milliseconds of each cue that was measured in a locale; empty if none was."""
    return nearest(locale).table("cues.toml")
