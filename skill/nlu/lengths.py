"""Lengths of time in normalized words: "two and a quarter minutes", "an hour and a half", "two minutes thirty"."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from skill.nlu.amounts import Amounts
from skill.nlu.grammar import Phrases, Regex, alternation

_SIXTY, _SHORTEST_REST = 60, 10
_ROUNDING = 1e-6
"""What sums of fractions may lack."""
_CLOSE, _SUBJECT = 4, 3
"""How many words after a length, and before a verb, say what the length belongs to."""


class Lengths:
    """The lengths of time of one language.

    Args:
        data: The language's phrases.
        amounts: The language's amounts.
    """

    def __init__(self, data: Mapping[str, Any], amounts: Amounts) -> None:
        words = data["number_words"]
        self._amounts = amounts
        self._seconds: Mapping[str, int] = data["durations"]
        self._some: Mapping[str, int] = data["durations_some"]
        some, units, plural = alternation(self._some), alternation(self._seconds), amounts.plural
        amount = rf"(?P<amount>{amounts.any}|{some})(?: {alternation(words['of_a'])})?"
        more = rf"(?: {words['and']} (?P<more>{amounts.fraction})\b(?! {units}))?"
        rest_amount, then = amounts.between(_SHORTEST_REST, _SIXTY - 1), alternation(words["after_rest"])
        rest = rf"(?: (?:{words['and']} )?(?P<rest>{rest_amount})(?= *$| {then}\b))?"
        clock = rf"(?P<big>{amounts.below_hundred}) (?P<small>{rest_amount})"
        several = alternation(data["words"]["plural_endings"])
        self.any = rf"\b(?:{clock} (?P<units>{units}){several}|{amount} (?P<unit>{units}){plural})\b{more}{rest}"
        self._any = Regex(self.any)
        self._around = Phrases(words["around_lengths"])
        others = data["others_lengths"]
        self._breathing, self._ends, self._owners, self._persons = (
            frozenset(others[name]) for name in ("breathing", "ends", "owners", "persons")
        )
        self._nouns = Phrases(others["nouns"])
        self._of, self._for = frozenset(others["of"]), frozenset(others["for"])
        self._lasting, self._about = frozenset(others["lasting"]), frozenset(others["about"])
        self._past = frozenset(others["past"])

    def seconds(self, plain: str) -> int | None:
        """Return a length of time in seconds: the sum of its parts."""
        found = list(self._any.finditer(plain))
        return int(sum(map(self._value, found)) + _ROUNDING) if found else None

    def is_only(self, plain: str) -> bool:
        """Whether words are a length of time and nothing else."""
        return self._any.sub("", self._around.sub("", plain)).strip() == "" and bool(self.seconds(plain))

    def without_others(self, plain: str) -> str:
        """Return words without the lengths that belong to something else: "the eight minute solo"."""
        kept, end = [], 0
        for found in self._any.finditer(plain):
            if self._is_others(found, plain[: found.start()].split(), plain[found.end() :].split()):
                kept.append(plain[end : found.start()])
                end = found.end()
        return " ".join("".join([*kept, plain[end:]]).split())

    def _value(self, found: re.Match[str]) -> float:
        unit = self._seconds[found["unit"] or found["units"]]
        if found["units"]:
            big, small = (self._amounts.value(found[name]) for name in ("big", "small"))
            return big * unit + self._rest(small, unit)
        amount = self._some[found["amount"]] if found["amount"] in self._some else self._amounts.value(found["amount"])
        more = self._amounts.value(found["more"]) * unit if found["more"] else 0
        return amount * unit + more + (self._rest(self._amounts.value(found["rest"]), unit) if found["rest"] else 0)

    def _rest(self, amount: float, unit: int) -> float:
        return amount * unit / _SIXTY

    def _is_others(self, found: re.Match[str], before: list[str], after: list[str]) -> bool:
        """Whether a length belongs to something other than the breathing, given the words before and after it."""
        return self._is_attribute(found, before, after) or self._is_lasting(before) or self._is_done(before, after)

    def _is_attribute(self, found: re.Match[str], before: list[str], after: list[str]) -> bool:
        """Whether it says how long the thing is whose name follows: "the eight minute solo", "ten minutes of jokes"."""
        if after and after[0] in self._of:
            return not self._is_breathing(after[: _CLOSE + 1])
        is_one = found["unit"] is not None and found[0].endswith(found["unit"])
        is_owned = bool(before) and before[-1] in self._owners
        close = list(self._until_end(after))
        return (is_one or is_owned) and bool(close) and not self._is_breathing(close)

    def _is_breathing(self, words: list[str]) -> bool:
        return self._nouns.search(" ".join(words)) is not None

    def _until_end(self, after: list[str]) -> Iterator[str]:
        for word in after[:_CLOSE]:
            if word in self._ends:
                return
            yield word

    def _is_lasting(self, before: list[str]) -> bool:
        """Whether a verb says that something lasts so long: "the show lasts four minutes"."""
        before = self._without_about(before)
        if not before or before[-1] not in self._lasting:
            return False
        return self._breathing.isdisjoint(before[-1 - _SUBJECT : -1])

    def _is_done(self, before: list[str], after: list[str]) -> bool:
        """Whether somebody does something else for so long, or did: "I speak for ten minutes", "ten minutes ago"."""
        if after and after[0] in self._past:
            return True
        before = self._without_about(before)
        person = next((place for place in range(len(before) - 1, -1, -1) if before[place] in self._persons), None)
        if person is None or before[-1] not in self._for:
            return False
        doing = before[person + 1 : -1]
        return bool(doing) and self._breathing.isdisjoint(doing)

    def _without_about(self, before: list[str]) -> list[str]:
        while before and before[-1] in self._about:
            before = before[:-1]
        return before
