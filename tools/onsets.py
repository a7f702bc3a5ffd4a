"""Finds where words begin in a sound, from its envelope and the silences between them."""

import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WORD_GAP_MS = 120
"""A silence within words, as before a t, is shorter; a silence between cues is longer."""
SHORTEST_MS = 60
"""A sound shorter than this is a click."""
_LOUD, _OVER_NOISE = 0.03, 3.0


class CannotHear(ValueError):
    """The sound cannot be read or measured; the message says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A sound with one channel.

    Args:
        rate: Samples per second.
        samples: Their values, on any scale.
    """

    rate: int
    samples: NDArray[np.float64]


def read(file: Path) -> Sound:
    """Read a 16-bit WAV file and mix its channels.

    Raises:
        CannotHear: It is not a 16-bit WAV file.
    """
    try:
        with wave.open(str(file)) as opened:
            if opened.getsampwidth() != 2:  # noqa: PLR2004 - bytes per sample
                raise CannotHear(
                    f"{file} has {8 * opened.getsampwidth()} bits per sample: save it as a 16-bit WAV file"
                )
            rate, channels = opened.getframerate(), opened.getnchannels()
            samples = np.frombuffer(opened.readframes(opened.getnframes()), dtype="<i2")
    except (wave.Error, EOFError) as error:
        raise CannotHear(f"{file} is not a WAV file: {error}") from error
    return Sound(rate, samples.reshape(-1, channels).mean(axis=1))


def onsets(sound: Sound, gap_ms: int = WORD_GAP_MS) -> list[int]:
    """Return when words begin after a silence of at least `gap_ms`, in milliseconds from the start of the sound.

    Raises:
        CannotHear: Nothing stands out from the noise.
    """
    envelope = _envelope(sound)
    loud, noise = np.percentile(envelope, 99), np.median(envelope)
    if loud <= _OVER_NOISE**2 * noise:
        raise CannotHear("no words stand out: the sound is silent, or noise is almost as loud as they are")
    heard = np.flatnonzero(envelope > max(_LOUD * loud, _OVER_NOISE * noise))
    runs = np.split(heard, np.flatnonzero(np.diff(heard) > gap_ms) + 1)
    return [int(run[0]) for run in runs if run[-1] - run[0] >= SHORTEST_MS]


def _envelope(sound: Sound) -> NDArray[np.float64]:
    """Return the peak value of each millisecond."""
    edges = np.arange(0, len(sound.samples), sound.rate / 1_000).astype(int)
    return np.maximum.reduceat(np.abs(sound.samples), edges) if len(edges) else np.zeros(1)
