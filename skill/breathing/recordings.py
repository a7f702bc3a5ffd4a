"""Recordings: rounds of breathing as files of sound, each by a name that says all that is in it.

Nothing of a performer is in a name or in its sound: whoever breathes the same pattern as long hears the same file.
"""

import hashlib
import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from skill.breathing.patterns import PATTERNS, Pattern, pattern_of
from skill.breathing.timeline import ENDING_MS, OPENING_MS, Timeline, cycles_in, timeline

LONGEST_CLIP_MS = 240_000
"""What Alexa plays of sound within an answer."""
LONGEST_STREAM_MS = 20 * 60_000
EDITION = 1
"""Of the sound: a file is kept for ever under its name, so that another sound has to have another."""
_SEAL_LENGTH = 24
_NAME = re.compile(
    r"([a-z]+|(?:0|[1-9]\d?)(?:-(?:0|[1-9]\d?)){3})-x([1-9]\d{0,2})-(clip|stream)-(\d{1,4})\.mp3", re.ASCII
)


class Kind(StrEnum):
    """What a file is made for, which decides its format."""

    CLIP = "clip"
    """Part of an answer."""
    STREAM = "stream"
    """For the audio player."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A round of breathing as a file of sound."""

    pattern: Pattern
    cycles: int
    kind: Kind

    @property
    def timeline(self) -> Timeline:
        """What sounds when."""
        return timeline(self.pattern, self.cycles)

    @property
    def name(self) -> str:
        """Its file's name."""
        return f"{self.pattern.name}-x{self.cycles}-{self.kind}-{EDITION}.mp3"


def most_cycles(pattern: Pattern, kind: Kind) -> int:
    """Return how many cycles of a pattern the longest recording has."""
    if kind is Kind.CLIP:
        return (LONGEST_CLIP_MS - OPENING_MS - ENDING_MS) // pattern.cycle_ms
    return max(1, (LONGEST_STREAM_MS + pattern.cycle_ms // 2) // pattern.cycle_ms)


def recording(pattern: Pattern, cycles: int, kind: Kind) -> Recording:
    """Return the recording of so many cycles, or of as many as there can be.

    Raises:
        ValueError: Fewer than one cycle.
    """
    return Recording(pattern, timeline(pattern, min(cycles, most_cycles(pattern, kind))).cycles, kind)


def recording_of(name: str) -> Recording | None:
    """Return the recording of that name; `None` when there can be none: it is too long, or of another edition."""
    found = _NAME.fullmatch(name)
    pattern = pattern_of(found[1]) if found else None
    if found is None or pattern is None or pattern.name != found[1]:
        return None
    asked = Recording(pattern, int(found[2]), Kind(found[3]))
    return asked if asked.name == name and asked.cycles <= most_cycles(pattern, asked.kind) else None


def is_public(recording: Recording) -> bool:
    """Whether anybody may ask for it: one of the named patterns, as clip of any length or stream of whole minutes."""
    minutes = (recording.timeline.length_ms + 30_000) // 60_000
    whole = recording.cycles == cycles_in(recording.pattern, max(1, minutes) * 60)
    return recording.pattern.name in PATTERNS and (recording.kind is Kind.CLIP or whole)


def address(recording: Recording, below: str, key: bytes) -> str:
    """Return where a recording is. That of somebody's own pattern has a seal: it is rendered for who was given it."""
    seal = "" if is_public(recording) else f"{seal_of(recording, key)}/"
    return f"{below}/{seal}{recording.name}"


def seal_of(recording: Recording, key: bytes) -> str:
    """Return what shows that the skill itself gave a recording's address away."""
    return hmac.new(key, b"recording " + recording.name.encode(), hashlib.sha256).hexdigest()[:_SEAL_LENGTH]


def named_recordings() -> Iterator[Recording]:
    """Give every recording of the named patterns: clips of any length, streams of whole minutes."""
    for pattern in PATTERNS.values():
        for cycles in range(1, most_cycles(pattern, Kind.CLIP) + 1):
            yield Recording(pattern, cycles, Kind.CLIP)
        for minutes in range(1, LONGEST_STREAM_MS // 60_000 + 1):
            yield Recording(pattern, cycles_in(pattern, minutes * 60), Kind.STREAM)
