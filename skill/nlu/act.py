"""A dialog act: what somebody said, touched or pressed, as the platform recognised it and before it is understood."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from skill.efficacy.breath import BreathingState
from skill.nlu.intents import Intent


@dataclass(frozen=True, slots=True)
class PlaybackEvent:
    """What a device reports about the track that it plays.

    Args:
        token: Which round of breathing it is.
        state: What the track does now.
        offset_ms: How far it has come, in milliseconds from its beginning.
    """

    token: str
    state: BreathingState
    offset_ms: int


@dataclass(frozen=True, slots=True)
class DialogAct:
    """One act of somebody's, or of their device.

    Args:
        intent: What the platform recognised; `Intent.WORDS` is free text.
        words: Free text, as it was said.
        carrier: What was said before the free text, where the platform keeps that to itself.
        spoken: What was said for a value that stands for it, such as "it tanked" for the outcome "no".
        number: A number; with a touch, how many cycles of breathing are behind.
        seconds: A length of time.
        date: A partial date (see `skill.nlu.dates`), `TODAY`, or the words for a date.
        part: The part of the day that was said with a date: MO, AF, EV or NI.
        time: A time of day, as 15:00, or a part of the day.
        choice: An outcome or a difficulty.
        pattern: The name of a breathing pattern.
        is_cut: Whether the free text was too long, and this is only its beginning.
        is_touch: Whether a screen was touched: nothing was said.
        performer_id: Whose turn it is, where it comes without its session.
        is_refused: Whether a permission was refused.
        playback: What a device reports about a track.
    """

    intent: Intent
    words: str = ""
    carrier: str = ""
    spoken: str = ""
    number: int | None = None
    seconds: int | None = None
    date: str | None = None
    part: str | None = None
    time: str | None = None
    choice: str | None = None
    pattern: str | None = None
    is_cut: bool = False
    is_touch: bool = False
    performer_id: str = ""
    is_refused: bool = False
    playback: PlaybackEvent | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON, without what is empty. A playback event is never taken again and is left out."""
        values = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "playback"}
        return {
            name: value for name, value in values.items() if value is not None and value is not False and value != ""
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "DialogAct":
        """Read what `to_json` wrote.

        Raises:
            TypeError, ValueError, KeyError: It is no such act.
        """
        known = {field.name: data[field.name] for field in fields(cls) if field.name in data}
        for name, value in known.items():
            if not isinstance(value, _TYPES.get(name, str)):
                raise TypeError(name)
        return cls(**{**known, "intent": Intent(data["intent"])})


_TYPES: Mapping[str, type] = {
    **dict.fromkeys(("number", "seconds"), int),
    **dict.fromkeys(("is_cut", "is_touch", "is_refused"), bool),
}
"""The types of the values that are not text."""
