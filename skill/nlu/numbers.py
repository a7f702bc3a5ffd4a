"""Numbers in words: on the scale of certainty, and as lengths of time. The words are data, in `skill/languages`."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from skill.efficacy.certainty import HIGHEST
from skill.nlu.grammar import Normalizer, Phrases, alternation, first_match

_FRACTION, _OF_TEN = re.compile(r"(\d)[.,]\d+"), re.compile(r"(\d)\s*/\s*10\b")
_WHOLE = 100


class Numbers:
    """The numbers of one language.

    Args:
        data: The language's phrases.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        words = data["number_words"]
        self._values: Mapping[str, int] = {**_compound(data["numbers"], words["compound"]), **data["numbers"]}
        in_words = {number: said for said, number in reversed(self._values.items()) if number < _WHOLE}
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
        self._lengths = re.compile(rf"\b({amount})( {half})? ({alternation(self._seconds)})s?\b( {half}\b)?")
        self._breath = BreathGrammar(data["breath"], alternation(self._values))
        some = alternation([*self._some, *self._values])
        self._left = re.compile(rf"\b(?:{alternation(data['breath']['left'])}) (?={self._lengths.pattern})")
        such, times = alternation(data["breath"]["such"]), alternation(data["breath"]["times"])
        self._times = re.compile(rf"\b({some}|\d{{1,3}})(?: (?:{such}))* (?:{times})s?\b")

    def exact(self, plain: str) -> int | None:
        """Return the number that the words are, and nothing else."""
        return int(plain) if plain.isdecimal() else self._values.get(plain)

    def rating(self, words: str) -> int | None:
        """Return where on the scale of certainty a few words stand, 0 to 10; `None` when they do not say, or say two.

        Between two neighbours it is the lower one; a fraction is left out; of a hundred it is a tenth.
        """
        whole = _FRACTION.sub(r"\1", unicodedata.normalize("NFKC", words))
        plain = self.normalizer.normalize(_OF_TEN.sub(r"\1", whole))
        named = first_match(self._scale, plain)
        if named is not None or len(plain.split()) > self._most_words:
            return named
        said = self._not_numbers.sub(" ", plain)
        found = self._in(self._corrections.split(said)[-1]) or self._in(said)
        small = {number for number in found if number <= HIGHEST}
        if small:
            return min(small) if max(small) - min(small) <= 1 else None
        return next((number // HIGHEST for number in found if number <= _WHOLE and number % HIGHEST == 0), None)

    def _in(self, words: str) -> list[int]:
        return [number for word in self._any.findall(words) if (number := self.exact(word)) is not None]

    def is_length(self, plain: str) -> bool:
        """Whether words are a length of time, and no more than that."""
        return self._lengths.sub("", self._around_lengths.sub("", plain)).strip() == "" and bool(self.seconds(plain))

    def seconds(self, plain: str) -> int | None:
        """Return how many seconds a length of time is."""
        found = self._lengths.findall(plain)
        each = (
            self._amount(n) * self._seconds[unit] + self._seconds[unit] / 2 * bool(a or b) for n, a, unit, b in found
        )
        return int(sum(each)) if found else None

    def breathing_seconds(self, plain: str) -> int | None:
        """Return how many seconds somebody wants to breathe: not those of a breath itself that they tell of."""
        return self.seconds(self._breath.without(plain) if self.custom_pattern(plain) else plain)

    def seconds_left(self, plain: str) -> int | None:
        """Return how many seconds are left until somebody is on: "in ten minutes"."""
        found = None if self.custom_pattern(plain) else self._left.search(plain)
        return self.seconds(plain[found.end() :]) if found else None

    def mentions_breath_phase(self, plain: str) -> bool:
        """Whether part of a breath is told in numbers, though not all of it may be."""
        return self._breath.mentions_phase(plain)

    def repetitions(self, plain: str) -> int | None:
        """Return how often something is to be breathed: "ten deep breaths"."""
        found = self._times.search(plain)
        times = max(1, int(self._amount(found[1]))) if found else None
        return None if times == 1 and self.custom_pattern(plain) else times  # "a breath in of four …"

    def custom_pattern(self, plain: str) -> str | None:
        """Return the lengths of a breath in seconds, as 4-0-6-0; `None` unless in and out are told."""
        told = self._breath.phase_lengths(plain)
        amounts = {part: int(self._amount(said)) for part, said in told.items()}
        lengths = [amounts.get(part, 0) for part in ("in", "hold", "out", "rest")]
        return "-".join(map(str, lengths)) if lengths[0] and lengths[2] else None

    def _amount(self, words: str) -> float:
        return float(words) if words[0].isdecimal() else self._some.get(words) or self._values[words]


def _compound(values: Mapping[str, int], how: str) -> dict[str, int]:
    """Return the numbers that are said as two: a multiple of ten, and what is added to it."""
    tens = {said: value for said, value in values.items() if value in range(20, _WHOLE, 10)}
    ones = {said: value for said, value in values.items() if value in range(1, 10)}
    return {how.format(tens=t, ones=o): tens[t] + ones[o] for t in tens for o in ones}


class BreathGrammar:
    """How a breath is told: "in for four, out for six", "four in and six out", "four seven eight breathing".

    Args:
        data: The language's words for it.
        number: What matches a number in words.
    """

    def __init__(self, data: Mapping[str, Any], number: str) -> None:
        self._parts: Mapping[str, list[str]] = data["parts"]
        part, amount = alternation(said for parts in self._parts.values() for said in parts), rf"(?:{number}|\d{{1,2}})"
        between = alternation(data["between"])
        self._orders = (
            re.compile(rf"\b(?P<part>{part})(?: (?:{between}))* (?P<amount>{amount})\b"),
            re.compile(rf"\b(?P<amount>{amount})(?: seconds?)? (?P<part>{part})\b"),
        )
        numbers = rf"({amount}) ({amount}) ({amount})(?: ({amount}))?"
        self._named = re.compile(rf"\b{numbers} {data['named_by_numbers']}\b")
        self._nothing_else = re.compile(numbers)

    def phase_lengths(self, plain: str) -> dict[str, str]:
        """Return what is said of each part of a breath: in, hold, out, rest."""
        order = self._order(plain)
        if order is None:
            named = self._named.search(plain) or self._nothing_else.fullmatch(plain)
            return dict(zip(("in", "hold", "out", "rest"), filter(None, named.groups()), strict=False)) if named else {}
        return self._by(order, plain)

    def mentions_phase(self, plain: str) -> bool:
        """Whether anything of a breath is told, in or out or held."""
        return any(self._by(order, plain) for order in self._orders)

    def without(self, plain: str) -> str:
        """Return what is said besides."""
        return (self._order(plain) or self._named).sub(" ", plain)

    def _order(self, plain: str) -> re.Pattern[str] | None:
        """Return in which order parts and numbers are told, if a breath in and a breath out are."""
        return next((order for order in self._orders if {"in", "out"} <= set(self._by(order, plain))), None)

    def _by(self, order: re.Pattern[str], plain: str) -> dict[str, str]:
        told: dict[str, str] = {}
        for found in order.finditer(plain):
            name = next(name for name, said in self._parts.items() if found["part"] in said)
            told["rest" if name == "hold" and "out" in told else name] = found["amount"]
        return told
