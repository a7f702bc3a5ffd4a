"""What is named in a wish: the thing that it is for, and which pieces of evidence are asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from skill.nlu.grammar import Phrases, regex
from skill.nlu.names import Words

_MOST_WORDS = 6
"""In words: the longest name of a thing."""


class Order(StrEnum):
    """Which end of the record is asked for."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Search:
    """Which pieces of evidence are asked for.

    Args:
        about: What they are about, as it was said.
        order: Which end of the record.
        first_day: The first day of the time that they are from.
        last_day: Its last day.
    """

    about: str = ""
    order: Order | None = None
    first_day: date | None = None
    last_day: date | None = None

    def __bool__(self) -> bool:
        return bool(self.about or self.order or self.first_day)


class Wishes:
    """What one language's wishes name.

    Args:
        data: The language's table of names.
        words: Its words.
        period: Returns the first and the last day of the time behind that normalized words name.
    """

    def __init__(
        self, data: Mapping[str, Any], words: Words, period: Callable[[str, date], tuple[date, date] | None]
    ) -> None:
        things, evidence = data["things"], data["evidence"]
        self._words, self._period = words, period
        self._clear, self._likely = (
            [
                (intent, Phrases([phrase], {"thing": "(?P<thing>.+?)"}))
                for intent, phrases in things[kind].items()
                for phrase in phrases
            ]
            for kind in ("clear", "likely")
        )
        self._sentence = Phrases(things["sentence"])
        self._around = Phrases(things["around"])
        orders = "|".join(f"(?P<{name}>{regex(evidence[name])})" for name in Order)
        lists = {
            **{name: regex([evidence[name]]) for name in ("lead", "pieces", "pieces_bare")},
            "about": "(?P<about>.+?)",
            "order": f"(?:{orders})",
        }
        lists = {name: f"(?:{pattern})" for name, pattern in lists.items()}
        self._about, self._dated = ([Phrases([one], lists) for one in evidence[name]] for name in ("about", "dated"))
        self._ordered = [Phrases([one], lists) for one in evidence["ordered"]]
        self._sure_ends = {Order(name): Phrases(phrases) for name, phrases in evidence["sure"].items()}
        self._ends = {Order(name): Phrases(evidence[name]) for name in Order}

    def thing(self, plain: str) -> str | None:
        """Return what a wish clearly calls the thing that it is for; `None` if it names none.

        Args:
            plain: Normalized words.
        """
        return next((name for _, name in self._named(self._clear, plain)), None)

    def wants_of_thing(self, plain: str) -> Sequence[tuple[str, str]]:
        """Return what may be wanted of a thing, and what it may be called, the clearest first."""
        return [*self._named(self._clear, plain), *self._named(self._likely, plain)]

    def _named(self, wants: Sequence[tuple[str, Phrases]], plain: str) -> Iterator[tuple[str, str]]:
        for intent, phrase in wants:
            match = phrase.search(plain)
            if match and (name := self.name(match["thing"])):
                yield intent, name

    def name(self, plain: str) -> str | None:
        """Return the name of a thing without what comes around it; `None` if nothing is left that tells it apart."""
        while (shorter := self._around.sub(" ", plain).strip()) != plain:
            plain = " ".join(shorter.split())
        if self._sentence.search(plain):
            return None
        stems = self._words.without_times(self._words.content(plain))
        is_name = any(stem not in self._words.any_performance for stem in stems)
        return plain if is_name and len(plain.split()) <= _MOST_WORDS else None

    def search(self, plain: str, today: date) -> Search | None:
        """Return which pieces of evidence words ask for; `None` if they don't ask for certain ones.

        Args:
            plain: Normalized words, without fillers around them.
            today: The performer's day.
        """
        period = self._period(plain, today)
        first, last = period or (None, None)
        about = _first(self._about, plain)
        if about is not None:
            stems = self._words.content(about["about"])
            rest = self._words.without_times(stems) if period else stems
            return Search(about["about"] if rest else "", None, first, last) if rest or period else None
        if period and _first(self._dated, plain) is not None:
            return Search("", None, first, last)
        if _first(self._ordered, plain) is not None:
            return Search("", self.order(plain))
        return None

    def loose_search(self, plain: str, today: date, about: str) -> Search | None:
        """Return which pieces a sentence that asks for evidence in its own way asks for; `None` for just any.

        Args:
            plain: Normalized words.
            today: The performer's day.
            about: What the sentence names as their topic; empty for none.
        """
        period = self._period(plain, today)
        order = None if period or about else next((one for one in Order if self._sure_ends[one].search(plain)), None)
        first, last = period or (None, None)
        topic = about if self._words.without_times(self._words.content(about)) else ""
        return Search(topic, order, first, last) or None

    def order(self, plain: str) -> Order | None:
        """Return which end of the record words name."""
        return next((name for name, ends in self._ends.items() if ends.search(plain)), None)

    def topic(self, about: str, *, is_dated: bool, without: Iterable[str] = ()) -> Sequence[str]:
        """Return the stems of what evidence is to be about.

        Args:
            about: The words.
            is_dated: Whether they name a time, whose words say nothing else.
            without: Stems to leave out: those of a thing that they name.
        """
        stems = self._words.content(about)
        stems = self._words.without_times(stems) if is_dated else stems
        out = tuple(without)
        return tuple(dict.fromkeys(stem for stem in stems if not self._words.is_in(stem, out)))


def _first(phrases: Sequence[Phrases], plain: str) -> Any:  # noqa: ANN401 - a match
    return next((match for one in phrases if (match := one.fullmatch(plain))), None)
