"""How a round of breathing is led on a device: in words, by tones, on a screen, or by a track."""

from dataclasses import replace

from skill.breathing.patterns import SLOW, Pattern, Phase, pattern_of
from skill.breathing.recordings import LONGEST_STREAM_MS, Kind, most_cycles, recording
from skill.breathing.round import ANSWER_SECONDS, Round, in_whole_minutes, minutes, most_cycles_in_words
from skill.breathing.timeline import OPENING_MS, cycles_in, lasting, timeline
from skill.conversation.context import Context
from skill.conversation.turn import Device, Play
from skill.efficacy.breath import BreathingSession, BreathingState
from skill.efficacy.performer import OwnPattern, Performer
from skill.ledger.protocol import Unavailable
from skill.speech.parts import Breathing, Line, Parts, Tones, line

LONGEST_SECONDS = LONGEST_STREAM_MS // 1_000
LITTLE_SECONDS = 60
"""So little of a round is no block of its own."""
_WORDS_SECONDS, _BEFORE_TONES_SECONDS = 120, 60
"""Up to here words lead all of it; of a longer round, only the first minute."""
_SOON_OVER_SECONDS = 60
"""A standalone round this short is led in words even where a track could play, because words teach it."""


def requested_round(context: Context, performer: Performer, seconds: int, *, alone: bool) -> Round:
    """Return a round of about that many seconds, in the requested pattern or their preferred one."""
    seconds = in_whole_minutes(seconds)
    liked = pattern_of(performer.preferences.pattern or "")
    own = own_pattern(context)
    named = own.lengths if own else context.nlu.pattern or custom_pattern(context)
    pattern = pattern_of(named or "") or liked or SLOW
    if context.language.excludes_holds(context.nlu.words or ""):
        pattern = pattern.without_holds
    cycles = min(cycles_in(pattern, seconds), most_cycles(pattern, Kind.STREAM))
    return Round(pattern, cycles, alone, performer.id, context.turn.request, context.turn.at)


def custom_pattern(context: Context) -> str | None:
    """Return the custom pattern in the performer's words, as 4-2-6-0, even if it can't be led."""
    return context.language.custom_pattern(context.nlu.words or "")


def own_pattern(context: Context, *, is_request: bool = True) -> OwnPattern | None:
    """Return the own pattern that the performer asks for by the name they gave it; `None` without a ledger.

    Args:
        context: The turn's context.
        is_request: Whether it is known that the words ask for breathing.
    """
    try:
        own = {one.title: one for one in reversed(context.performer.preferences.own_patterns)}
    except Unavailable:
        return None
    title = context.language.pattern_titled(context.nlu.words or "", own, is_request=is_request)
    return own[title] if title else None


def breathing_state(context: Context, round_: Round, done_ms: int | None = None) -> BreathingSession:
    """Return the breathing session to save for a round that runs on the device."""
    done = round_.done_ms if done_ms is None else done_ms
    waits = not round_.is_standalone and is_track(context.turn.device, round_)
    return BreathingSession(round_.token, round_.length_ms, context.turn.at, BreathingState.PLAYING, done, waits)


def is_track(device: Device, round_: Round) -> bool:
    """Whether a track leads the round or the rest of it.

    That takes whole minutes, and a round that is too long for one answer, or a standalone one without a screen.
    """
    whole_minutes = cycles_in(round_.pattern, 60 * minutes(round_.length_ms))
    if not (device.has_player and device.has_recording(round_.pattern) and round_.cycles == whole_minutes):
        return False
    seconds = _SOON_OVER_SECONDS if round_.is_standalone and not device.has_screen else ANSWER_SECONDS
    return replace(round_, done=0).is_longer_than(seconds)


def plays_unattended(device: Device, round_: Round) -> bool:
    """Whether a track or a screen leads it, so that it runs without the skill."""
    return device.has_screen or is_track(device, round_)


def track(round_: Round, offset_ms: int | None = None) -> Play:
    """Return the track that leads a round, from its progress or from the device's own offset."""
    offset = OPENING_MS + round_.done_ms if round_.done else 0
    file = recording(round_.pattern, round_.cycles, Kind.STREAM)
    title = Line("breathing-title", {"minutes": minutes(round_.length_ms)})
    return Play(file, title, offset if offset_ms is None else offset_ms)


def breathing_parts(context: Context, round_: Round) -> Parts:
    """Return the parts that lead a round, as far as one answer can, without the lines before and after."""
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
    """Explain the tones."""
    rises = (line("tones-top-up"),) if any(phase is Phase.TOP_UP for phase, _ in pattern.phases) else ()
    return (line(key, **args), *rises, *((line("tones-hold"),) if pattern.holds else ()))


def first_block(context: Context, round_: Round) -> Round:
    """Return the part of a round that one answer leads on this device; all of it if it runs by itself."""
    device, pattern = context.turn.device, round_.pattern
    has_tones = device.has_recording(pattern) and round_.is_longer_than(_WORDS_SECONDS)
    if device.has_screen or (has_tones and not round_.is_longer_than(ANSWER_SECONDS)):
        return round_
    left, most = round_.cycles - round_.done, most_cycles_in_words(pattern)
    if has_tones:
        most = cycles_in(pattern, _BEFORE_TONES_SECONDS) + most_cycles(pattern, Kind.CLIP)
    elif most < left <= most + cycles_in(pattern, LITTLE_SECONDS):
        most = left // 2
    return replace(round_, cycles=round_.done + min(left, most))
