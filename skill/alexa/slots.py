"""What an intent's slots hold: what was said or, of a list with ids of ours, the id that Alexa resolved it to.

Alexa gives each value of a list an id. Where the interaction model has none, it is the MD5 of the value's name, and the
name may be a synonym of what was said. So nothing but an id of ours is taken for one.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from skill.alexa.verification import at
from skill.breathing.patterns import PATTERNS
from skill.efficacy.evidence import Difficulty, Outcome

CUT = "cut"
"""Filled where what was said was too long, and only its beginning came."""
LONGEST_WORDS = 8_000
"""Characters of free text: as many as Alexa says at once. What is longer is cut at the end of a word."""
IDS: Mapping[str, frozenset[str]] = {
    "pattern": frozenset(PATTERNS),
    "outcome": frozenset(map(str, Outcome)),
    "difficulty": frozenset(map(str, Difficulty)),
}
"""The slots of lists whose values have ids in the interaction model, and these ids."""
FREE = frozenset({"thing", "anything", "condition"})
"""The slots of lists that stand for free text: what is in them is what was said, whatever it resembles."""
_UNFILLED = {"", "?"}
_MATCH = "ER_SUCCESS_MATCH"


def slots_of(slots: object) -> dict[str, str]:
    """Return what an intent's slots hold; what is of no known shape is left out.

    An id stands there with what was `said` for it. What the list of a slot does not hold stands under `words`; where it
    is too long, its beginning, and `cut`.
    """
    found: dict[str, str] = {}
    for name, slot in slots.items() if isinstance(slots, dict) else ():
        parts = _parts(slot)
        whole = _said(parts)
        said = _cut(whole)
        if not said or name == CUT:
            continue
        if said != whole:
            found[CUT] = "yes"
        if id_ := next((one for one in (*_ids(parts), said) if one in IDS.get(name, ())), None):
            found |= {name: id_, "said": said}
        else:
            found["words" if _is_unlisted(name, parts) else name] = said
    return found


def _parts(slot: object) -> list[Any]:
    """Return the slot, its slot value, which says the same once more, and the values where Alexa heard several."""
    return [slot, at(slot, "slotValue"), *_list(at(slot, "slotValue", "values"))]


def _said(parts: Sequence[object]) -> str:
    """Return what was said for a slot; empty when it is not filled. Of several values it is all of them."""
    slot, value, *several = (_text(at(part, "value")) for part in parts)
    return slot or value or ", ".join(filter(None, several))


def _cut(said: str) -> str:
    """Return words, or as many of them as are kept."""
    if len(said) <= LONGEST_WORDS:
        return said
    begun, _, _ = said[: LONGEST_WORDS + 1].rpartition(" ")
    return begun if len(begun) > LONGEST_WORDS // 2 else said[:LONGEST_WORDS]


def _text(value: object) -> str:
    """Return a slot's value as text that can be kept: JSON can hold half a character."""
    if not isinstance(value, str | int) or isinstance(value, bool) or value in _UNFILLED:
        return ""
    return str(value).encode(errors="replace").decode()


def _is_unlisted(name: str, parts: Sequence[object]) -> bool:
    """Whether a list was looked in that does not hold what was said; built-in types have none that is of interest."""
    was_looked_in = any(map(_authorities, parts))
    return name in IDS or (name in FREE and was_looked_in and not any(_matches(parts)))


def _ids(parts: Sequence[object]) -> list[str]:
    """Return the ids to which Alexa resolved a slot; none where it heard several values, which may be different."""
    _, _, *several = parts
    found = (at(match, "value", "id") for match in _matches(parts))
    return [] if len(several) > 1 else [id_ for id_ in found if isinstance(id_, str)]


def _matches(parts: Sequence[object]) -> Iterator[object]:
    """Give the matching values, of the lists in the model and of those that were made at runtime."""
    for authority in chain.from_iterable(map(_authorities, parts)):
        if at(authority, "status", "code") == _MATCH:
            yield from _list(at(authority, "values"))


def _authorities(part: object) -> list[Any]:
    return _list(at(part, "resolutions", "resolutionsPerAuthority"))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
