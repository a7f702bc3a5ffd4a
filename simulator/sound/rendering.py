"""Makes one sound of an answer: sentences one after the other, and each cue exactly where its phase begins.

A voice assistant says a cue and waits, and how long the cue takes is an estimate. Here each cue is cut to its
first and last sample, so that its phase takes as long as the timeline says.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import numpy as np

from simulator.sound.mouth import Mouth
from simulator.sound.pcm import Sound, clipped, joined, resampled, silence, trimmed
from simulator.spoken import Piece

BETWEEN_MS = 180
"""The silence after a sentence, in addition to that of the voice."""
_FADE_MS = 20
_TONES_RATE = 22_050
"""Samples per second of a recording that is played by itself."""

CueLength = Callable[[str], int]
"""Gives how many milliseconds the skill allows for a cue's words: with the silence after it, that is the phase."""
Tones = Callable[[str, int], Sound | None]
"""Gives the sound at a URL, at a rate; `None` if there is none."""


def rendered(spoken: Sequence[Piece], mouth: Mouth, cue_ms: CueLength, tones: Tones) -> Sound:
    """Return the sound of an answer's pieces.

    Raises:
        EngineFailed: The voice cannot say them.
    """
    rate = mouth.say(next((one.words for one in spoken if one.words), "")).rate
    sounds: list[Sound] = []
    for is_cue, pieces in groupby(spoken, lambda one: one.is_cue and bool(one.silence)):
        part = list(pieces)
        sounds += _round(part, mouth, cue_ms, rate) if is_cue else _sentences(part, mouth, tones, rate)
    return joined([silence(0, rate), *sounds])


def rendered_alone(piece: Piece, mouth: Mouth, cue_ms: CueLength, tones: Tones, speed: float) -> tuple[Sound, float]:
    """Return the sound of one piece, and after how many milliseconds the next piece begins.

    Whoever plays the pieces adds up these times, which are whole milliseconds for cues at their own speed, so that
    each phase begins where the timeline says. At another speed everything takes that much less time.

    Raises:
        EngineFailed: The voice cannot say it.
    """
    if piece.is_cue:
        lasts_ms = (cue_ms(piece.words) + round(piece.silence * 1_000)) / speed
        sound = trimmed(mouth.say(piece.words, piece.rate * speed))
        return _phase(sound, min(len(sound.samples), _samples(lasts_ms, sound.rate))), lasts_ms
    if piece.words:
        said = mouth.say(piece.words, piece.rate * speed)
        return said, 1_000 * said.seconds + (BETWEEN_MS + 1_000 * piece.silence) / speed
    sound = (tones(piece.sound, _TONES_RATE) if piece.sound else None) or silence(0, _TONES_RATE)
    sound = Sound(round(sound.rate * speed), sound.samples)
    return sound, 1_000 * (sound.seconds + piece.silence / speed)


def _sentences(spoken: Sequence[Piece], mouth: Mouth, tones: Tones, rate: int) -> Iterator[Sound]:
    for piece in spoken:
        if piece.words:
            yield mouth.say(piece.words, piece.rate)
            yield silence(_samples(BETWEEN_MS, rate), rate)
        elif piece.sound and (sound := tones(piece.sound, rate)) is not None:
            yield resampled(sound, rate)
        yield silence(_samples(piece.silence * 1_000, rate), rate)


def _round(cues: Sequence[Piece], mouth: Mouth, cue_ms: CueLength, rate: int) -> Iterator[Sound]:
    """Yield the phases. Each begins where the sum of those before it says, so that no rounding adds up."""
    start_ms = 0
    for cue in cues:
        end_ms = start_ms + cue_ms(cue.words) + round(cue.silence * 1_000)
        yield _phase(trimmed(mouth.say(cue.words)), _samples(end_ms, rate) - _samples(start_ms, rate))
        start_ms = end_ms


def _phase(cue: Sound, samples: int) -> Sound:
    """Return a cue with silence up to a number of samples; one that is longer fades out."""
    if len(cue.samples) > samples:
        fade = np.minimum(1, np.arange(samples)[::-1] / _samples(_FADE_MS, cue.rate))
        return Sound(cue.rate, clipped(cue.samples[:samples].astype(np.float64) * fade))
    return joined([cue, silence(samples - len(cue.samples), cue.rate)])


def _samples(ms: float, rate: int) -> int:
    return round(ms * rate / 1_000)
