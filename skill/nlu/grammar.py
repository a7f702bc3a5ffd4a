"""Phrases as data: what people may say, written as they would be read aloud.

In a phrase `[x]` may be missing, `(x|y)` is one of them, `…` is any words; `^` and `$` are the beginning and the end.
`{name}` is whatever a list of that name matches.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import Lock
from typing import Final, TypeVar

K = TypeVar("K")

_WORD = r"[^\s\[\]()|…^${}]+"
_TOKEN: Final = re.compile(rf"[\[\]()|…^$]|{{\w+}}|{_WORD}(?: {_WORD})*")
_AS_REGEX: Final = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|", "…": ".*", "^": "^", "$": "$"}
_NO_LISTS: Final[Mapping[str, str]] = {}
_APOSTROPHES = "'\u2018\u2019\u02bc\uff07\u00b4`"
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff"
_ACCENTS = re.compile("[\u0300-\u036f]")
_NOT_HEARD = re.compile(f"[{_INVISIBLE}]")
_AS_APOSTROPHE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_IN_A_WORD = rf"(?:[^\W_]|[\u0300-\u036f{_INVISIBLE}]|[{_APOSTROPHES}](?=[^\W_]))"
_NUMBER = r"\d+(?:[.:]\d+)*"


class Normalizer:
    """How words are written that are said: typed text as what would have been said.

    Args:
        signs: What is said for a sign or a word that is written short: "%", "im".
        units: What is said for a unit that is written short after a number: "s".
        numbers: How whole numbers are said.
    """

    def __init__(
        self,
        signs: Mapping[str, str] | None = None,
        units: Mapping[str, str] | None = None,
        numbers: Mapping[int, str] | None = None,
    ) -> None:
        self._signs, self._units, self._numbers = signs or {}, units or {}, numbers or {}
        own = sorted((sign for sign in self._signs if not sign.isalpha()), key=len, reverse=True)
        self._piece = re.compile("|".join([*map(re.escape, own), _NUMBER, rf"[^\W\d_]{_IN_A_WORD}*"]), re.IGNORECASE)

    def normalize(self, words: str) -> str:
        """Return words as phrases are written: in lower case, without punctuation, single-spaced."""
        return " ".join(said for said, _, _ in self._pieces(words))

    def after(self, words: str, count: int) -> str:
        """Return what follows the first so many words, as it was written; a number may be several words."""
        for said, _, end in self._pieces(words):
            count -= len(said.split())
            if count <= 0:
                return words[end:].lstrip(" ,.:;\u2026-\u2013\u2014")
        return ""

    def first(self, words: str, count: int) -> str:
        """Return the first so many words, as they were written."""
        begin = end = None
        for said, start, stop in self._pieces(words):
            if count <= 0:
                break
            count -= len(said.split())
            begin, end = start if begin is None else begin, stop
        return words[begin:end] if end is not None else ""

    def _pieces(self, words: str) -> Iterator[tuple[str, int, int]]:
        """Give each word and number as it is said, and where it stands."""
        is_number = False
        for found in self._piece.finditer(words):
            bare = _bare(found[0])
            said = (
                (self._units.get(bare) if is_number else None)
                or self._signs.get(found[0])
                or self._signs.get(bare, bare)
            )
            is_number = bare[0].isdecimal()
            yield self._in_words(said) if is_number else said, found.start(), found.end()

    def _in_words(self, number: str) -> str:
        """Return a number in words, as far as they are known: 15:30 as an hour and its minutes."""
        parts = [part for place, part in enumerate(number.split(":")) if not place or part.strip("0")]
        return " ".join(self._numbers.get(int(part), part) if part.isdecimal() else part for part in parts)


def _bare(piece: str) -> str:
    """Return a word in lower case, its letters as they are most usually written."""
    return unicodedata.normalize("NFKC", _NOT_HEARD.sub("", piece.translate(_AS_APOSTROPHE))).lower()


normalize = Normalizer().normalize
"""Words as phrases are written, but for what only a language can say: signs, digits, what is written short."""


def without_accents(words: str) -> str:
    """Return words as phrases are written, and without accents: whoever recognises speech may leave them out."""
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", normalize(words))))


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


def first_match(phrases: Mapping[K, Phrases], plain: str) -> K | None:
    """Return the first whose phrases stand anywhere in the words."""
    return next((name for name, pattern in phrases.items() if pattern.search(plain)), None)


def alternation(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
