"""Lengths of a breath in words: "in for four, out for six", "four in, hold seven, out eight", "four seven eight"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from skill.nlu.amounts import Amounts
from skill.nlu.grammar import Phrases, Regex, alternation

PHASES = ("in", "hold", "out", "rest")
_LONGEST = 999
"""In seconds: longer phases are not told apart, since none of them can be breathed."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A phase or an amount in words; neither: something between them that separates them."""

    start: int
    end: int
    phase: str = ""
    amount: str = ""

    def pairs_with(self, other: "_Token") -> bool:
        """Whether one of the two is a phase and the other an amount."""
        return bool((self.phase and other.amount) or (self.amount and other.phase))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A phase and its amount, and where both are."""

    phase: str
    amount: str
    start: int
    end: int


class BreathGrammar:
    """The phases of a breath with their lengths, in either order.

    Args:
        data: The language's phrases.
        amounts: The language's amounts.
        lengths: A regular expression for a length of time.
    """

    def __init__(self, data: Mapping[str, Any], amounts: Amounts) -> None:
        breath, words = data["breath"], data["number_words"]
        self._phases = {word: name for name, of_it in breath["parts"].items() for word in of_it}
        self._amounts = amounts
        longer = alternation(unit for unit, seconds in data["durations"].items() if seconds > 1)
        amount, of_a, such = amounts.any, alternation(words["of_a"]), alternation(breath["such"])
        other = rf"(?: {of_a})? {longer}|(?: {such})* {alternation(breath['times'])}"
        self._token = Regex(
            rf"(?<![\w'])(?:(?P<phase>{alternation(self._phases)})|(?P<amount>{amount})"
            rf"(?: {alternation(breath['units'])}{amounts.plural}|(?P<other>(?:{other}){amounts.plural}))?)(?![\w'])"
        )
        self._fillers = Phrases([f"({'|'.join(breath['between'])})"])
        self._starts = Regex(rf"\b{alternation(breath['starts'])}\b")
        numbers = rf"({amount}) ({amount}) ({amount})(?: ({amount}))?"
        self._named = Regex(rf"\b{numbers} {alternation(breath['named_by_numbers'])}\b")
        self._nothing_else = Regex(numbers)

    def pattern(self, plain: str) -> str | None:
        """Return the lengths of a breath in seconds, as 4-0-6-0; `None` unless they include in and out."""
        found = {name: min(self._amounts.value(words), _LONGEST) for name, words in self._lengths(plain).items()}
        if not (found.get("in") and found.get("out")):
            return None
        return "-".join(f"{round(found.get(name, 0), 2):g}" for name in PHASES)

    def mentions_phase(self, plain: str) -> bool:
        """Whether the words give a length for any phase."""
        return bool(self._pairs(plain))

    def without(self, plain: str) -> str:
        """Return the words without the lengths of a breath."""
        return self._named.sub(" ", self.parted(plain, " "))

    def parted(self, plain: str, mark: str) -> str:
        """Return the words with a mark in place of each phase and its length."""
        for pair in reversed(self._pairs(plain)):
            plain = f"{plain[: pair.start]}{mark}{plain[pair.end :]}"
        return plain

    def _lengths(self, plain: str) -> dict[str, str]:
        """Return the words for the length of each phase."""
        lengths: dict[str, str] = {}
        for pair in self._pairs(plain):
            lengths["rest" if pair.phase == "hold" and "out" in lengths else pair.phase] = pair.amount
        if {"in", "out"} <= set(lengths):
            return lengths
        has_amounts = any(found["amount"] for found in self._token.finditer(plain))
        named = has_amounts and (self._named.search(plain) or self._nothing_else.fullmatch(plain))
        return dict(zip(PHASES, filter(None, named.groups()), strict=False)) if named else {}

    def _pairs(self, plain: str) -> list[_Pair]:
        """Return each phase with the amount next to it; an amount after two phases is that of both."""
        pairs: list[_Pair] = []
        for run in self._runs(plain):
            pairs += self._shared(run) or _paired(run)
        return pairs

    def _shared(self, run: Sequence[_Token]) -> list[_Pair]:
        phases, amounts = [one for one in run if one.phase], [one for one in run if one.amount]
        if [one.phase for one in phases] != ["in", "out"] or len(amounts) != 1 or run[1].amount:
            return []
        return [_Pair(one.phase, amounts[0].amount, run[0].start, run[-1].end) for one in phases[:1]] + [
            _Pair(one.phase, amounts[0].amount, run[-1].end, run[-1].end) for one in phases[1:]
        ]

    def _runs(self, plain: str) -> list[list[_Token]]:
        """Return the phases and amounts that follow one another with only fillers between them."""
        runs: list[list[_Token]] = [[]]
        end = 0
        for token in self._tokens(plain):
            between = self._fillers.sub("", plain[end : token.start]).strip()
            if between or not (token.phase or token.amount):
                runs.append([])
            if token.phase or token.amount:
                runs[-1].append(token)
            end = token.end
        return runs

    def _tokens(self, plain: str) -> list[_Token]:
        starts = {found.end() for found in self._starts.finditer(plain)}
        tokens: list[_Token] = []
        for found in self._token.finditer(plain):
            begin, end = found.span()
            is_left = bool(tokens) and tokens[-1].end in starts  # "I'm on in ninety seconds"
            if found["other"] or end in starts or is_left:
                tokens.append(_Token(begin, end))
            else:
                tokens.append(_Token(begin, end, self._phases.get(found["phase"] or "", ""), found["amount"] or ""))
        return tokens


def _paired(run: Sequence[_Token]) -> list[_Pair]:
    """Pair neighbors from the left, each used once: a phase and an amount, in either order."""
    pairs, place = [], 0
    while place + 1 < len(run):
        one, other = run[place], run[place + 1]
        if one.pairs_with(other):
            pairs.append(_Pair(one.phase or other.phase, one.amount or other.amount, one.start, other.end))
            place += 1
        place += 1
    return pairs
