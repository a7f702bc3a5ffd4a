"""Phrases as data: what people may say, written as they would say it.

In a phrase, `[x]` is optional, `(x|y)` is one of the two, and `…` is any words; `^` and `$` are the beginning and the
end. `{name}` is anything that the list of that name matches.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Final, TypeAlias, TypeVar

K = TypeVar("K")

_WORD = r"[^\s\[\]()|…^${}]+"
_TOKEN: Final = re.compile(rf"[\[\]()|…^$]|{{\w+}}|{_WORD}(?: {_WORD})*")
_AS_REGEX: Final = {"…": ".*", "^": "^", "$": "$"}
_CLOSING: Final = {"[": "]", "(": ")"}
_WORD_BEGINS = r"(?<![\w'-])"
_NO_LISTS: Final[Mapping[str, str]] = {}
_APOSTROPHES = "'\u2018\u2019\u02bc\uff07\u00b4`"
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff"
_ACCENTS = re.compile("[\u0300-\u036f]")
_INVISIBLE_CHARACTERS = re.compile(f"[{_INVISIBLE}]")
_AS_APOSTROPHE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_IN_A_WORD = rf"(?:[^\W_]|[\u0300-\u036f{_INVISIBLE}]|[{_APOSTROPHES}](?=[^\W_]))"
_MOST_DIGITS = 30
_NUMBER = r"\d+(?:[.:]\d+)*"
_COMPILING = Lock()


class Normalizer:
    """Turns typed text into what would have been said.

    Args:
        signs: The words for a sign or a short spelling: "%", "im".
        units: The words for a unit that is abbreviated after a number: "s".
        numbers: The words for whole numbers.
        fractions: The words for a written fraction: "½", "1/2".
        joint: The word between a number and the fraction after it.
    """

    def __init__(
        self,
        signs: Mapping[str, str] | None = None,
        units: Mapping[str, str] | None = None,
        numbers: Mapping[int, str] | None = None,
        fractions: Mapping[str, str] | None = None,
        joint: str = "",
    ) -> None:
        self._signs, self._units, self._numbers = signs or {}, units or {}, numbers or {}
        self._fractions, self._joint = fractions or {}, joint
        symbols = sorted((sign for sign in self._signs if not sign.isalpha()), key=len, reverse=True)
        unit = [rf"(?<=\d){alternation(self._units)}(?=\d)"] if self._units else []
        self._fraction = re.compile(_fraction(self._fractions) if self._fractions else r"(?!)")
        pieces = [*map(re.escape, symbols), *([self._fraction.pattern] if self._fractions else []), _NUMBER, *unit]
        self._piece = re.compile("|".join([*pieces, rf"[^\W\d_]{_IN_A_WORD}*"]), re.IGNORECASE)

    def normalize(self, words: str) -> str:
        """Return words as phrases are written: in lower case, without punctuation, single-spaced."""
        return " ".join(said for said, _, _ in self._pieces(words))

    def with_fractions(self, words: str) -> str:
        """Return words with their written fractions in words, as they were otherwise: "7 ½"."""
        return "".join(self._with_fractions(words)) if self._fractions else words

    def _with_fractions(self, words: str) -> Iterator[str]:
        end = 0
        for found in self._fraction.finditer(words):
            before = words[end : found.start()]
            lead = f" {self._joint} " if before.rstrip()[-1:].isdecimal() else " "
            yield f"{before}{lead}{self._fractions[found[0]]}"
            end = found.end()
        yield words[end:]

    def after(self, words: str, count: int) -> str:
        """Return what follows the first `count` words of the normalized text, as it was written."""
        for said, _, end in self._pieces(words):
            count -= len(said.split())
            if count <= 0:
                return words[end:].lstrip(" ,.:;\u2026-\u2013\u2014")
        return ""

    def first(self, words: str, count: int) -> str:
        """Return the first `count` words of the normalized text, as they were written."""
        begin = end = None
        for said, start, stop in self._pieces(words):
            if count <= 0:
                break
            count -= len(said.split())
            begin, end = start if begin is None else begin, stop
        return words[begin:end] if end is not None else ""

    def _pieces(self, words: str) -> Iterator[tuple[str, int, int]]:
        """Yield each word and number as it would be said, with its start and end in the text."""
        is_number = False
        for found in self._piece.finditer(words):
            if found[0] in self._fractions:
                lead = f"{self._joint} " if is_number else ""
                yield f"{lead}{self._fractions[found[0]]}", found.start(), found.end()
                is_number = True
                continue
            bare = _bare(found[0])
            said = (
                (self._units.get(bare) if is_number else None)
                or self._signs.get(found[0])
                or self._signs.get(bare, bare)
            )
            is_number = bare[0].isdecimal()
            yield self._in_words(said) if is_number else said, found.start(), found.end()

    def _in_words(self, number: str) -> str:
        """Return a number in words, where those are known; a time such as 15:30 as an hour and its minutes."""
        parts = [part for place, part in enumerate(number.split(":")) if not place or part.strip("0")]
        return " ".join(self._numbers.get(as_number(part), part) if part.isdecimal() else part for part in parts)


def _fraction(fractions: Iterable[str]) -> str:
    """Return a regular expression for written fractions that are not part of a longer one, such as 3/4/5."""
    signs = alternation(sign for sign in fractions if not sign[0].isascii())
    digits = alternation(sign for sign in fractions if sign[0].isascii())
    return rf"(?:{signs}|(?<![\d/.]){digits}(?![\d/]))"


def as_number(digits: str) -> int:
    """Return the number that digits are; a very long one as a number that nobody means, as Python converts no more."""
    return int(digits[:_MOST_DIGITS])


def _bare(piece: str) -> str:
    """Return a word in lower case, with its characters in their usual form."""
    return unicodedata.normalize("NFKC", _INVISIBLE_CHARACTERS.sub("", piece.translate(_AS_APOSTROPHE))).lower()


normalize = Normalizer().normalize
"""Normalizes words without a language: signs, digits and short spellings stay as they are."""


def without_accents(words: str) -> str:
    """Return normalized words without accents, which speech recognition may leave out."""
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", normalize(words))))


class Regex:
    """A regular expression that is compiled when it is first used, and only once even if several threads use it.

    Compiling all that is heard in a language takes a second.

    Args:
        pattern: The expression.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._compiled: re.Pattern[str] | None = None

    def _compile(self) -> re.Pattern[str]:
        return re.compile(self._pattern)

    @property
    def _regex(self) -> re.Pattern[str]:
        if self._compiled is None:
            with _COMPILING:
                self._compiled = self._compiled or self._compile()
        return self._compiled

    def match(self, words: str) -> re.Match[str] | None:
        """Return a match if words begin with it."""
        return self._regex.match(words)

    def fullmatch(self, words: str) -> re.Match[str] | None:
        """Return a match if it matches all of the words."""
        return self._regex.fullmatch(words)

    def search(self, words: str) -> re.Match[str] | None:
        """Return the first match in words."""
        return self._regex.search(words)

    def finditer(self, words: str) -> Iterator[re.Match[str]]:
        """Yield every match in words."""
        return self._regex.finditer(words)

    def sub(self, replacement: str | Callable[[re.Match[str]], str], words: str) -> str:
        """Return words with every match replaced."""
        return self._regex.sub(replacement, words)

    def split(self, words: str) -> list[str]:
        """Return the words between the matches."""
        return self._regex.split(words)


class Phrases(Regex):
    """Matches any of several phrases in normalized words.

    Args:
        phrases: The phrases.
        lists: The regular expression for each list that the phrases name.
    """

    def __init__(self, phrases: Iterable[str], lists: Mapping[str, str] = _NO_LISTS) -> None:
        super().__init__("")
        self._phrases, self._lists = tuple(phrases), lists
        self._repeated: re.Pattern[str] | None = None

    def _compile(self) -> re.Pattern[str]:
        return re.compile(regex(self._phrases, self._lists))

    def covers(self, words: str) -> bool:
        """Whether words consist of these phrases alone, one after the other."""
        if self._repeated is None:
            self._repeated = re.compile(f"(?:{self._regex.pattern})+")
        return self._repeated.fullmatch(words) is not None


def regex(phrases: Iterable[str], lists: Mapping[str, str] = _NO_LISTS) -> str:
    """Return a regular expression that matches any of the phrases.

    Where every alternative begins with a word, whether a word can begin here is checked once for all of them, not once
    for each. So Python's `re` goes straight to those that begin with the right letter, and searching a long text is
    several times faster. Ignoring case would undo that, and take half as much memory again.

    Raises:
        KeyError: A phrase names a list that doesn't exist.
        ValueError: A bracket is never closed, or never opened.
    """
    return _any_of([one for phrase in phrases for one in _read(iter(_TOKEN.findall(phrase)))], lists)


@dataclass(frozen=True, slots=True)
class _Group:
    """A part of a phrase in brackets: its alternatives, and whether it is optional."""

    alternatives: "list[_Sequence]"
    is_optional: bool


_Sequence: TypeAlias = list[str | _Group]
"""Words, signs and groups, one after the other."""


def _read(tokens: Iterator[str], end: str = "") -> list[_Sequence]:
    """Return the alternatives up to an end: the bracket that closes them, or that of the phrase."""
    alternatives: list[_Sequence] = [[]]
    for piece in tokens:
        if piece == end:
            return alternatives
        if piece == "|":
            alternatives.append([])
        elif piece in _CLOSING:
            alternatives[-1].append(_Group(_read(tokens, _CLOSING[piece]), piece == "["))
        elif piece in _CLOSING.values():
            raise ValueError(f"{piece} closes nothing")
        else:
            alternatives[-1].append(piece)
    if end:
        raise ValueError(f"{end} is missing")
    return alternatives


def _any_of(alternatives: list[_Sequence], lists: Mapping[str, str], *, is_checked: bool = False) -> str:
    """Return a regular expression for alternatives; `is_checked` where it is known that a word can begin."""
    checks = not is_checked and bool(alternatives) and all(map(_begins_with_word, alternatives))
    is_checked = is_checked or checks
    inside = "|".join(
        "".join(_part(part, lists, is_checked=is_checked and not place) for place, part in enumerate(sequence))
        for sequence in alternatives
    )
    return f"{_WORD_BEGINS if checks else ''}(?:{inside})"


def _begins_with_word(sequence: _Sequence) -> bool:
    first = sequence[0] if sequence else "$"
    if isinstance(first, _Group):
        return not first.is_optional and all(map(_begins_with_word, first.alternatives))
    return first not in _AS_REGEX and not first.startswith("{")


def _part(part: str | _Group, lists: Mapping[str, str], *, is_checked: bool) -> str:
    if isinstance(part, _Group):
        inside = _any_of(part.alternatives, lists, is_checked=is_checked)
        return f"(?:{inside})?" if part.is_optional else inside
    if part.startswith("{"):
        return lists[part.strip("{}")]
    return _AS_REGEX.get(part) or f"{'' if is_checked else _WORD_BEGINS}{_words(part)}"


def _words(words: str) -> str:
    """Return a regular expression for whole words: "it" is not the beginning of "it's"."""
    return rf"{re.escape(words.lower())}(?![\w'-])\s*"


def first_match(phrases: Mapping[K, Phrases], plain: str) -> K | None:
    """Return the first key whose phrases match anywhere in the words."""
    return next((name for name, pattern in phrases.items() if pattern.search(plain)), None)


def alternation(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
