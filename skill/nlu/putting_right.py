"""Putting right what was told: "no, make that three", "I meant …", "that was the chess one"."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from skill.nlu.grammar import Normalizer, Phrases, regex


class What(StrEnum):
    """What is to happen to what was told."""

    REPLACE, ADD, MOVE, ASK = "replace", "add", "move", "ask"
    SWAP = "swap"
    """Some words of it stand for others."""


_NOT_A_WORD = re.compile(r"[^\w']")
_LONGEST_SWAP = 5
"""In words: what stands for something else, and what it stands for."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody says to put right what they told.

    Args:
        change: What is to happen to it.
        words: The new value, the words to add, or the thing that it belongs to; empty if it is to be asked again.
        is_plain: Whether the words cannot be an answer to a question in free text.
        old: The words that they stand for, if only some are to be swapped.
        of: What answer is put right, if it is named: "goal", "plan", "worked".
    """

    change: What
    words: str = ""
    is_plain: bool = True
    old: str = ""
    of: str = ""

    def swapped(self, text: str) -> str | None:
        """Return a text with the old words swapped for the new ones; `None` if it does not have them.

        "It was coach Daphne, not Dolores" makes of "coach Dolores" no "coach coach Daphne".
        """
        old = rf"(?<![\w']){re.escape(self.old)}(?![\w'])"
        found = re.search(old, text, re.IGNORECASE) if self.old else None
        if found is None:
            return None
        before, new = text[: found.start()], self.words
        said_before = before.split()[-1:]
        if said_before and new.lower().startswith(
            f"{said_before[0].lower()} "
        ):  # "coach Dolores", "it was coach Daphne"
            new = new.partition(" ")[2]
        return f"{before}{new}{text[found.end() :]}"


_LONGEST_PART = 12
"""In words: what is longer is no part of what was told."""
_LEAST_LIKE = 0.5
"""How much of the new words and of those that they replace is the same, at least."""


def amended(text: str, new: str, same: Mapping[str, str], little: Collection[str]) -> str | None:
    """Return a text with the part that is most like new words replaced by them; `None` if no part is.

    Of "I told the saffron joke", "the sapphire joke" makes "I told the sapphire joke".

    Args:
        text: What was told.
        new: The new words.
        same: Words that count as others: articles.
        little: Words in lower case that do not make two texts alike.
    """

    def plain(words: Sequence[str]) -> list[str]:
        bare = (_NOT_A_WORD.sub("", word).lower() for word in words)
        return [same.get(word, word) for word in bare]

    old, wanted = text.split(), plain(new.split())
    if len(wanted) > _LONGEST_PART:
        return None
    told = plain(old)

    def likeness(begin: int, end: int) -> float:
        shared = Counter(told[begin:end]) & Counter(wanted)
        is_like = shared.total() < end - begin and not shared.keys() <= set(little)
        return 2 * shared.total() / (end - begin + len(wanted)) if is_like else 0.0

    def in_place(begin: int, end: int) -> int:
        return sum(one == other for one, other in zip(told[begin:end], wanted, strict=False))

    lengths = (len(wanted), len(wanted) - 1, len(wanted) + 1)
    parts = [(at, at + length) for length in lengths if length > 0 for at in range(len(told) - length + 1)]
    begin, end = max(parts, key=lambda part: (likeness(*part), in_place(*part)), default=(0, 0))
    if not parts or likeness(begin, end) < _LEAST_LIKE:
        return None
    is_whole = begin == 0 and end >= len(old) - 1
    return new if is_whole else " ".join([*old[:begin], new, *old[end:]])


class _Named:
    """Reads corrections that name the answer which they put right.

    Args:
        of: Its name.
        what: What it is called.
        data: The phrases around it.
    """

    def __init__(self, of: str, what: Sequence[str], data: Mapping[str, Sequence[str]]) -> None:
        self.of = of
        lists = {"what": rf"(?:{regex(what, {})})", "value": r"(?P<value>\S.*?)"}
        self._plain = [Phrases([phrase], lists) for phrase in data["plain"]]
        self._after_lead = [Phrases([phrase], lists) for phrase in data["after_lead"]]
        self._ask = Phrases(data["ask"], lists)

    def read(self, plain: str, *, has_lead: bool) -> str | None:
        """Return the value that normalized words give it, empty if it is to be asked again; `None` for other words."""
        for phrase in (*self._plain, *(self._after_lead if has_lead else ())):
            if found := phrase.fullmatch(plain):
                return str(found["value"]).strip()
        return "" if self._ask.fullmatch(plain) else None


class CorrectionGrammar:
    """Reads corrections in one language.

    Args:
        data: The language's words for them.
        normalizer: Turns text into what is said.
    """

    def __init__(self, data: Mapping[str, Any], normalizer: Normalizer) -> None:
        self._leads, self._between, self._ends, self._goes_on = (
            Phrases(data[name]) for name in ("leads", "between", "ends", "goes_on")
        )
        self._plain, self._weak, self._after_lead, self._loose = (
            Phrases(data[name]) for name in ("plain", "weak", "after_lead", "loose")
        )
        self._wrong, self._more, self._belongs = (Phrases(data[name]) for name in ("wrong", "more", "belongs"))
        self._articles = Phrases(data["articles"])
        lists = {name: rf"(?P<{name}>\S.*?)" for name in ("old", "new")}
        self._swaps = [Phrases([phrase], lists) for phrase in data["swaps"]]
        self._swaps_after_lead = [*self._swaps, *(Phrases([phrase], lists) for phrase in data["swaps_after_lead"])]
        self._no_swap_after = frozenset(data["no_swap_after"])
        self._named = [_Named(of, what, data["named"]) for of, what in data["of"].items()]
        self._normalizer = normalizer

    def read(self, words: str) -> Sequence[Correction]:
        """Return the corrections that words may be, the likeliest first; none if they are no correction."""
        said = self._normalizer.normalize(words)
        rest = self._after_leads(said)
        has_lead = rest != said
        bare = self._without(self._between, rest)
        for one in self._named:
            if (value := one.read(bare, has_lead=has_lead) or one.read(rest, has_lead=has_lead)) is not None:
                words_ = self._as_said(words, self._without_end(value)) if value else ""
                return (Correction(What.REPLACE if value else What.ASK, words_, of=one.of),)
        if self._wrong.fullmatch(rest) or self._wrong.fullmatch(bare):
            return (Correction(What.ASK),)
        named = [
            Correction(change, self._as_said(words, self._without_end(bare[found.end() :])), has_lead)
            for change, phrases in ((What.ADD, self._more), (What.MOVE, self._belongs))
            if (found := phrases.match(bare)) and bare[found.end() :]
        ]
        replaced = self._replacement(words, bare, has_lead=has_lead)
        phrases = self._swaps_after_lead if has_lead else self._swaps
        swapped = self._swap(words, bare, phrases) or self._swap(words, said, self._swaps)
        return (*((swapped,) if swapped else ()), *named, *((replaced,) if replaced else ()))

    def _swap(self, words: str, bare: str, phrases: Sequence[Phrases]) -> Correction | None:
        """Return which words stand for which: "it wasn't the Mozart, it was the Brahms"."""
        for phrase in phrases:
            found = phrase.fullmatch(bare)
            is_short = found and max(len(found[name].split()) for name in ("old", "new")) <= _LONGEST_SWAP
            if found and is_short and found["new"].split()[-1] not in self._no_swap_after:
                old, new = found["old"].strip(), found["new"].strip()
                new = self._without(self._articles, new)
                old = self._without(self._articles, old)
                return Correction(What.SWAP, self._as_said(words, new), old=self._as_said(words, old))
        return None

    def _replacement(self, words: str, bare: str, *, has_lead: bool) -> Correction | None:
        plain = self._plain.match(bare)
        found = plain or self._weak.match(bare) or (self._after_lead.match(bare) if has_lead else None)
        lead = found or (self._loose.match(bare) if has_lead else None)
        value = self._without_end(bare[lead.end() :] if lead else bare if has_lead else "")
        if not value:
            return None
        is_plain = (has_lead and found is not None) or (plain is not None and not self._goes_on.match(value))
        return Correction(What.REPLACE, self._as_said(words, value), is_plain)

    def _after_leads(self, plain: str) -> str:
        """Return words without what shows at their beginning that they put something right."""
        while (found := self._leads.match(rest := self._without(self._between, plain))) and rest[found.end() :]:
            plain = rest[found.end() :]
        return plain

    def _without(self, phrases: Phrases, plain: str) -> str:
        while (found := phrases.match(plain)) and found.end() < len(plain):
            plain = plain[found.end() :]
        return plain

    def _without_end(self, plain: str) -> str:
        while (found := self._ends.search(plain)) and found.start():
            plain = plain[: found.start()].strip()
        return plain

    def _as_said(self, words: str, value: str) -> str:
        """Return the part of the words that a value was normalized from."""
        plain = self._normalizer.normalize(words)
        start = plain.rindex(value)
        return self._normalizer.first(
            self._normalizer.after(words, len(plain[:start].split())) if start else words, len(value.split())
        )
