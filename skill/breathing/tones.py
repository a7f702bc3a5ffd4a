"""The sound of a timeline: a tone rises with the breath in, falls with the breath out, and stays level in a hold.

Every phase swells from silence and sinks back into it, so that its beginning is heard without an attack. A few quiet
partials carry the tone on a speaker too small for its fundamental.
"""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from skill.breathing.patterns import Phase
from skill.breathing.timeline import ENDING_MS, OPENING_MS, Timeline

Samples = NDArray[np.int16]
Curve = NDArray[np.float64]

LOW_HZ, HIGH_HZ, HIGHEST_HZ = 261.63, 392.0, 493.88
"""C, G and B: a breath in climbs a fifth; a top-up climbs on at the pace of the sigh's first breath."""
GOALS_HZ = {Phase.IN: HIGH_HZ, Phase.TOP_UP: HIGHEST_HZ, Phase.OUT: LOW_HZ}
"""The pitch that each phase ends on. Any other phase leaves the pitch where it is."""
PARTIALS = (1.0, 0.3, 0.12, 0.05)
"""How strong each multiple of the pitch is, from the first."""
SWELL_S = 0.15
"""How long a phase takes to swell at its beginning and to sink at its end, in seconds."""
LOUDNESS = 5_150
"""The amplitude of the fundamental, of 32 767: about -20 LUFS with its partials, a level to speak over."""

BELL_HZ, BELL_AFTER_S, BELL_ATTACK_S = 523.25, 0.5, 0.012
BELL = ((1.0, 1.0, 1.1), (2.0, 0.3, 0.7), (2.76, 0.2, 0.5), (5.4, 0.06, 0.2))
"""Its partials: the multiple of its pitch, how strong it is, and in how many seconds it falls to a third."""
FADE_S, SILENT_S = 1.5, 0.3
"""How long the bell fades, and how long it is silent before the end, in seconds."""


def samples(timeline: Timeline, rate: int) -> Iterator[Samples]:
    """Render a timeline at that many samples per second: its opening, each phase and its ending, each as one block.

    Equal phases share a block, which must not be written to.
    """
    yield np.zeros(_sample_at(OPENING_MS, rate), np.int16)
    pitch = LOW_HZ
    for cue in timeline.cues:
        goal = GOALS_HZ.get(cue.phase, pitch)
        yield _tone(pitch, goal, _sample_at(cue.start_ms + cue.length_ms, rate) - _sample_at(cue.start_ms, rate), rate)
        pitch = goal
    yield _bell(_sample_at(ENDING_MS, rate), rate)


def _sample_at(ms: int, rate: int) -> int:
    return ms * rate // 1_000


@lru_cache(maxsize=8)
def _tone(start_hz: float, goal_hz: float, count: int, rate: int) -> Samples:
    angle = 2 * np.pi / rate * np.cumsum(np.geomspace(start_hz, goal_hz, count))
    tone: Curve = sum((level * np.sin(n * angle) for n, level in enumerate(PARTIALS, 1)), np.zeros(count))
    from_edge = np.minimum(np.arange(count), np.arange(count)[::-1]) / rate
    return _as_block(tone * _swell(from_edge / SWELL_S))


def _bell(count: int, rate: int) -> Samples:
    since = np.arange(count) / rate - BELL_AFTER_S
    left = np.arange(count)[::-1] / rate - SILENT_S
    partials = (
        level * np.exp(-since.clip(0) / decay) * np.sin(2 * np.pi * BELL_HZ * ratio * since)
        for ratio, level, decay in BELL
    )
    return _as_block(sum(partials, np.zeros(count)) * _swell(since / BELL_ATTACK_S) * _swell(left / FADE_S))


def _swell(progress: Curve) -> Curve:
    """Rise smoothly from 0 to 1 while the progress goes from 0 to 1."""
    rising: Curve = np.sin(np.pi / 2 * progress.clip(0, 1)) ** 2
    return rising


def _as_block(sound: Curve) -> Samples:
    block = np.rint(LOUDNESS * sound).astype(np.int16)
    block.flags.writeable = False
    return block
