"""Ratings of certainty in words, 0 to 10: "a seven", "four out of five", "seventy percent", "four, no, seven"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from skill.efficacy.certainty import HIGHEST, LOWEST
from skill.nlu.amounts import HUNDRED, Amounts
from skill.nlu.grammar import Normalizer, Phrases, Regex, alternation, first_match

_COMMA = re.compile(r"(\d),(\d)")
_MINUS = re.compile(r"(?:^|(?<=[^\d\s] )|(?<=^ ))[-\u2212\u2013](?=\d)")
_SHARE = re.compile(r"(?<![\d/.])(\d+)\s*/\s*(\d+)(?![\d/])")
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class _Reading:
    """A number in words, as a rating.

    Args:
        start: Where it begins.
        end: Where it ends.
        value: The rating; `None` if it is off the scale or between two ratings.
        is_of_all: Whether it is said as so many of all: "six out of ten".
    """

    start: int
    end: int
    value: int | None
    is_of_all: bool = False


class Ratings:
    """The ratings of one language.

    Args:
        data: The language's phrases.
        amounts: The language's amounts.
        normalizer: The language's normalizer.
    """

    def __init__(self, data: Mapping[str, Any], amounts: Amounts, normalizer: Normalizer) -> None:
        words = data["number_words"]
        self._amounts, self._normalizer = amounts, normalizer
        self._most_words: int = words["most_words"]
        self._not_numbers, self.corrections, self._moves, self._negations = (
            Phrases(words[name]) for name in ("not_numbers", "corrections", "moves", "negations")
        )
        self._settles = Phrases(words["settles"])
        self._scale = {int(value): Phrases(phrases) for value, phrases in data["scale"].items()}
        self._minus, self._of_all, self._to = words["minus"][0], words["of_all"][0], words["to"]
        self._above, self._below = frozenset(words["above"]), frozenset(words["below"])
        before = alternation([*words["minus"], *words["above"], *words["below"]])
        of_all, percent = alternation(words["of_all"]), words["percent"]
        self._labels = frozenset(words["labels"])
        plural = rf"(?!{alternation(words['no_plurals'])}\b)[a-z]{{3,}}(?<!')s\b"
        self._any = Regex(
            rf"(?<![\w'])(?:(?P<before>{before}) )?(?P<amount>{amounts.any})(?:{words['about']})?"
            rf"(?: (?:{of_all}) (?P<whole>{amounts.any})| (?P<percent>{percent}))?(?![\w'])"
            rf"(?! {alternation(words['counted'])}\b)(?! {plural})"
        )

    def rating(self, words: str) -> int | None:
        """Return the rating that a few words give; `None` if they give none, or two different ones.

        Of two neighbors it is the lower one, and a corrected one replaces the one before it. A fraction after a number
        is dropped. A percentage, a fraction or "x out of y" counts if it is a whole number of tenths.
        """
        plain = self._plain(words)
        named = first_match(self._scale, plain)
        if named is not None or len(plain.split()) > self._most_words:
            return named
        values = [reading.value for reading in self._standing(plain)]
        known = [value for value in values if value is not None]
        if not known or len(known) < len(values) or max(known) - min(known) > 1:
            return None
        return min(known)

    def told(self, words: str) -> int | None:
        """Return the rating that a sentence ends up with; `None` if it gives none, or several of equal weight.

        "x out of ten" is one wherever it stands. Otherwise it is the only number on the scale, or the last one if it
        is said to hold now: "it was a four, now I'd call it a seven".
        """
        plain = self._plain(words)
        readings = [one for one in self._standing(plain) if one.value is not None]
        of_all = {one.value for one in readings if one.is_of_all}
        values = of_all or {one.value for one in readings}
        if len(values) == 1:
            return values.pop()
        is_settled = len(readings) > 1 and self._settles.search(plain[readings[-2].end : readings[-1].start])
        return readings[-1].value if is_settled and not of_all else None

    def mentions_number(self, words: str) -> bool:
        """Whether words have a number in them."""
        return bool(self._readings(self._plain(words)))

    def _plain(self, words: str) -> str:
        shares = _SHARE.sub(rf"\1 {self._of_all} \2", self._normalizer.with_fractions(_COMMA.sub(r"\1.\2", words)))
        return self._normalizer.normalize(_MINUS.sub(f"{self._minus} ", shares))

    def _standing(self, plain: str) -> list[_Reading]:
        """Return the numbers that are neither corrected by a later one nor denied."""
        standing: list[_Reading] = []
        for reading in self._readings(plain):
            between = plain[standing[-1].end : reading.start] if standing else ""
            moved = between.strip() == self._to and self._moves.search(plain[: standing[-1].start])
            if standing and (self.corrections.search(between) or moved):
                standing = []
            standing.append(reading)
        return [one for one in standing if not self._is_denied(plain[: one.start])]

    def _is_denied(self, before: str) -> bool:
        return any(found.end() >= len(before) for found in self._negations.finditer(before))

    def _readings(self, plain: str) -> list[_Reading]:
        """Return the numbers in words, without those that count something or are no numbers: "the next one"."""
        blocked = [found.span() for found in self._not_numbers.finditer(plain)]
        readings: list[_Reading] = []
        for found in self._any.finditer(plain):
            if plain[: found.start()].rstrip().rpartition(" ")[2] in self._labels:
                continue
            blocking = [span for span in blocked if span[0] <= found.start("amount") < span[1]]
            is_correction = readings and blocking and self.corrections.match(plain[blocking[0][0] :])
            if not blocking or is_correction:
                readings.append(_Reading(found.start(), found.end(), self._value(found), found["whole"] is not None))
        return readings

    def _value(self, found: re.Match[str]) -> int | None:
        amount, before = self._amounts.value(found["amount"]), found["before"]
        if found["percent"]:
            return _tenths(amount, HUNDRED)
        if found["whole"]:
            return _tenths(amount, self._amounts.value(found["whole"]))
        if self._amounts.is_fraction(found["amount"]):
            return _tenths(amount, 1)
        is_off = before is not None and (
            (before in self._above and amount >= HIGHEST) or (before in self._below and amount <= LOWEST)
        )
        is_minus = before is not None and before not in self._above | self._below
        if is_off or is_minus or not LOWEST <= amount <= HIGHEST:
            return None
        return int(amount)


def _tenths(amount: float, whole: float) -> int | None:
    """Return a share as a whole number of tenths; `None` if it is none, or more than all."""
    tenths = amount / whole * HIGHEST if whole else -1.0
    nearest = round(tenths)
    return nearest if LOWEST <= nearest <= HIGHEST and abs(tenths - nearest) < _CLOSE else None
