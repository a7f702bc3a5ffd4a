"""Languages: what is said in each, what is heard, and how long its cues take to say.

    en/
      language.toml   the locale that it is written for
      said/*.ftl      the sentences, in Fluent
      heard/*.toml    the phrases of the grammar, and those about health
      heard/*.txt     the examples of intents, questions and health
      heard/*.model, heard/*.counts   what was learned from them and from examples/ (`make train`)
      cues.toml       the measured length of each cue in milliseconds (docs/measuring-cues.md)
      en-GB/          a locale of the language: files of the same names with only what differs
        locale.toml   the locale that it is like, if that is another one than the language's
        said/words.toml      words that are written otherwise here, in all sentences of the language
        said/telephone.toml  how the telephone numbers in its sentences are said

In a locale's files, a sentence replaces the one with the same name, phrases and examples are added to those of the
language, and any other value replaces the language's value.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")
HOME = Path(__file__).parent
FALLBACK = "en-US"


@dataclass(frozen=True, slots=True)
class Locale:
    """A language as it is spoken somewhere.

    Args:
        name: Its name, such as en-US.
        folders: The folders with its files: the language's, those of the locales it is like, then its own.
    """

    name: str
    folders: tuple[Path, ...]

    def files(self, pattern: str) -> list[Path]:
        """Return the files that match a pattern such as `said/*.ftl`, the language's first."""
        return [file for folder in self.folders for file in sorted(folder.glob(pattern))]

    def file(self, name: str) -> Path:
        """Return the last file with that name: the locale's own, if it has one."""
        return self.files(name)[-1]

    def table(self, name: str) -> dict[str, Any]:
        """Return the TOML files with that name as one table; an empty table if there are none."""
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
        for folder in sorted(language.glob(f"{language.name}-*")):
            found[folder.name] = Locale(folder.name, (language, *_like(folder), folder))
    return found


def _like(folder: Path) -> tuple[Path, ...]:
    """Return the folder of the locale that a locale is like, after those that this one is like in turn."""
    file = folder / "locale.toml"
    if not file.exists():
        return ()
    base = folder.parent / tomllib.loads(file.read_text(encoding="utf-8"))["like"]
    return (*_like(base), base)


@cache
def nearest(name: str, home: Path = HOME) -> Locale:
    """Return the locale with that name, else one of its language, else `FALLBACK`."""
    known = locales(home)
    if name in known:
        return known[name]
    language = name.partition("-")[0]
    return next((locale for key, locale in known.items() if key.partition("-")[0] == language), known[FALLBACK])


def read_once(read: Callable[[Locale], T]) -> Callable[[Locale], T]:
    """Return a function that reads something of each locale once: whoever asks meanwhile waits for it."""
    kept, lock = cache(read), Lock()

    @wraps(kept)
    def read_or_wait(locale: Locale) -> T:
        with lock:
            return kept(locale)

    return read_or_wait


def _merged(base: Mapping[str, Any], top: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table with another one merged on top: subtables are merged, lists extended, other values replaced."""
    merged = dict(base)
    for key, value in top.items():
        before = merged.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            merged[key] = _merged(before, value)
        elif isinstance(before, list) and isinstance(value, list):
            merged[key] = [*before, *value]
        else:
            merged[key] = value
    return merged
