"""Recordings: rounds of breathing as sound files, whose names say everything that is in them.

Neither a name nor its sound says anything about the performer: all who breathe the same pattern for the same time hear
the same file.
"""

import hashlib
import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from skill.breathing.patterns import PATTERNS, Pattern, pattern_of
from skill.breathing.timeline import ENDING_MS, OPENING_MS, Timeline, cycles_in, timeline
from skill.limits import AUDIO_MS

LONGEST_STREAM_MS = 20 * 60_000
EDITION = 1
"""The edition of the sound. A file is cached forever under its name, so a changed sound needs another name."""
_SEAL_LENGTH = 24
_SECONDS = r"(?:0|[1-9]\d?)(?:\.\d?[1-9])?"
_NAME = re.compile(
    rf"([a-z]+|{_SECONDS}(?:-{_SECONDS}){{3}})-x([1-9]\d{{0,2}})-(clip|stream)-(\d{{1,4}})\.mp3", re.ASCII
)


class Kind(StrEnum):
    """What a file is for, which decides its format."""

    CLIP = "clip"
    """Part of a response."""
    STREAM = "stream"
    """For the audio player."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A round of breathing as a sound file."""

    pattern: Pattern
    cycles: int
    kind: Kind

    @property
    def timeline(self) -> Timeline:
        """What sounds when."""
        return timeline(self.pattern, self.cycles)

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.pattern.name}-x{self.cycles}-{self.kind}-{EDITION}.mp3"


def most_cycles(pattern: Pattern, kind: Kind) -> int:
    """Return how many cycles the longest recording of a pattern has."""
    if kind is Kind.CLIP:
        return (AUDIO_MS - OPENING_MS - ENDING_MS) // pattern.cycle_ms
    return max(1, (LONGEST_STREAM_MS + pattern.cycle_ms // 2) // pattern.cycle_ms)


def recording(pattern: Pattern, cycles: int, kind: Kind) -> Recording:
    """Return the recording of that many cycles, or of as many as fit.

    Raises:
        ValueError: Fewer than one cycle.
    """
    return Recording(pattern, timeline(pattern, min(cycles, most_cycles(pattern, kind))).cycles, kind)


def recording_of(name: str) -> Recording | None:
    """Return the recording with that name; `None` if it is not the name of a recording that is served."""
    found = _NAME.fullmatch(name)
    pattern = pattern_of(found[1]) if found else None
    if found is None or pattern is None or pattern.name != found[1]:
        return None
    named = Recording(pattern, int(found[2]), Kind(found[3]))
    return named if named.name == name and named.cycles <= most_cycles(pattern, named.kind) else None


def is_public(recording: Recording) -> bool:
    """Whether anybody may request it: a named pattern, as a clip of any length or a stream of whole minutes."""
    minutes = (recording.timeline.length_ms + 30_000) // 60_000
    whole = recording.cycles == cycles_in(recording.pattern, max(1, minutes) * 60)
    return recording.pattern.name in PATTERNS and (recording.kind is Kind.CLIP or whole)


def address(recording: Recording, below: str, key: bytes) -> str:
    """Return a recording's URL. For a custom pattern it has a seal, since that is rendered only for those given it."""
    seal = "" if is_public(recording) else f"{seal_of(recording, key)}/"
    return f"{below}/{seal}{recording.name}"


def seal_of(recording: Recording, key: bytes) -> str:
    """Return the seal, which proves that the skill itself gave out a recording's URL."""
    return hmac.new(key, b"recording " + recording.name.encode(), hashlib.sha256).hexdigest()[:_SEAL_LENGTH]


def named_recordings() -> Iterator[Recording]:
    """Yield every recording of the named patterns: clips of any length, streams of whole minutes."""
    for pattern in PATTERNS.values():
        for cycles in range(1, most_cycles(pattern, Kind.CLIP) + 1):
            yield Recording(pattern, cycles, Kind.CLIP)
        for minutes in range(1, LONGEST_STREAM_MS // 60_000 + 1):
            yield Recording(pattern, cycles_in(pattern, minutes * 60), Kind.STREAM)
