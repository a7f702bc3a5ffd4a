"""Names of things: which of a performer's own things is meant by what somebody calls it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from skill.nlu.grammar import without_accents

_SHORTEST_STEM, _SHORTEST_BEGINNING = 3, 4
"""In letters: what is left of a word, and the beginning of a longer word that stands for it ("demo")."""


@dataclass(frozen=True, slots=True)
class Name:
    """A thing that has a name.

    Args:
        id: Its id.
        title: What it is called.
        others: Other texts about it: its goal, its steps.
    """

    id: str
    title: str
    others: tuple[str, ...] = ()


class Fit(IntEnum):
    """How well words fit a name, the worst first."""

    NONE = 0
    KIND = 1
    """They only say a kind of performance, and it is of that kind: "the race" for a marathon."""
    OTHERS = 2
    """All of their distinctive words are in its goal or its steps."""
    SHARED = 3
    """They share a distinctive word with its title."""
    STEM = 4
    """All words of one are in the other, whatever their endings."""
    EXACT = 5


@dataclass(frozen=True, slots=True)
class Match:
    """What words name.

    Args:
        fit: How well they fit.
        ids: The ids of all things that they fit equally well.
    """

    fit: Fit = Fit.NONE
    ids: tuple[str, ...] = ()

    @property
    def id(self) -> str | None:
        """The only thing that they fit; `None` if they fit none, or several."""
        return self.ids[0] if len(self.ids) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        """Whether they fit several things equally well."""
        return len(self.ids) > 1


class Words:
    """The words of one language, as far as they say what something is.

    Args:
        data: The language's table of names.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        words = data["words"]
        self._endings = [(re.compile(ending), instead) for ending, instead in words["stems"]]
        self._empty = frozenset(words["empty"])
        self._times = frozenset(map(self.stem, words["times"]))
        self.kinds = frozenset(map(self.stem, words["kinds"]))
        """The stems of kinds of things."""
        self.any_performance = frozenset(map(self.stem, words["any_performance"]))
        """The stems of words that any performance may be called."""
        self._same, self._families = self._groups(words["same"]), self._groups(words["families"])

    def _groups(self, groups: Sequence[Sequence[str]]) -> Mapping[str, set[int]]:
        """Return the numbers of the groups that each stem is in."""
        found: dict[str, set[int]] = {}
        for number, group in enumerate(groups):
            for word in group:
                found.setdefault(self.stem(word), set()).add(number)
        return found

    def families(self, stems: Iterable[str]) -> set[int]:
        """Return the families of performances that stems belong to."""
        return set().union(*(self._families.get(stem, set()) for stem in stems))

    def stem(self, word: str) -> str:
        """Return a word without its ending."""
        for ending, instead in self._endings:
            shorter = ending.sub(instead, word)
            word = shorter if len(shorter) >= _SHORTEST_STEM else word
        return word

    def content(self, words: str) -> tuple[str, ...]:
        """Return the stems of the words that say what something is."""
        return tuple(self.stem(word) for word in without_accents(words).split() if word not in self._empty)

    def without_times(self, stems: Iterable[str]) -> tuple[str, ...]:
        """Return stems without those of days and times."""
        return tuple(stem for stem in stems if stem not in self._times)

    def is_same(self, one: str, other: str) -> bool:
        """Whether two stems are used for the same."""
        return one == other or not self._same.get(one, set()).isdisjoint(self._same.get(other, set()))

    def is_in(self, stem: str, others: Iterable[str]) -> bool:
        """Whether a stem, another one for the same, or a longer word that begins with it is among others."""
        return any(self.is_same(stem, other) or _begins(stem, other) for other in others)


def find(words: str, names: Sequence[Name], language: Words, least: Fit = Fit.OTHERS) -> Match:
    """Return which thing words name.

    Args:
        words: What somebody calls it.
        names: All things that it may be.
        language: The words of the language.
        least: How well it has to fit at least.
    """
    said = language.content(words)
    if not said or not names:
        return Match()
    fits = {name.id: _fit(words, said, name, language) for name in names}
    best = max(fits.values())
    if best[0] < least or best[0] is Fit.NONE:
        return Match()
    return Match(best[0], tuple(id_ for id_, fit in fits.items() if fit == best))


def _fit(words: str, said: Sequence[str], name: Name, language: Words) -> tuple[Fit, int]:
    """Return how well words fit a name, and how many of its words they have."""
    if without_accents(words) == without_accents(name.title):
        return Fit.EXACT, 0
    title = language.content(name.title)
    shared = [stem for stem in said if language.is_in(stem, title)]
    if title and (len(shared) == len(said) or all(language.is_in(stem, said) for stem in title)):
        return Fit.STEM, sum(stem in title for stem in said)
    distinctive = [stem for stem in shared if _is_distinctive(stem, language)]
    if distinctive:
        return Fit.SHARED, len(distinctive)
    about = [stem for stem in said if stem not in language.kinds]
    others = [stem for text in (name.title, *name.others) for stem in language.content(text)]
    if about and all(stem in others for stem in about):
        return Fit.OTHERS, len(about)
    is_kind = all(language.families([stem]) for stem in said)
    if is_kind and not language.families(said).isdisjoint(language.families(others)):
        return Fit.KIND, 0
    return Fit.NONE, 0


def _is_distinctive(stem: str, language: Words) -> bool:
    """Whether a stem says more than the kind of thing, a number or a day."""
    is_general = stem in language.kinds or stem in language.any_performance
    return not is_general and language.without_times((stem,)) != ()


def mentioned(words: str, names: Sequence[Name], language: Words) -> Match:
    """Return which thing is named somewhere in a sentence, by a distinctive word of its title."""
    said = [stem for stem in language.content(words) if _is_distinctive(stem, language)]
    counts = Counter[str]()
    for name in names:
        title = language.content(name.title)
        counts[name.id] = sum(stem in title for stem in dict.fromkeys(said))
    best = max(counts.values(), default=0)
    return Match(Fit.SHARED, tuple(id_ for id_, count in counts.items() if count == best)) if best else Match()


def _begins(stem: str, other: str) -> bool:
    return len(stem) >= _SHORTEST_BEGINNING and len(other) >= len(stem) + _SHORTEST_STEM and other.startswith(stem)
