"""All that a language is: what is said in it, what is heard, and how long its cues take to say.

    en/
      language.toml   which locale it is written for
      said/*.ftl      the sentences, in Fluent
      heard/*.toml    the phrases of the grammar, and those about health
      heard/*.txt     the examples of intents, questions and health
      cues.toml       milliseconds that a cue takes, as measured (docs/measuring-cues.md)
      en-GB/          a locale of it: files of the same names that hold only what differs

In a locale's files a sentence replaces the one of the same name, phrases and examples are added to those of the
language, and any other value replaces it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HOME = Path(__file__).parent
FALLBACK = "en-US"


@dataclass(frozen=True, slots=True)
class Locale:
    """A language as it is spoken somewhere.

    Args:
        name: Its name, such as en-US.
        folders: The folders of its files: the language's, then its own if it has one.
    """

    name: str
    folders: tuple[Path, ...]

    def files(self, pattern: str) -> list[Path]:
        """Return the files that match a pattern such as `said/*.ftl`, the language's first."""
        return [file for folder in self.folders for file in sorted(folder.glob(pattern))]

    def table(self, name: str) -> dict[str, Any]:
        """Return the TOML files of that name as one table; an empty one where there is no such file."""
        table: dict[str, Any] = {}
        for file in self.files(name):
            table = _merged(table, tomllib.loads(file.read_text(encoding="utf-8")))
        return table


@cache
def locales(home: Path = HOME) -> Mapping[str, Locale]:
    """Return every locale by its name."""
    found = {}
    for file in sorted(home.glob("*/language.toml")):
        language = file.parent
        name = tomllib.loads(file.read_text(encoding="utf-8"))["locale"]
        found[name] = Locale(name, (language,))
        for own in sorted(language.glob(f"{language.name}-*")):
            found[own.name] = Locale(own.name, (language, own))
    return found


@cache
def nearest(name: str, home: Path = HOME) -> Locale:
    """Return the locale of that name, else one of its language, else `FALLBACK`."""
    known = locales(home)
    if name in known:
        return known[name]
    language = name.partition("-")[0]
    return next((one for other, one in known.items() if other.partition("-")[0] == language), known[FALLBACK])


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table with another one put on top: tables are merged, lists extended, other values replaced."""
    merged = dict(base)
    for key, value in own.items():
        before = merged.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            merged[key] = _merged(before, value)
        elif isinstance(before, list) and isinstance(value, list):
            merged[key] = [*before, *value]
        else:
            merged[key] = value
    return merged
