"""Writes what an engine heard as Alexa writes it: in lower case, without punctuation, numbers and times in words."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from simulator.languages import ENGLISH, Language
from simulator.listener import either, tidy
from simulator.slot_types import in_words

_LARGEST_IN_WORDS = 100
_TIME = re.compile(r"\b(\d{1,2})(?::([0-5]\d)\b(?!\.\d)|\.([0-5]\d)(?= [ap] m\b))")
_HALF_OF_DAY = re.compile(r"(?<=\d)\s*([ap])\.?\s?m\b\.?", re.IGNORECASE)
_NO_SPEECH = re.compile(r"\[[^\]]*\]|\([^)]*\)|\*[^*]*\*")
"""What is heard and not said: "[BLANK_AUDIO]", "(music)"."""
_FRACTION = re.compile(r"(?:\b(\d+)[ -])?\b([1-3]/[2-4])\b(?![/\d])")
_UNITS = "k|km|kg|m|cm|mm|mins?|secs?|hrs?|h|s|lbs?|x|bpm|mph"
_JOINED = re.compile(rf"(?<=\w)[-\u2010-\u2015](?=\w)|(?<=\d)[/:'](?=\d)|(?<=\d)(?=(?:{_UNITS})\b)", re.IGNORECASE)
"""Between these are two words: "warm-up", "24/7", "10k"."""
_LONGEST_PATTERN = 3
"""In words: a request that is hardly more than a pattern."""
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_DECIMAL = re.compile(r"\b(\d+)\.(\d+)\b")
_AMOUNT = re.compile(r"([$\u00a3\u20ac])\s?(\d+(?:\.\d+)?)")
_YEAR = re.compile(r"\b(19|20)(\d\d)\b")
_ROW = re.compile(r"\b[1-9]{3}\b(?= (\S+)|$)")
"""Three digits without a zero are said one by one where a pattern is: "use 478", "478 breathing", but "365 days"."""
_WHOLE = re.compile(r"\b\d{1,3}\b")
_LIKE_NAME = 0.75
"""How alike the letters of some words and of the skill's name must be for the words to be its name."""


def normalised(text: str, language: Language = ENGLISH) -> str:
    """Return recognized text in Alexa's spelling."""
    plain = _NO_SPEECH.sub(" ", text)
    plain = _HALF_OF_DAY.sub(lambda found: f" {found[1]} m ", plain)
    plain = _FRACTION.sub(lambda found: _fraction(found[1], found[2], language), plain)
    plain = _TIME.sub(lambda found: _clock(int(found[1]), int(found[2] or found[3]), language), plain)
    plain = _THOUSANDS.sub("", plain)
    plain = _AMOUNT.sub(lambda found: f"{found[2]} {language.recognition.currencies[found[1]]}", plain)
    plain = tidy(_JOINED.sub(" ", plain), language)
    plain = _DECIMAL.sub(
        lambda found: f"{_word(found[1], language)} {language.numbers.point} {_digits(found[2], language)}", plain
    )
    for written, said in zip(language.numbers.written_ordinals, language.numbers.ordinals, strict=True):
        plain = re.sub(rf"\b{written}\b", said, plain)
    plain = _YEAR.sub(lambda found: _year(int(found[1]), int(found[2]), language), plain)
    ends = {None, *language.filler.endings} if len(plain.split()) <= _LONGEST_PATTERN else set()
    after = {*language.recognition.after_digits, *ends}
    plain = _ROW.sub(lambda found: _digits(found[0], language) if found[1] in after else found[0], plain)
    plain = _WHOLE.sub(lambda found: _word(found[0], language), plain)
    for written, spelt in language.recognition.spelling.items():
        plain = re.sub(rf"(?<![\w']){re.escape(written)}(?![\w'])", spelt, plain)
    return " ".join(plain.split())


def _word(digits: str, language: Language) -> str:
    number = int(digits)
    return in_words(number, language) if number <= _LARGEST_IN_WORDS else digits


def _fraction(whole: str | None, part: str, language: Language) -> str:
    said = language.recognition.fractions.get(part)
    if said is None:
        return f"{whole or ''} {part}".strip()
    return language.recognition.mixed.format(whole=whole, part=said) if whole else said


def _digits(digits: str, language: Language) -> str:
    return " ".join(_word(digit, language) for digit in digits)


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
    if wake := re.match(rf"(?:{either(calls.wake)}) (?=\S)", words):
        return wake[0] + called(words[wake.end() :], name, language)
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
