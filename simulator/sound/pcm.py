"""Sound with one channel and 16 bits a sample."""

import wave
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]
HEARING_RATE = 16_000
"""Samples per second that an ear hears."""
_LOUD = 0.03
"""What part of the loudest sample is heard as the beginning of a word: as tools/onsets.py has it."""
_LARGEST = 32_767


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A sound.

    Args:
        rate: Samples per second.
        samples: Their values.
    """

    rate: int
    samples: Samples

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.rate

    @property
    def pcm(self) -> bytes:
        """Its samples as bytes, little-endian."""
        return self.samples.astype("<i2").tobytes()


def from_pcm(pcm: bytes, rate: int) -> Sound:
    """Return a sound of little-endian bytes."""
    return Sound(rate, np.frombuffer(pcm, dtype="<i2").astype(np.int16))


def silence(samples: int, rate: int) -> Sound:
    """Return a silence of so many samples."""
    return Sound(rate, np.zeros(max(0, samples), np.int16))


def joined(sounds: Iterable[Sound]) -> Sound:
    """Return sounds of the same rate one after the other.

    Raises:
        ValueError: There is none, or their rates differ.
    """
    all_ = list(sounds)
    rates = {one.rate for one in all_}
    if len(rates) != 1:
        raise ValueError(f"sounds to join have one rate, not {sorted(rates)}")
    return Sound(rates.pop(), np.concatenate([one.samples for one in all_]))


def resampled(sound: Sound, rate: int) -> Sound:
    """Return a sound at another rate, without what the lower of the two rates cannot hold."""
    if sound.rate == rate or not len(sound.samples):
        return Sound(rate, sound.samples)
    count = round(len(sound.samples) * rate / sound.rate)
    spectrum = np.fft.rfft(sound.samples.astype(np.float64))
    kept = np.zeros(count // 2 + 1, dtype=complex)
    common = min(len(spectrum), len(kept))
    kept[:common] = spectrum[:common]
    return Sound(rate, clipped(np.fft.irfft(kept, count) * count / len(sound.samples)))


def trimmed(sound: Sound) -> Sound:
    """Return a sound without the silence before and after its words."""
    level = np.abs(sound.samples.astype(np.int32))
    heard = np.flatnonzero(level > _LOUD * level.max(initial=0))
    return Sound(sound.rate, sound.samples[heard[0] : heard[-1] + 1]) if len(heard) else silence(0, sound.rate)


def clipped(samples: NDArray[np.float64]) -> Samples:
    """Return values as 16-bit samples."""
    as_samples: Samples = np.rint(samples.clip(-_LARGEST, _LARGEST)).astype(np.int16)
    return as_samples


def write(file: Path, sound: Sound) -> None:
    """Write a sound as a WAV file."""
    with wave.open(str(file), "wb") as opened:
        opened.setnchannels(1)
        opened.setsampwidth(2)
        opened.setframerate(sound.rate)
        opened.writeframes(sound.pcm)
