"""Rooms to speak in: their noise is made from a fixed seed, and mixed at a ratio in decibels."""

import numpy as np
from numpy.typing import NDArray

from simulator.sound.pcm import Sound, clipped

Curve = NDArray[np.float64]
SEED = 20_260_504
EDGE_SECONDS = 0.4
"""How long only the noise is heard, before and after."""
KINDS = ("room", "music")
_CHORD_HZ = (196.0, 246.9, 293.7, 392.0, 493.9)
_BEAT_SECONDS = 0.5


def room(samples: int, rate: int, seed: int = SEED) -> Curve:
    """Return the noise of a room: every frequency, the low ones the loudest, and a hum."""
    rng = np.random.default_rng(seed)
    spectrum = np.fft.rfft(rng.normal(size=samples))
    hz = np.fft.rfftfreq(samples, 1 / rate)
    noise: Curve = np.fft.irfft(spectrum / np.sqrt(np.maximum(hz, 50) / 50), samples)
    hum: Curve = 0.15 * noise.std() * np.sin(2 * np.pi * 120 * np.arange(samples) / rate)
    return noise + hum


def music(samples: int, rate: int, seed: int = SEED) -> Curve:
    """Return something like music: a chord, two of its notes struck anew on each beat, each with its partials."""
    rng = np.random.default_rng(seed)
    at = np.arange(samples) / rate
    sound: Curve = np.zeros(samples)
    for beat in range(int(at[-1] / _BEAT_SECONDS) + 1 if samples else 0):
        since = (at - beat * _BEAT_SECONDS).clip(0)
        fading = np.where(at >= beat * _BEAT_SECONDS, np.exp(-since / 0.4) * np.minimum(1, since / 0.01), 0)
        for hz in rng.choice(_CHORD_HZ, 2, replace=False):
            partials = (np.sin(2 * np.pi * hz * n * since) / n**1.5 for n in range(1, 6))
            sound += fading * sum(partials, np.zeros(samples))
    return sound


def mixed(sound: Sound, kind: str, decibels: float | None, seed: int = SEED) -> Sound:
    """Return a sound in a noise that is so many decibels quieter; with `None` in silence."""
    edge = round(EDGE_SECONDS * sound.rate)
    speech = np.pad(sound.samples.astype(np.float64), edge)
    if decibels is None:
        return Sound(sound.rate, clipped(speech))
    noise = {"room": room, "music": music}[kind](len(speech), sound.rate, seed)
    power = np.sqrt((sound.samples.astype(np.float64) ** 2).mean()) if len(sound.samples) else 0.0
    return Sound(sound.rate, clipped(speech + noise * power / (noise.std() or 1) / 10 ** (decibels / 20)))
