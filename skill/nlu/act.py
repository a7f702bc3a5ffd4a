"""A dialog act: what was said, touched or pressed, as the platform recognized it and before it is understood."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from skill.efficacy.breath import BreathingState
from skill.nlu.intents import Intent


@dataclass(frozen=True, slots=True)
class PlaybackEvent:
    """A device's report about the track that it plays.

    Args:
        token: The token of the round of breathing.
        state: The state of the track.
        offset_ms: The position in the track, in milliseconds.
    """

    token: str
    state: BreathingState
    offset_ms: int


@dataclass(frozen=True, slots=True)
class DialogAct:
    """One act of a speaker, or of their device.

    Args:
        intent: The intent that the platform recognized; `Intent.WORDS` is free text.
        words: Free text, as it was said.
        carrier: The words before the free text, if the platform leaves them out of it.
        spoken: The words behind a value, such as "it tanked" for the outcome "no".
        number: A number; for a touch, how many cycles of breathing are done.
        seconds: A length of time.
        date: A partial date (see `skill.nlu.dates`), `TODAY`, or the words for a date.
        part: The part of the day that was said with a date: MO, AF, EV or NI.
        time: A time of day, as 15:00, or a part of the day.
        choice: An outcome or a difficulty.
        pattern: The name of a breathing pattern.
        is_cut: Whether the free text was too long, and this is only its beginning.
        is_touch: Whether a screen was touched: nothing was said.
        performer_id: The performer's id, if the act comes without its session.
        is_refused: Whether a permission was refused.
        playback: A device's report about a track.
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
        """Return the act as plain JSON without empty values. A playback event is left out: it is never retried."""
        values = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "playback"}
        return {
            name: value for name, value in values.items() if value is not None and value is not False and value != ""
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "DialogAct":
        """Return the act that `to_json` wrote.

        Raises:
            TypeError, ValueError, KeyError: The data is not such an act.
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
