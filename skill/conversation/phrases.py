"""Phrases as data: what people may say, written as they would be read aloud.

In a phrase `[x]` may be missing, `(x|y)` is one of them, `…` is any words; `^` and `$` are the beginning and the end.
`{name}` is whatever a list of that name matches.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import Lock
from typing import Final, TypeVar

K = TypeVar("K")

_WORD = r"[^\s\[\]()|…^${}]+"
_TOKEN: Final = re.compile(rf"[\[\]()|…^$]|{{\w+}}|{_WORD}(?: {_WORD})*")
_AS_REGEX: Final = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|", "…": ".*", "^": "^", "$": "$"}
_NO_LISTS: Final[Mapping[str, str]] = {}
_NOT_SPACED = re.compile(r"[^\w\s']+")


def normal(words: str) -> str:
    """Return words as phrases are written: in lower case, without punctuation, single-spaced."""
    return " ".join(_NOT_SPACED.sub(" ", words.replace("\u2019", "'").lower()).split()).strip("' ")


class Phrases:
    """What matches any of some phrases, in words that are single-spaced.

    All of a language's take a tenth of a second to compile: each is compiled when it is first looked for, and once,
    however many threads look at once.

    Args:
        phrases: The phrases.
        lists: The regular expression of each list that they name.
    """

    def __init__(self, phrases: Iterable[str], lists: Mapping[str, str] = _NO_LISTS) -> None:
        self._phrases = tuple(phrases)
        self._lists = lists
        self._compiled: re.Pattern[str] | None = None
        self._lock = Lock()

    @property
    def _regex(self) -> re.Pattern[str]:
        if self._compiled is None:
            with self._lock:
                self._compiled = self._compiled or re.compile(regex(self._phrases, self._lists), re.IGNORECASE)
        return self._compiled

    def match(self, words: str) -> re.Match[str] | None:
        """Return where words begin with one of the phrases."""
        return self._regex.match(words)

    def fullmatch(self, words: str) -> re.Match[str] | None:
        """Return a match where words are one of the phrases."""
        return self._regex.fullmatch(words)

    def search(self, words: str) -> re.Match[str] | None:
        """Return where the first of the phrases stands in words."""
        return self._regex.search(words)

    def finditer(self, words: str) -> Iterator[re.Match[str]]:
        """Give where each of the phrases stands in words."""
        return self._regex.finditer(words)

    def sub(self, by: str | Callable[[re.Match[str]], str], words: str) -> str:
        """Return words with something else in the place of each of the phrases."""
        return self._regex.sub(by, words)

    def split(self, words: str) -> list[str]:
        """Return what stands between the phrases."""
        return self._regex.split(words)


def regex(phrases: Iterable[str], lists: Mapping[str, str] = _NO_LISTS) -> str:
    """Return a regular expression that matches any of the phrases.

    Raises:
        KeyError: A phrase names a list that is not there.
    """
    return "|".join(f"(?:{''.join(_part(token, lists) for token in _TOKEN.findall(phrase))})" for phrase in phrases)


def _part(token: str, lists: Mapping[str, str]) -> str:
    if token.startswith("{"):
        return lists[token.strip("{}")]
    return _AS_REGEX.get(token) or _words(token)


def _words(words: str) -> str:
    """Each word stands alone: "it" is not the beginning of "it's"."""
    return rf"(?<![\w'-]){re.escape(words)}(?![\w'-])\s*"


def first_of(phrases: Mapping[K, Phrases], plain: str) -> K | None:
    """Return the first whose phrases stand anywhere in the words."""
    return next((name for name, pattern in phrases.items() if pattern.search(plain)), None)


def either(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
