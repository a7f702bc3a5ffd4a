"""How long the cues of the breath take to say: measured, a table for each language (docs/measuring-cues.md)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from skill.speech.pace import spoken_ms

_HOME = Path(__file__).parent


def cue_ms(words: str, locale: str) -> int:
    """Return how many milliseconds a cue takes to say; estimated, if it was not measured."""
    return lengths(locale).get(words) or spoken_ms(words)


@cache
def lengths(locale: str) -> Mapping[str, int]:
    """Return the milliseconds of each cue that was measured in a locale; empty if none was."""
    file = table(locale)
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def table(locale: str) -> Path:
    """Return the file that holds a locale's table."""
    return _HOME / locale / "cues.toml"
