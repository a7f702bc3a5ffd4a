"""Yes and no: alone, with more behind them, and where a yes can't be taken back."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from skill.nlu.grammar import Phrases


class GuardedAnswers:
    """Reads the answer to a question that deletes something or puts it away: yes or no, and nothing else.

    Args:
        data: The language's words for it.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._yes, self._no, self._harmless = (Phrases(data[name]) for name in ("yes", "no", "harmless"))
        self._pronoun: str = data["pronoun"]
        self._deeds, self._named = (
            {deed: Phrases(phrases) for deed, phrases in data[name].items()} for name in ("deeds", "named")
        )

    def read(self, plain: str, deed: str, title: str = "") -> bool | None:
        """Return yes or no if the words are made of it and of what adds nothing; `None` for anything else.

        Args:
            plain: Normalized words.
            deed: What a yes would do: erase, forget or retire.
            title: What it would be done to, normalized, if that has a title.
        """
        named = re.sub(rf"(?<!\S){re.escape(title)}(?!\S)", self._pronoun, plain) if title else plain
        pieces = _pieces(named, (self._harmless, self._deeds[deed], self._named[deed], self._yes, self._no))
        is_yes, is_no = self._yes in pieces or self._named[deed] in pieces, self._no in pieces
        return None if is_yes == is_no else is_yes


class Wishes:
    """Finds what is wished behind a yes or a no.

    Args:
        data: The language's words for it.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._beginnings, self._forbids, self._same = (Phrases(data[name]) for name in ("wishes", "forbids", "same"))

    def is_wish(self, plain: str) -> bool:
        """Whether words begin as a wish does."""
        return self._beginnings.match(plain) is not None

    def is_forbidden(self, plain: str) -> bool:
        """Whether words forbid a wish, rather than say no before one."""
        return self._forbids.match(plain) is not None

    def is_same(self, plain: str) -> bool:
        """Whether words only name what was asked: "yes, read it"."""
        return self._same.search(plain) is not None


def _pieces(plain: str, lists: Sequence[Phrases]) -> Iterable[Phrases]:
    """Return the lists of the phrases that words are made of, the longest first; none if other words are left."""
    found: list[Phrases] = []
    while plain:
        ends = {phrases: match.end() for phrases in lists if (match := phrases.match(plain)) and match.end()}
        if not ends:
            return ()
        longest = max(ends, key=lambda phrases: ends[phrases])
        found.append(longest)
        plain = plain[ends[longest] :]
    return found
