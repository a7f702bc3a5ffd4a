"""Phrases as data: what people may say, written as they would be read aloud.

In a phrase `[x]` may be missing, `(x|y)` is one of them, `…` is any words; `^` and `$` are the beginning and the end.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

K = TypeVar("K")

_TOKEN: Final = re.compile(r"[\[\]()|…^$]|[^\s\[\]()|…^$]+")
_AS_REGEX: Final = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|", "…": ".*", "^": "^", "$": "$"}
_NOT_SPACED = re.compile(r"[^\w\s']+")


def normal(words: str) -> str:
    """Return words as phrases are written: in lower case, without punctuation, single-spaced."""
    return " ".join(_NOT_SPACED.sub(" ", words.replace("\u2019", "'").lower()).split()).strip("' ")


def compiled(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return what matches any of the phrases, in words as `normal` gives them."""
    return re.compile("|".join(f"(?:{_regex(phrase)})" for phrase in phrases), re.IGNORECASE)


def _regex(phrase: str) -> str:
    return "".join(_AS_REGEX.get(token) or _word(token) for token in _TOKEN.findall(phrase))


def _word(word: str) -> str:
    """A word stands alone: "it" is not the beginning of "it's"."""
    return rf"(?<![\w'-]){re.escape(word)}(?![\w'-])\s*"


def first_of(phrases: Mapping[K, re.Pattern[str]], plain: str) -> K | None:
    """Return the first whose phrases stand anywhere in the words."""
    return next((name for name, pattern in phrases.items() if pattern.search(plain)), None)


def either(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
