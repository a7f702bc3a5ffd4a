"""What is forbidden: "don't start the breathing", "anything but the sighs"."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from skill.nlu.grammar import Phrases


@dataclass(frozen=True, slots=True)
class Refusal:
    """What somebody does not want.

    Args:
        named: The words for it.
        instead: The words for what they want instead, if they say so.
        is_of_thing: Whether it is a thing that they don't want; otherwise it is something to do.
        is_of_less: Whether it would have been for less: "don't delete it".
        wants_other: Whether anything else of its kind is wanted.
    """

    named: str
    instead: str
    is_of_thing: bool
    is_of_less: bool
    wants_other: bool


class RefusalGrammar:
    """Reads refusals in one language.

    Args:
        data: The language's words for them.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._forbids, self._excludes, self._others, self._instead, self._off, self._open = (
            Phrases(data[name]) for name in ("forbids", "excludes", "others", "instead", "off", "open")
        )

    def read(self, plain: str) -> Refusal | None:
        """Return the refusal that words are; `None` if they are none."""
        forbids, excludes = self._forbids.match(plain), self._excludes.match(plain)
        found = max((one for one in (forbids, excludes) if one), key=lambda one: one.end(), default=None)
        if found is None or found.end() == len(plain):
            return None
        rest = plain[found.end() :]
        if self._open.match(rest):
            return None
        turn = self._instead.search(rest)
        named = rest[: turn.start()].strip() if turn and turn.start() else rest
        return Refusal(
            named,
            rest[turn.end() :] if turn and turn.start() else "",
            is_of_thing=found is not forbids,
            is_of_less=self._off.match(named) is not None,
            wants_other=self._others.search(found[0]) is not None,
        )
