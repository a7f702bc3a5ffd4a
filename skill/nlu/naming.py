"""Names made from goals: two or three of the performer's own words, in their order. The word lists are data."""

from collections.abc import Mapping, Sequence

_FEW, _MOST = 3, 4
"""In words: how long a name should be, and may be."""


class Naming:
    """Makes names for goals.

    Args:
        data: The words that end the first part of a goal (`boundaries`), that a name doesn't begin with (`openers`),
            verbs that say little (`light`), and the phrases after which the goal itself comes (`leads`).
    """

    def __init__(self, data: Mapping[str, Sequence[str]]) -> None:
        self._boundaries, self._light = frozenset(data["boundaries"]), frozenset(data["light"])
        self._openers = frozenset(data["openers"])
        self._leads = tuple(data["leads"])

    def spans(self, plain: str) -> list[tuple[int, int]]:
        """Return the parts of a normalized goal that may be its name, the best first, as places of words."""
        words = plain.split()
        start = self._start(words)
        if len(words) - start <= _FEW:
            return [(start, len(words))]
        ends = [place for place in range(start + 1, len(words)) if words[place] in self._boundaries]
        end = ends[0] if ends else len(words)
        noun = self._noun(words, start, end)
        spans = [(noun, end), (start, end)] if 1 < end - noun <= _FEW else [(start, end), (noun, end)]
        if end < len(words):
            after = next((place for place in ends[1:] if place > end + 1), len(words))
            place = self._after_openers(words, end + 1, after)
            around = [(start, after), (place, after)]
            is_little = end - noun < 1 or end - start == 1
            spans = [*around, *spans] if is_little else [*spans, *around]
        last = [(max(noun, end - _FEW), end), (start, min(len(words), start + _MOST))]
        return [span for span in (*spans, *last) if 0 < span[1] - span[0] <= self._longest(words, span)]

    def _start(self, words: list[str]) -> int:
        """Return where the goal itself begins: "show a class how to …"."""
        text = " ".join(words)
        places = [text.find(f" {lead} ") for lead in self._leads]
        found = [(place, lead) for place, lead in zip(places, self._leads, strict=True) if place > 0]
        if not found:
            return 0
        place, lead = min(found)
        return len(text[:place].split()) + len(lead.split())

    def _noun(self, words: list[str], start: int, end: int) -> int:
        """Return where the thing begins: after the verb, and what stands before a noun."""
        after_verb = start if words[start] in self._openers else start + 1
        while after_verb < end and words[after_verb] in self._light:
            after_verb += 1
        return self._after_openers(words, after_verb, end)

    def _after_openers(self, words: list[str], start: int, end: int) -> int:
        while start < end and words[start] in self._openers:
            start += 1
        return start

    def _longest(self, words: list[str], span: tuple[int, int]) -> int:
        """Return how long a part may be: longer if something in it only joins its words."""
        joins = any(word in self._boundaries for word in words[span[0] + 1 : span[1]])
        return _MOST if joins else _FEW
