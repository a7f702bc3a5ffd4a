"""Reads questions about what is on record: "what's my goal?". The phrases are data: `heard/lookups.toml`."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Any

from skill.nlu.grammar import regex

_NAME = r"\S+(?: \S+)*?"
_PLACES: Mapping[str, str] = {name: rf"(?P<{name}>{_NAME})(?:(?='s )| |$)" for name in ("thing", "person")}


class Lookup(StrEnum):
    """What is looked up."""

    GOAL = "goal"
    PLAN = "plan"
    CUE = "cue"
    MODEL = "model"
    PERSON = "person"
    """What is known of a role model who is named."""
    ENCOURAGEMENT = "encouragement"
    CERTAINTY = "certainty"
    STEPS = "steps"
    NOTE = "note"


class LookupGrammar:
    """Reads questions about what is on record.

    Args:
        data: The language's table.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data, self._signs = data, frozenset(data["signs"])

    @cached_property
    def _patterns(self) -> Sequence[tuple[Lookup, re.Pattern[str]]]:
        lists = dict(_PLACES)
        for name, phrases in self._data["lists"].items():
            lists[name] = f"(?:{regex(phrases, lists)})"
        lookups = self._data["lookups"].items()
        return [(Lookup(name), re.compile(regex([phrase], lists))) for name, phrases in lookups for phrase in phrases]

    def read(self, plain: str) -> tuple[Lookup, str] | None:
        """Return what normalized words look up, and what thing or person they name for it; `None` if nothing."""
        if self._signs.isdisjoint(plain.split()):
            return None
        for lookup, pattern in self._patterns:
            if found := pattern.fullmatch(plain):
                named = next((name for name in found.groupdict().values() if name), "")
                return lookup, named.strip()
        return None
