"""Numbers in words: on the scale of certainty, and as lengths of time. The words are data, in `languages/`."""

import re
from collections.abc import Mapping
from typing import Any

from skill.conversation.phrases import compiled, either, first_of, normal
from skill.efficacy.certainty import HIGHEST

_FRACTION, _OF_TEN = re.compile(r"(\d)[.,]\d+"), re.compile(r"(\d)\s*/\s*10\b")
_WHOLE = 100


class Numbers:
    """The numbers of one language.

    Args:
        data: The language's phrases.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        words = data["number_words"]
        self._values: Mapping[str, int] = data["numbers"]
        self._most_words: int = words["most_words"]
        self._about: str = words["about"]
        self._not_numbers, self._corrections, self._around_lengths = (
            compiled(words[name]) for name in ("not_numbers", "corrections", "around_lengths")
        )
        self._scale = {int(value): compiled(phrases) for value, phrases in data["scale"].items()}
        self._seconds: Mapping[str, int] = data["durations"]
        self._some: Mapping[str, float] = data["durations_some"]
        self._lengths = re.compile(
            rf"\b({either([*self._some, *self._values])}|\d{{1,4}}) ({either(self._seconds)})s?\b"
        )

        self._breath_parts: Mapping[str, list[str]] = data["breath"]["parts"]
        parts = either(said for parts in self._breath_parts.values() for said in parts)
        between = either(data["breath"]["between"])
        self._breath = re.compile(rf"\b({parts})(?: {between})* ({either(self._values)}|\d{{1,2}})\b")

    def exactly(self, plain: str) -> int | None:
        """Return the number that the words are, and nothing else."""
        return int(plain) if plain.isdecimal() else self._values.get(plain)

    def on_scale(self, words: str) -> int | None:
        """Return where on the scale of certainty a few words stand, 0 to 10; `None` when they do not say, or say two.

        Between two neighbours it is the lower one; a fraction is left out; of a hundred it is a tenth.
        """
        plain = normal(_OF_TEN.sub(r"\1", _FRACTION.sub(r"\1", words)))
        named = first_of(self._scale, plain)
        if named is not None or len(plain.split()) > self._most_words:
            return named
        said = self._not_numbers.sub(" ", plain)
        found = self._in(self._corrections.split(said)[-1]) or self._in(said)
        small = {number for number in found if number <= HIGHEST}
        if small:
            return min(small) if max(small) - min(small) <= 1 else None
        return next((number // HIGHEST for number in found if number <= _WHOLE and number % HIGHEST == 0), None)

    def _in(self, words: str) -> list[int]:
        said = (word.removesuffix(self._about) for word in words.split())
        return [number for word in said if (number := self.exactly(word)) is not None]

    def is_length(self, plain: str) -> bool:
        """Whether words are a length of time, and no more than that."""
        return self._lengths.sub("", self._around_lengths.sub("", plain)).strip() == "" and bool(self.seconds(plain))

    def seconds(self, plain: str) -> int | None:
        """Return how many seconds a length of time is."""
        found = self._lengths.findall(plain)
        return int(sum(self._amount(amount) * self._seconds[unit] for amount, unit in found)) if found else None

    def pattern(self, plain: str) -> str | None:
        """Return the lengths of a breath in seconds, as 4-0-6-0; `None` unless in and out are told."""
        told = {"in": "0", "hold": "0", "out": "0", "rest": "0"}
        for part, amount in self._breath.findall(plain):
            name = next(name for name, said in self._breath_parts.items() if part in said)
            told["rest" if name == "hold" and told["out"] != "0" else name] = str(int(self._amount(amount)))
        return "-".join(told.values()) if "0" not in {told["in"], told["out"]} else None

    def _amount(self, words: str) -> float:
        return float(words) if words.isdecimal() else self._some.get(words) or self._values[words]
