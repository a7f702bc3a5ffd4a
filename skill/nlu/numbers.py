"""Numbers in words: ratings of certainty and lengths of time. The words are data, in `skill/languages`."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from skill.efficacy.certainty import HIGHEST
from skill.nlu.grammar import Normalizer, Phrases, alternation, as_number, first_match

_FRACTION, _OF_TEN = re.compile(r"(\d)[.,]\d+"), re.compile(r"(\d)\s*/\s*10\b")
_HUNDRED = 100


class Numbers:
    """The numbers of one language.

    Args:
        data: The language's phrases.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        words = data["number_words"]
        plural = f"{alternation(data['words']['plural_endings'])}?"
        self._values: Mapping[str, int] = {**_compound(data["numbers"], words["compound"]), **data["numbers"]}
        in_words = {number: word for word, number in reversed(self._values.items()) if number < _HUNDRED}
        self.normalizer = Normalizer(data["written"], data["written_units"], in_words)
        self._most_words: int = words["most_words"]
        self._about: str = words["about"]
        self._not_numbers, self._corrections, self._around_lengths = (
            Phrases(words[name]) for name in ("not_numbers", "corrections", "around_lengths")
        )
        self._any = re.compile(rf"(?<![\w'])({alternation(self._values)}|\d+)(?:{self._about})?(?![\w'])")
        self._scale = {int(value): Phrases(phrases) for value, phrases in data["scale"].items()}
        self._seconds: Mapping[str, int] = data["durations"]
        self._some: Mapping[str, float] = data["durations_some"]
        amount, half = rf"{alternation([*self._some, *self._values])}|\d{{1,4}}(?:\.\d+)?", words["half"]
        self._lengths = re.compile(rf"\b({amount})( {half})? ({alternation(self._seconds)}){plural}\b( {half}\b)?")
        self._breath = BreathGrammar(data["breath"], alternation(self._values), plural)
        some = alternation([*self._some, *self._values])
        self._left = re.compile(rf"\b(?:{alternation(data['breath']['left'])}) (?={self._lengths.pattern})")
        such, times = alternation(data["breath"]["such"]), alternation(data["breath"]["times"])
        self._times = re.compile(rf"\b({some}|\d{{1,3}})(?: (?:{such}))* (?:{times}){plural}\b")

    @property
    def values(self) -> Mapping[str, int]:
        """Each number in words, and its value."""
        return self._values

    def exact(self, plain: str) -> int | None:
        """Return the number that words are, if they are exactly that."""
        return as_number(plain) if plain.isdecimal() else self._values.get(plain)

    def rating(self, words: str) -> int | None:
        """Return the rating that a few words give, 0 to 10; `None` if they give none, or two different ones.

        Of two neighbors it is the lower one. A fraction is dropped, and a number out of a hundred counts as a tenth.
        """
        without_fractions = _FRACTION.sub(r"\1", unicodedata.normalize("NFKC", words))
        plain = self.normalizer.normalize(_OF_TEN.sub(r"\1", without_fractions))
        named = first_match(self._scale, plain)
        if named is not None or len(plain.split()) > self._most_words:
            return named
        rest = self._not_numbers.sub(" ", plain)
        found = self._numbers_in(self._corrections.split(rest)[-1]) or self._numbers_in(rest)
        small = {number for number in found if number <= HIGHEST}
        if small:
            return min(small) if max(small) - min(small) <= 1 else None
        return next((number // HIGHEST for number in found if number <= _HUNDRED and number % HIGHEST == 0), None)

    def _numbers_in(self, words: str) -> list[int]:
        return [number for word in self._any.findall(words) if (number := self.exact(word)) is not None]

    def is_length(self, plain: str) -> bool:
        """Whether words are a length of time and nothing else."""
        return self._lengths.sub("", self._around_lengths.sub("", plain)).strip() == "" and bool(self.seconds(plain))

    def seconds(self, plain: str) -> int | None:
        """Return a length of time in seconds."""
        found = self._lengths.findall(plain)
        lengths = (
            self._amount(n) * self._seconds[unit] + self._seconds[unit] / 2 * bool(a or b) for n, a, unit, b in found
        )
        return int(sum(lengths)) if found else None

    def breathing_seconds(self, plain: str) -> int | None:
        """Return how many seconds the performer wants to breathe; the lengths within a custom pattern don't count."""
        return self.seconds(self._breath.without(plain) if self.custom_pattern(plain) else plain)

    def seconds_left(self, plain: str) -> int | None:
        """Return how many seconds are left until the performer is on: "in ten minutes"."""
        found = None if self.custom_pattern(plain) else self._left.search(plain)
        return self.seconds(plain[found.end() :]) if found else None

    def mentions_breath_phase(self, plain: str) -> bool:
        """Whether the words give at least one breath-phase length."""
        return self._breath.mentions_phase(plain)

    def repetitions(self, plain: str) -> int | None:
        """Return how many times to breathe: "ten deep breaths"."""
        found = self._times.search(plain)
        times = max(1, int(self._amount(found[1]))) if found else None
        return None if times == 1 and self.custom_pattern(plain) else times  # "a breath in of four …"

    def custom_pattern(self, plain: str) -> str | None:
        """Return the lengths of a breath in seconds, as 4-0-6-0; `None` unless they include in and out."""
        amounts = {part: int(self._amount(words)) for part, words in self._breath.phase_lengths(plain).items()}
        lengths = [amounts.get(part, 0) for part in ("in", "hold", "out", "rest")]
        return "-".join(map(str, lengths)) if lengths[0] and lengths[2] else None

    def _amount(self, words: str) -> float:
        return float(words) if words[0].isdecimal() else self._some.get(words) or self._values[words]


def _compound(values: Mapping[str, int], template: str) -> dict[str, int]:
    """Return the numbers that are said as two: a multiple of ten, and what is added to it."""
    tens = {word: value for word, value in values.items() if value in range(20, _HUNDRED, 10)}
    ones = {word: value for word, value in values.items() if value in range(1, 10)}
    return {template.format(tens=t, ones=o): tens[t] + ones[o] for t in tens for o in ones}


class BreathGrammar:
    """Lengths of a breath in words: "in for four, out for six", "four in and six out", "four seven eight breathing".

    Args:
        data: The language's words for it.
        number: A regular expression for a number in words.
        plural: A regular expression for an optional plural ending.
    """

    def __init__(self, data: Mapping[str, Any], number: str, plural: str) -> None:
        self._parts: Mapping[str, list[str]] = data["parts"]
        part, amount = alternation(word for words in self._parts.values() for word in words), rf"(?:{number}|\d{{1,2}})"
        between, unit = alternation(data["between"]), f"{alternation(data['units'])}{plural}"
        self._orders = (
            re.compile(rf"\b(?P<part>{part})(?: (?:{between}))* (?P<amount>{amount})\b"),
            re.compile(rf"\b(?P<amount>{amount})(?: {unit})? (?P<part>{part})\b"),
        )
        numbers = rf"({amount}) ({amount}) ({amount})(?: ({amount}))?"
        self._named = re.compile(rf"\b{numbers} {data['named_by_numbers']}\b")
        self._nothing_else = re.compile(numbers)

    def phase_lengths(self, plain: str) -> dict[str, str]:
        """Return the words for the length of each phase: in, hold, out, rest."""
        order = self._order(plain)
        if order is None:
            named = self._named.search(plain) or self._nothing_else.fullmatch(plain)
            return dict(zip(("in", "hold", "out", "rest"), filter(None, named.groups()), strict=False)) if named else {}
        return self._lengths_by(order, plain)

    def mentions_phase(self, plain: str) -> bool:
        """Whether the words give a length for any phase."""
        return any(self._lengths_by(order, plain) for order in self._orders)

    def without(self, plain: str) -> str:
        """Return the words without the lengths of a breath."""
        return (self._order(plain) or self._named).sub(" ", plain)

    def _order(self, plain: str) -> re.Pattern[str] | None:
        """Return the order in which phases and lengths are said, if the words include a breath in and a breath out."""
        return next((order for order in self._orders if {"in", "out"} <= set(self._lengths_by(order, plain))), None)

    def _lengths_by(self, order: re.Pattern[str], plain: str) -> dict[str, str]:
        lengths: dict[str, str] = {}
        for found in order.finditer(plain):
            name = next(name for name, words in self._parts.items() if found["part"] in words)
            lengths["rest" if name == "hold" and "out" in lengths else name] = found["amount"]
        return lengths
