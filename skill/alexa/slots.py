"""Reads an intent's slots: the spoken words or, for lists with ids of our own, the id that Alexa resolved them to.

Alexa gives each list value an id. If the interaction model defines none, the id is the MD5 of the value's name, which
may be a synonym of what was said. So only the ids that our interaction models define are accepted.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from skill.alexa.verification import at
from skill.breathing.patterns import PATTERNS
from skill.efficacy.evidence import Difficulty, Outcome
from skill.limits import SPEECH_CHARACTERS

CUT = "cut"
"""Set if the words were too long and only their beginning was taken."""
LONGEST_WORDS = SPEECH_CHARACTERS
"""Characters of free text, as many as Alexa can speak at once. Longer text is cut at the end of a word."""
IDS: Mapping[str, frozenset[str]] = {
    "pattern": frozenset(PATTERNS),
    "outcome": frozenset(map(str, Outcome)),
    "difficulty": frozenset(map(str, Difficulty)),
}
"""The slots whose list values have ids in the interaction model, with these ids."""
FREE = frozenset({"thing", "anything", "condition"})
"""The slots whose lists stand for free text: their value is what was said, whichever list value it resembles."""
_UNFILLED = {"", "?"}
_MATCH = "ER_SUCCESS_MATCH"


def slots_of(slots: object) -> dict[str, str]:
    """Return the values of an intent's slots by name; malformed slots are left out.

    An id comes with the words that were `said` for it. Words that a slot's list does not contain are returned as
    `words`. Of words that are too long only the beginning is returned, and `cut` is set.
    """
    values: dict[str, str] = {}
    for name, slot in slots.items() if isinstance(slots, dict) else ():
        parts = _parts(slot)
        whole = _spoken(parts)
        said = _cut(whole)
        if not said or name == CUT:
            continue
        if said != whole:
            values[CUT] = "yes"
        if id_ := next((one for one in (*_ids(parts), said) if one in IDS.get(name, ())), None):
            values |= {name: id_, "said": said}
        else:
            values["words" if _is_unlisted(name, parts) else name] = said
    return values


def _parts(slot: object) -> list[Any]:
    """Return the slot, its `slotValue`, which repeats it, and the single values if Alexa heard several."""
    return [slot, at(slot, "slotValue"), *_list(at(slot, "slotValue", "values"))]


def _spoken(parts: Sequence[object]) -> str:
    """Return what was said for a slot: empty if it is not filled, all values together if there are several."""
    slot, value, *several = (_text(at(part, "value")) for part in parts)
    return slot or value or ", ".join(filter(None, several))


def _cut(said: str) -> str:
    """Return the words, cut to the longest length that is stored."""
    if len(said) <= LONGEST_WORDS:
        return said
    whole_words, _, _ = said[: LONGEST_WORDS + 1].rpartition(" ")
    return whole_words if len(whole_words) > LONGEST_WORDS // 2 else said[:LONGEST_WORDS]


def _text(value: object) -> str:
    """Return a slot's value as text that can be stored; JSON can contain lone surrogates."""
    if not isinstance(value, str | int) or isinstance(value, bool) or value in _UNFILLED:
        return ""
    return str(value).encode(errors="replace").decode()


def _is_unlisted(name: str, parts: Sequence[object]) -> bool:
    """Whether Alexa searched a slot's list and did not find the words; the lists of built-in types do not matter."""
    was_searched = any(map(_authorities, parts))
    return name in IDS or (name in FREE and was_searched and not any(_matches(parts)))


def _ids(parts: Sequence[object]) -> list[str]:
    """Return the ids to which Alexa resolved a slot; none if it heard several values, which may differ."""
    _, _, *several = parts
    ids = (at(match, "value", "id") for match in _matches(parts))
    return [] if len(several) > 1 else [id_ for id_ in ids if isinstance(id_, str)]


def _matches(parts: Sequence[object]) -> Iterator[object]:
    """Yield the matching values from the model's lists and from lists defined at runtime."""
    for authority in chain.from_iterable(map(_authorities, parts)):
        if at(authority, "status", "code") == _MATCH:
            yield from _list(at(authority, "values"))


def _authorities(part: object) -> list[Any]:
    return _list(at(part, "resolutions", "resolutionsPerAuthority"))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
