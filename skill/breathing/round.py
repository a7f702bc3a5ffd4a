"""A round of breathing: what is breathed, how often, by whom and since when. A device knows it by its token."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from skill.breathing.patterns import Pattern, pattern_of
from skill.breathing.recordings import Kind, most_cycles
from skill.breathing.timeline import Timeline, cycles_in, timeline

ANSWER_SECONDS = 300
"""The longest round that one answer leads; a longer one plays by itself, or goes on after a question."""
_A_MINUTE_MS = 60_000
_TOKEN = re.compile(r"([\w-]{1,40})\.(\w{1,40})\.([\w-]{1,20})\.([1-9]\d{0,2})\.([aw])\.(\d{1,11})", re.ASCII)
_BOOKMARK = re.compile(r"(.+)/(\d{1,9})", re.ASCII)
_STAYS_CURRENT = timedelta(minutes=30)
"""How long after its end a round can still be talked to."""


@dataclass(frozen=True, slots=True)
class Round:
    """A round of breathing.

    Args:
        pattern: What is breathed.
        cycles: How often, all in all.
        is_standalone: Whether nothing follows it; else the rest of a warm-up does.
        performer_id: Whose it is.
        request: The request that began it.
        began: When that was, UTC.
        done: How many cycles are behind already.
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
        """The text that a device knows it by; the round can be led on from that alone."""
        kind = "a" if self.is_standalone else "w"
        began = int(self.began.timestamp())
        return f"{self.performer_id}.{self.request}.{self.pattern.name}.{self.cycles}.{kind}.{began}"

    @property
    def bookmark(self) -> str:
        """Its token, and how many cycles are behind."""
        return f"{self.token}/{self.done}"

    @property
    def length_ms(self) -> int:
        """How long all of it lasts, in milliseconds."""
        return self.cycles * self.pattern.cycle_ms

    @property
    def done_ms(self) -> int:
        """How much of it is behind, in milliseconds."""
        return self.done * self.pattern.cycle_ms

    @property
    def left_ms(self) -> int:
        """How long the rest of it lasts, in milliseconds."""
        return self.length_ms - self.done_ms

    @property
    def rest(self) -> Timeline:
        """What is left of it."""
        return timeline(self.pattern, self.cycles - self.done)

    @property
    def without_holds(self) -> "Round":
        """The same from the beginning without holds, about as long as what is left."""
        pattern = self.pattern.without_holds
        seconds = in_whole_minutes(self.left_ms // 1_000)
        return replace(self, pattern=pattern, cycles=cycles_in(pattern, seconds), done=0)

    def is_longer_than(self, seconds: int) -> bool:
        """Whether more of it is left than the whole cycles that come closest to so many seconds."""
        return self.cycles - self.done > cycles_in(self.pattern, seconds)

    def is_current(self, now: datetime) -> bool:
        """Whether it goes on, or ended so short a time ago that a word may still be meant for it."""
        return now - self.began < timedelta(milliseconds=self.length_ms) + _STAYS_CURRENT

    def restarted(self, performer_id: str, request: str, now: datetime) -> "Round":
        """Return the same round from the beginning, begun now by a request of that performer."""
        return replace(self, performer_id=performer_id, request=request, began=now, done=0)

    def with_progress(self, ms: int) -> "Round":
        """Return it with so many milliseconds behind, in whole cycles; the last cycle is left in any case."""
        return replace(self, done=min(ms // self.pattern.cycle_ms, self.cycles - 1))


def parse_token(token: str) -> Round | None:
    """Return the round of a token; `None` when the token is none of ours."""
    found = _TOKEN.fullmatch(token)
    pattern = pattern_of(found[3]) if found else None
    if found is None or pattern is None or int(found[4]) > most_cycles(pattern, Kind.STREAM):
        return None
    began = datetime.fromtimestamp(int(found[6]), UTC)
    return Round(pattern, int(found[4]), found[5] == "a", found[1], found[2], began)


def parse_bookmark(text: str) -> Round | None:
    """Return the round of a bookmark, with what is behind of it; `None` when the bookmark is none of ours."""
    found = _BOOKMARK.fullmatch(text)
    round_ = parse_token(found[1]) if found else None
    return replace(round_, done=int(found[2])) if found and round_ else None


def in_whole_minutes(seconds: int) -> int:
    """Return how long a round of about so many seconds is led: beyond one answer, for whole minutes, as tracks are."""
    return seconds if seconds <= ANSWER_SECONDS else 60 * minutes(seconds * 1_000)


def minutes(ms: int) -> int:
    """Return milliseconds in whole minutes, at least one."""
    return max(1, (ms + _A_MINUTE_MS // 2) // _A_MINUTE_MS)
