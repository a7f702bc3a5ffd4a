"""Writes what an engine heard as Alexa writes it: in lower case, without punctuation, numbers and times in words."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from simulator.languages import ENGLISH, Language
from simulator.listener import either, tidy
from simulator.slot_types import in_words

_LARGEST_IN_WORDS = 100
_TIME = re.compile(r"\b(\d{1,2})[:.]([0-5]\d)\b(?!\.\d)")
_HALF = re.compile(r"(?<=\d)\s*([ap])\.?\s?m\b\.?", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=\w)[-\u2010-\u2015](?=\w)")
_DECIMAL = re.compile(r"\b(\d{1,2})\.(\d)\b")
_YEAR = re.compile(r"\b(19|20)(\d\d)\b")
_ROW = re.compile(r"\b[1-9]{3}\b")
"""Three digits without a zero are said one by one: "four seven eight"."""
_WHOLE = re.compile(r"\b\d{1,3}\b")
_LIKE_NAME = 0.75
"""How alike the letters of some words and of the skill's name must be for the words to be its name."""


def normalised(text: str, language: Language = ENGLISH) -> str:
    """Return recognized text in Alexa's spelling."""
    plain = _HALF.sub(lambda found: f" {found[1]} m ", text)
    plain = _TIME.sub(lambda found: _clock(int(found[1]), int(found[2]), language), plain)
    plain = tidy(_HYPHEN.sub(" ", plain), language)
    plain = _DECIMAL.sub(lambda found: f"{_word(found[1], language)} point {_word(found[2], language)}", plain)
    for written, said in zip(language.numbers.written_ordinals, language.numbers.ordinals, strict=True):
        plain = re.sub(rf"\b{written}\b", said, plain)
    plain = _YEAR.sub(lambda found: _year(int(found[1]), int(found[2]), language), plain)
    plain = _ROW.sub(lambda found: " ".join(_word(digit, language) for digit in found[0]), plain)
    plain = _WHOLE.sub(lambda found: _word(found[0], language), plain)
    for written, spelt in language.recognition.spelling.items():
        plain = re.sub(rf"(?<![\w']){re.escape(written)}(?![\w'])", spelt, plain)
    return " ".join(plain.split())


def _word(digits: str, language: Language) -> str:
    number = int(digits)
    return in_words(number, language) if number <= _LARGEST_IN_WORDS else digits


def _clock(hour: int, minute: int, language: Language) -> str:
    """Return a time as it is said: "three", "three oh five", "three thirty"."""
    if not minute:
        return in_words(hour, language)
    zero = "oh " if minute < len(language.numbers.tens) + 2 else ""
    return f"{in_words(hour, language)} {zero}{in_words(minute, language)}"


def _year(century: int, year: int, language: Language) -> str:
    if not year:
        return language.dates.two_thousand if century % 10 == 0 else f"{in_words(century, language)} hundred"
    shape = language.dates.year_with_zero if year < 10 else "{century} {year}"  # noqa: PLR2004
    return shape.format(century=in_words(century, language), year=in_words(year, language))


def called(words: str, name: str, language: Language = ENGLISH) -> str:
    """Return words with the skill's name where the words before it call a skill and those that follow sound like it.

    Alexa knows the names of its skills; a recognizer that does not writes "already room".
    """
    calls = language.calls
    if verb := re.match(rf"(\S+) (?={re.escape(name)}\b)", words):
        closest = max((*calls.open, *calls.ask), key=lambda one: _likeness([verb[1]], one))
        return f"{closest if _likeness([verb[1]], closest) >= _LIKE_NAME else verb[1]} {words[verb.end() :]}"
    found = re.match(rf"(?:(?:{either(calls.polite)}) )?(?:{either((*calls.open, *calls.ask))}) ", words)
    if found is None or re.search(rf"\b{re.escape(name)}\b", words):
        return words
    start, rest = words[: found.end()], words[found.end() :].split()
    count = max(range(1, min(len(rest), len(name.split()) + 1) + 1), key=lambda n: _likeness(rest[:n], name), default=0)
    if not count or _likeness(rest[:count], name) < _LIKE_NAME:
        return words
    return " ".join((start.strip(), name, *rest[count:]))


def _likeness(words: Iterable[str], name: str) -> float:
    return SequenceMatcher(None, "".join(words), name.replace(" ", ""), autojunk=False).ratio()
