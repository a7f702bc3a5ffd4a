"""Amounts in normalized words: whole numbers of any size, decimals and fractions. The words are data."""

from collections.abc import Mapping
from typing import Any

from skill.nlu.grammar import Regex, alternation, as_number

HUNDRED = 100


class Amounts:
    """The amounts of one language.

    Args:
        data: The language's phrases.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        words, plural = data["number_words"], f"{alternation(data['words']['plural_endings'])}?"
        self.values: Mapping[str, int] = {**_compound(data["numbers"], words["compound"]), **data["numbers"]}
        self._hundreds: Mapping[str, int] = words["hundreds"]
        self._thousands: Mapping[str, int] = words["thousands"]
        self._fractions: Mapping[str, int] = words["fractions"]
        self._point: str = words["point"]
        self.plural = plural
        self.below_hundred = _below_hundred(data["numbers"], words["compound"])
        self._one, self._and = alternation(words["one"]), words["and"]
        hundreds = alternation(self._hundreds)
        tail = rf"(?: (?:{self._and} )?{self.below_hundred}\b)?"
        hundred = rf"(?:(?:{self._one}|{self.below_hundred}) )?{hundreds}\b{tail}"
        below_thousand = rf"(?:{hundred}|{self.below_hundred}|\d+(?:\.\d+)?)"
        more = rf"(?: (?:{self._and} )?{below_thousand}\b)?"
        whole = rf"(?:(?:(?:{self._one}|{below_thousand}) )?{alternation(self._thousands)}\b{more}|{below_thousand})"
        denominators = rf"{alternation(self._fractions)}{plural}"
        self.fraction = (
            rf"(?:(?:{self._one}|{self.below_hundred}) {denominators}|{alternation(words['fractions_alone'])})"
        )
        digits = rf"{self._point}(?: {self.below_hundred}\b)+"
        self.any = rf"(?:{self.fraction}|{whole}(?: {self._and} {self.fraction}| {digits})?|{digits})"
        self._whole = Regex(whole)
        self._only_fraction, self._mixed = (
            Regex(self.fraction),
            Regex(rf"({whole}) {self._and} ({self.fraction})"),
        )
        self._decimal = Regex(rf"(?:({whole}) )?{self._point}((?: {self.below_hundred}\b)+)")
        self._word = Regex(rf"{self.below_hundred}(?!\w)|\S+")

    def between(self, first: int, last: int) -> str:
        """Return a regular expression for the whole numbers from one to another, below a hundred."""
        return alternation(word for word, value in self.values.items() if first <= value <= last)

    @property
    def in_words(self) -> Mapping[int, str]:
        """The words for the whole numbers below a hundred."""
        return {number: word for word, number in reversed(list(self.values.items())) if number < HUNDRED}

    def whole(self, plain: str) -> int | None:
        """Return the whole number that words are, if they are exactly that."""
        found = self._whole.fullmatch(plain)
        return None if found is None or "." in plain else int(self._sum(plain))

    def is_fraction(self, plain: str) -> bool:
        """Whether words are a fraction of one, such as "four fifths"."""
        return self._only_fraction.fullmatch(plain) is not None

    def value(self, plain: str) -> float:
        """Return the value of words that `any` matches."""
        if found := self._mixed.fullmatch(plain):
            return self._sum(found[1]) + self._fraction(found[2])
        if found := self._decimal.fullmatch(plain):
            digits = "".join(str(self.values[word]) for word in found[2].split())
            return float(f"{int(self._sum(found[1])) if found[1] else 0}.{digits}")
        return self._fraction(plain) if self.is_fraction(plain) else self._sum(plain)

    def _fraction(self, plain: str) -> float:
        count, _, name = plain.rpartition(" ")
        known = self._fractions.get(name) or next(
            self._fractions[one] for one in self._fractions if name.startswith(one)
        )
        return self.values.get(count, 1) / known

    def _sum(self, plain: str) -> float:
        """Return the sum of the parts of a whole number: "two thousand and five", "2.5"."""
        total, part = 0.0, 0.0
        for word in self._words(plain):
            if word in self._thousands:
                total, part = total + max(1.0, part) * self._thousands[word], 0.0
            elif word in self._hundreds:
                part = max(1.0, part) * self._hundreds[word]
            elif word[0].isdecimal():
                part += float(word) if "." in word else as_number(word)
            else:
                part += self.values.get(word, 0)
        return total + part

    def _words(self, plain: str) -> list[str]:
        """Return the words of a whole number; those that together are below a hundred as one."""
        return [found[0] for found in self._word.finditer(plain)]


def _below_hundred(values: Mapping[str, int], template: str) -> str:
    """Return a regular expression for the numbers below a hundred, the longest words first."""
    tens, ones = _tens_and_ones(values)
    two = template.format(tens=alternation(tens), ones=alternation(ones))
    return rf"(?:{two}\b|{alternation(values)})"


def _compound(values: Mapping[str, int], template: str) -> dict[str, int]:
    """Return the numbers that are said as two: a multiple of ten, and what is added to it."""
    tens, ones = _tens_and_ones(values)
    return {template.format(tens=t, ones=o): tens[t] + ones[o] for t in tens for o in ones}


def _tens_and_ones(values: Mapping[str, int]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    tens = {word: value for word, value in values.items() if value in range(20, HUNDRED, 10)}
    return tens, {word: value for word, value in values.items() if value in range(1, 10)}
