"""Fillers around what somebody says: "well, warm me up please"."""

from collections.abc import Iterable

from skill.nlu.grammar import Phrases

_LONGEST = 4
"""In words: how long a filler at the end may be."""
_MOST = 20
"""How many fillers are taken off: each looks at all of the words, and what is typed may be nothing but fillers."""


class Fillers:
    """The fillers of one language.

    Args:
        phrases: The language's phrases.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = Phrases(phrases)

    def without(self, plain: str) -> str:
        """Return normalized words without the fillers around them."""
        for _ in range(_MOST):
            found = self._phrases.match(plain)
            shorter = self._without_final(plain[found.end() :] if found else plain).strip()
            if shorter == plain or not shorter:
                return plain
            plain = shorter
        return plain

    def without_leading(self, plain: str) -> str:
        """Return normalized words without the fillers before them."""
        for _ in range(_MOST):
            found = self._phrases.match(plain)
            if not found or found.end() >= len(plain):
                break
            plain = plain[found.end() :]
        return plain

    def _without_final(self, plain: str) -> str:
        """Return words without the filler at their end."""
        words = plain.split()
        for last in range(max(0, len(words) - _LONGEST), len(words)):
            if self._phrases.fullmatch(" ".join(words[last:])):
                return " ".join(words[:last])
        return plain
