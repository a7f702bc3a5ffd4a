"""Reads what on record is meant: in questions ("what's my goal?"), and in what is to be forgotten."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Any

from skill.nlu.grammar import Phrases, regex

_NAME = r"\S+(?: \S+)*?"
_PLACES: Mapping[str, str] = {name: rf"(?P<{name}>{_NAME})(?:(?='s )| |$)" for name in ("thing", "person")}


class Lookup(StrEnum):
    """What is looked up."""

    GOAL = "goal"
    PLAN = "plan"
    CUE = "cue"
    MODEL = "model"
    PERSON = "person"
    """What is known of a person who is named."""
    ABOUT = "about"
    """The same, of somebody or something."""
    ENCOURAGEMENT = "encouragement"
    CERTAINTY = "certainty"
    STEPS = "steps"
    NOTE = "note"


class LookupGrammar:
    """Reads what on record is meant.

    Args:
        data: The language's table.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data, self._signs = data, frozenset(data.get("signs", ()))
        self._no_person = Phrases(data.get("no_person", ()))

    @cached_property
    def _patterns(self) -> Sequence[tuple[Lookup, re.Pattern[str]]]:
        lists = dict(_PLACES)
        for name, phrases in self._data.get("lists", {}).items():
            lists[name] = f"(?:{regex(phrases, lists)})"
        lookups = self._data["lookups"].items()
        return [(Lookup(name), re.compile(regex([phrase], lists))) for name, phrases in lookups for phrase in phrases]

    def read(self, plain: str) -> tuple[Lookup, str] | None:
        """Return what normalized words mean, and what thing or person they name for it; `None` if nothing."""
        if self._signs and self._signs.isdisjoint(plain.split()):
            return None
        for lookup, pattern in self._patterns:
            if found := pattern.fullmatch(plain):
                named = next((name for name in found.groupdict().values() if name), "")
                is_nobody = lookup is Lookup.PERSON and self._no_person.match(named)
                return (Lookup.ABOUT if is_nobody else lookup), named.strip()
        return None
