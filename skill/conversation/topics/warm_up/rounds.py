"""A round of breathing, and how it is led on this device: in words, by tones, on a screen, or by a track."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from skill.breathing.patterns import SLOW, Pattern, Phase, pattern_of
from skill.breathing.recordings import LONGEST_STREAM_MS, Kind, most_cycles, recording
from skill.breathing.timeline import OPENING_MS, Timeline, cycles_in, lasting, timeline
from skill.conversation.context import Context
from skill.conversation.turn import Device, Play
from skill.efficacy.breath import BreathingSession, BreathingState
from skill.efficacy.performer import Performer
from skill.speech.parts import Breathing, Line, Parts, Tones, line

LONGEST_SECONDS = LONGEST_STREAM_MS // 1_000
ANSWER_SECONDS = 300
"""So long one answer leads it; what is longer goes on by itself, or after a question."""
_WORDS_SECONDS, _BEFORE_TONES_SECONDS = 120, 60
"""So long words lead all of it; of what is longer, the first minute."""
_SOON_OVER_SECONDS = 60
"""On its own, so short a round is led in words even where a track can be played: they teach it."""
_A_MINUTE_MS = 60_000
_TOKEN = re.compile(r"([\w-]{1,40})\.(\w{1,40})\.([\w-]{1,20})\.([1-9]\d{0,2})\.([aw])\.(\d{1,11})", re.ASCII)
_AT_HAND = timedelta(minutes=30)
"""So long after it could have been over, words to a round are still meant for it."""


@dataclass(frozen=True, slots=True)
class Round:
    """A round of breathing.

    Args:
        pattern: What is breathed.
        cycles: How often, all in all.
        is_standalone: Whether it stands on its own; else a warm-up follows it.
        performer_id: Whose it is: the id of a performer.
        request: The request by which it began.
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
        """By what a device knows it; it can be led on from that alone."""
        kind = "a" if self.is_standalone else "w"
        began = int(self.began.timestamp())
        return f"{self.performer_id}.{self.request}.{self.pattern.name}.{self.cycles}.{kind}.{began}"

    @property
    def length_ms(self) -> int:
        """How long all of it lasts, in milliseconds."""
        return self.cycles * self.pattern.cycle_ms

    @property
    def left_ms(self) -> int:
        """How long the rest of it lasts, in milliseconds."""
        return (self.cycles - self.done) * self.pattern.cycle_ms

    @property
    def rest(self) -> Timeline:
        """What is left of it."""
        return timeline(self.pattern, self.cycles - self.done)

    def is_longer_than(self, seconds: int) -> bool:
        """Whether more of it is left than the whole cycles that come closest to so many seconds."""
        return self.cycles - self.done > cycles_in(self.pattern, seconds)

    def restarted(self, context: Context, performer_id: str) -> "Round":
        """Return the same round, begun by this turn."""
        return replace(self, performer_id=performer_id, request=context.turn.request, began=context.turn.at, done=0)

    def is_current(self, now: datetime) -> bool:
        """Whether a word is still meant for it."""
        return now - self.began < timedelta(milliseconds=self.length_ms) + _AT_HAND

    @property
    def without_holds(self) -> "Round":
        """The same from the beginning, without holds, and about as long as what is left."""
        pattern = self.pattern.without_holds
        return replace(self, pattern=pattern, cycles=cycles_in(pattern, _seconds(self.left_ms // 1_000)), done=0)

    def with_progress(self, ms: int) -> "Round":
        """Return it with so much behind, in whole cycles; the last one is left in any case."""
        return replace(self, done=min(ms // self.pattern.cycle_ms, self.cycles - 1))


def parse_token(token: str) -> Round | None:
    """Return the round of a token; `None` when it is none of ours."""
    found = _TOKEN.fullmatch(token)
    pattern = pattern_of(found[3]) if found else None
    if found is None or pattern is None or int(found[4]) > most_cycles(pattern, Kind.STREAM):
        return None
    began = datetime.fromtimestamp(int(found[6]), UTC)
    return Round(pattern, int(found[4]), found[5] == "a", found[1], found[2], began)


def requested_round(context: Context, performer: Performer, seconds: int, *, alone: bool) -> Round:
    """Return the round of about so many seconds, in the pattern that was asked for, or the one they like."""
    seconds = _seconds(seconds)
    liked = pattern_of(performer.preferences.pattern or "")
    pattern = pattern_of(context.nlu.pattern or custom_pattern(context) or "") or liked or SLOW
    cycles = min(cycles_in(pattern, seconds), most_cycles(pattern, Kind.STREAM))
    return Round(pattern, cycles, alone, performer.id, context.turn.request, context.turn.at)


def _seconds(wanted: int) -> int:
    """Return how long it is led: what is too long for an answer, for whole minutes, as tracks are."""
    return wanted if wanted <= ANSWER_SECONDS else 60 * minutes(wanted * 1_000)


def custom_pattern(context: Context) -> str | None:
    """Return the pattern that was told in somebody's own words, as 4-2-6-0, whether it can be breathed or not."""
    return context.language.custom_pattern(context.nlu.words or "")


def breathing_state(context: Context, round_: Round, done_ms: int | None = None) -> BreathingSession:
    """Return what is kept of a round that goes on by itself, as of now."""
    done = round_.done * round_.pattern.cycle_ms if done_ms is None else done_ms
    waits = not round_.is_standalone and is_track(context.turn.device, round_)
    return BreathingSession(round_.token, round_.length_ms, context.turn.at, BreathingState.PLAYING, done, waits)


def is_track(device: Device, round_: Round) -> bool:
    """Whether a track leads it, or the rest of it.

    All of it is too long for an answer, or it stands on its own where there is no screen; and it is of whole minutes.
    """
    whole_minutes = cycles_in(round_.pattern, 60 * minutes(round_.length_ms))
    if not (device.has_player and device.has_recording(round_.pattern) and round_.cycles == whole_minutes):
        return False
    seconds = _SOON_OVER_SECONDS if round_.is_standalone and not device.has_screen else ANSWER_SECONDS
    return replace(round_, done=0).is_longer_than(seconds)


def plays_unattended(device: Device, round_: Round) -> bool:
    """Whether it is led by a track or on a screen."""
    return device.has_screen or is_track(device, round_)


def track(round_: Round, offset_ms: int | None = None) -> Play:
    """Return the track that leads a round, from what is behind already, or from where the device says it is."""
    offset = OPENING_MS + round_.done * round_.pattern.cycle_ms if round_.done else 0
    file = recording(round_.pattern, round_.cycles, Kind.STREAM)
    title = Line("breathing-title", {"minutes": minutes(round_.length_ms)})
    return Play(file, title, offset if offset_ms is None else offset_ms)


def breathing_parts(context: Context, round_: Round) -> Parts:
    """Return what leads a round, or as much of it as an answer holds, without the line before and the line after."""
    device, rest = context.turn.device, round_.rest
    if device.has_screen:
        return (Breathing(timeline(round_.pattern, round_.cycles)),)
    if not round_.is_longer_than(_WORDS_SECONDS) or not device.has_recording(round_.pattern):
        return (Breathing(rest),)
    words = lasting(round_.pattern, _BEFORE_TONES_SECONDS)
    tones = recording(round_.pattern, rest.cycles - words.cycles, Kind.CLIP)
    explained = () if round_.done else tones_explained(round_.pattern, "warm-up-tones")
    return (Breathing(words), *explained, Tones(tones))


def tones_explained(pattern: Pattern, key: str, **args: Line | int) -> Parts:
    """Say how the tones lead."""
    rises = (line("tones-top-up"),) if any(phase is Phase.TOP_UP for phase, _ in pattern.phases) else ()
    return (line(key, **args), *rises, *((line("tones-hold"),) if pattern.holds else ()))


def first_block(context: Context, round_: Round) -> Round:
    """Return as much of a round as one answer leads on this device: all of it where it goes on by itself."""
    if context.turn.device.has_screen or not round_.is_longer_than(ANSWER_SECONDS):
        return round_
    most = cycles_in(round_.pattern, ANSWER_SECONDS)
    if context.turn.device.has_recording(round_.pattern):
        words = cycles_in(round_.pattern, _BEFORE_TONES_SECONDS)
        most = min(most, words + most_cycles(round_.pattern, Kind.CLIP))
    return replace(round_, cycles=min(round_.cycles, round_.done + most))


def minutes(ms: int) -> int:
    """Return milliseconds in whole minutes, at least one."""
    return max(1, (ms + _A_MINUTE_MS // 2) // _A_MINUTE_MS)
