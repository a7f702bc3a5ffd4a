"""Frames: requests with places for what they name, such as "make {person} a role model". The frames are data."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeAlias

from skill.nlu.grammar import regex

Span: TypeAlias = tuple[int, int]
"""The first of some words in a text and the one after the last, counted from 0."""
_PLACES = ("person", "quote", "step", "thing", "goal")
_FILLED: Mapping[str, str] = {
    **{name: rf"(?P<{name}>\S+(?: \S+)*?)(?: |$)" for name in _PLACES},
    "it": r"(?P<it>it|that|this|that one|it all) ",
    "deed": r"(?P<deed>(?:i|i've|we|we've) \S+(?: \S+)*?)(?: |$)",
}


class Frames:
    """Reads what requests name.

    Args:
        frames: Phrases with places: `{person}`, `{quote}`, `{step}`, `{thing}`, `{goal}`, and `{deed}`, which begins
            with "I" or "we".
    """

    def __init__(self, frames: Iterable[str]) -> None:
        self._frames = tuple(frames)

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(regex([frame], _FILLED)) for frame in self._frames)

    def read(self, plain: str) -> Mapping[str, Span]:
        """Return the span of each place in normalized words; empty if they fit no frame."""
        found = next((found for pattern in self._patterns if (found := pattern.fullmatch(plain))), None)
        if found is None:
            return {}
        return {name: _span(found, name) for name, words in found.groupdict().items() if words}


def _span(found: re.Match[str], name: str) -> Span:
    before = len(found.string[: found.start(name)].split())
    return before, before + len(found[name].split())
