"""A round of breathing: its pattern, cycles, performer and beginning. A device identifies it by its token."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from skill.breathing.patterns import Pattern, pattern_of
from skill.breathing.recordings import Kind, most_cycles
from skill.breathing.timeline import Timeline, cycles_in, timeline

ANSWER_SECONDS = 300
"""The longest round that fits in one response; a longer one plays as a track, or continues after a question."""
_MOST_CUES = 200
"""How many cues one response leads: some 25 characters each, with the sentences around them."""
_MINUTE_MS = 60_000
_TOKEN = re.compile(
    r"([\w-]{1,40})\.(\w{1,40})\.([\w-]{1,20}|[\d.-]{1,24})\.([1-9]\d{0,2})\.([aw])\.(\d{1,11})", re.ASCII
)
_BOOKMARK = re.compile(r"(.+)/(\d{1,9})", re.ASCII)
_STAYS_CURRENT = timedelta(minutes=30)
"""How long after its end a round can still be controlled by what is said."""


@dataclass(frozen=True, slots=True)
class Round:
    """A round of breathing.

    Args:
        pattern: The breathing pattern.
        cycles: How many cycles it has in all.
        is_standalone: Whether nothing follows it; otherwise the rest of a warm-up does.
        performer_id: The performer's id.
        request: The request that began it.
        began: When it began, UTC.
        done: How many cycles are done.
    """

    pattern: Pattern
    cycles: int
    is_standalone: bool
    performer_id: str
    request: str
    began: datetime
    done: int = 0

    @property
    def token(self) -> str:
        """The text that identifies it on a device, from which alone it can be resumed."""
        kind = "a" if self.is_standalone else "w"
        began = int(self.began.timestamp())
        return f"{self.performer_id}.{self.request}.{self.pattern.name}.{self.cycles}.{kind}.{began}"

    @property
    def bookmark(self) -> str:
        """Its token, and how many cycles are done."""
        return f"{self.token}/{self.done}"

    @property
    def length_ms(self) -> int:
        """How long all of it lasts, in milliseconds."""
        return self.cycles * self.pattern.cycle_ms

    @property
    def done_ms(self) -> int:
        """How much of it is done, in milliseconds."""
        return self.done * self.pattern.cycle_ms

    @property
    def left_ms(self) -> int:
        """How long the rest of it lasts, in milliseconds."""
        return self.length_ms - self.done_ms

    @property
    def rest(self) -> Timeline:
        """The timeline of the cycles that are left."""
        return timeline(self.pattern, self.cycles - self.done)

    @property
    def without_holds(self) -> "Round":
        """A round without holds, from its beginning, about as long as the rest of this one."""
        pattern = self.pattern.without_holds
        seconds = in_whole_minutes(self.left_ms // 1_000)
        return replace(self, pattern=pattern, cycles=cycles_in(pattern, seconds), done=0)

    def is_longer_than(self, seconds: int) -> bool:
        """Whether it has more cycles left than a round of that many seconds has."""
        return self.cycles - self.done > cycles_in(self.pattern, seconds)

    def is_current(self, now: datetime) -> bool:
        """Whether it is going on, or ended so recently that what is said may still refer to it."""
        return now - self.began < timedelta(milliseconds=self.length_ms) + _STAYS_CURRENT

    def restarted(self, performer_id: str, request: str, now: datetime) -> "Round":
        """Return the same round from the beginning, begun now by that performer's request."""
        return replace(self, performer_id=performer_id, request=request, began=now, done=0)

    def with_progress(self, ms: int) -> "Round":
        """Return the round with that much done, in whole cycles; the last cycle is always left."""
        return replace(self, done=min(ms // self.pattern.cycle_ms, self.cycles - 1))


def parse_token(token: str) -> Round | None:
    """Return the round of a token; `None` if the skill didn't make the token."""
    found = _TOKEN.fullmatch(token)
    pattern = pattern_of(found[3]) if found else None
    if found is None or pattern is None or int(found[4]) > most_cycles(pattern, Kind.STREAM):
        return None
    began = datetime.fromtimestamp(int(found[6]), UTC)
    return Round(pattern, int(found[4]), found[5] == "a", found[1], found[2], began)


def parse_bookmark(text: str) -> Round | None:
    """Return the round of a bookmark, with its progress; `None` if the skill didn't make the bookmark."""
    found = _BOOKMARK.fullmatch(text)
    round_ = parse_token(found[1]) if found else None
    done = int(found[2]) if found else 0
    return replace(round_, done=done) if round_ and done < round_.cycles else None


def most_cycles_in_words(pattern: Pattern) -> int:
    """Return how many cycles one response leads in words: those of five minutes, if there is room for them."""
    return min(cycles_in(pattern, ANSWER_SECONDS), _MOST_CUES // len(pattern.phases))


def in_whole_minutes(seconds: int) -> int:
    """Return how many seconds a round of about that length takes: if it doesn't fit in one response, whole minutes."""
    return seconds if seconds <= ANSWER_SECONDS else 60 * minutes(seconds * 1_000)


def minutes(ms: int) -> int:
    """Return milliseconds in whole minutes, at least one."""
    return max(1, (ms + _MINUTE_MS // 2) // _MINUTE_MS)
