"""Estimates how long it takes to say something: about 150 words a minute, so about 14 characters a second."""

from collections.abc import Sequence

from skill.speech.parts import Breathing, Line, Part, Pause, Tones

CHARACTER_MS = 70
SHORTEST_MS = 300


def spoken_ms(text: str) -> int:
    """Return about how many milliseconds a voice assistant takes to say a text; 0 for an empty one."""
    return max(SHORTEST_MS, CHARACTER_MS * len(text)) if text else 0


_FIXED_CHARACTERS = 45
"""The typical length of a line without the performer's words in it."""


def about_ms(parts: Sequence[Part]) -> int:
    """Return about how many milliseconds parts take, before they are put into words."""
    return sum(map(_part_ms, parts))


def _part_ms(part: Part) -> int:
    match part:
        case Pause():
            return part.ms
        case Breathing():
            return part.timeline.length_ms
        case Tones():
            return part.recording.timeline.whole_ms
        case Line():
            variables = sum(len(arg) for arg in part.args.values() if isinstance(arg, str))
            return CHARACTER_MS * (_FIXED_CHARACTERS + variables)
