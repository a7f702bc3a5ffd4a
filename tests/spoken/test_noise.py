"""Noise is the same every time, and as loud as it is said to be."""

from collections.abc import Callable

import numpy as np
import pytest

from simulator.sound.pcm import HEARING_RATE, Sound, clipped
from tests.spoken.noise import EDGE_SECONDS, KINDS, Curve, mixed, music, room

TONE = Sound(HEARING_RATE, clipped(3_000 * np.sin(np.arange(2 * HEARING_RATE) / 10)))


@pytest.mark.parametrize("make", [room, music])
def test_it_is_the_same_every_time_and_another_with_another_seed(make: Callable[..., Curve]) -> None:
    assert (make(8_000, HEARING_RATE) == make(8_000, HEARING_RATE)).all()
    assert not (make(8_000, HEARING_RATE) == make(8_000, HEARING_RATE, seed=2)).all()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("decibels", [20, 10, 5])
def test_it_is_so_many_decibels_quieter(kind: str, decibels: int) -> None:
    edge = round(EDGE_SECONDS * HEARING_RATE)
    noise = mixed(TONE, kind, decibels).samples - mixed(TONE, kind, None).samples.astype(float)
    assert len(noise) == len(TONE.samples) + 2 * edge
    ratio = TONE.samples.astype(float).std() / noise.std()
    assert 20 * np.log10(ratio) == pytest.approx(decibels, abs=0.5)
