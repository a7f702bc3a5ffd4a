"""Sounds are joined, resampled, trimmed and written without becoming others."""

import wave
from pathlib import Path

import numpy as np
import pytest

from simulator.sound.pcm import Sound, clipped, from_pcm, joined, resampled, silence, trimmed, write

RATE = 22_050


def tone(hz: float, seconds: float = 0.5, rate: int = RATE) -> Sound:
    """Return a sine."""
    return Sound(rate, clipped(8_000 * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)))


def test_its_bytes_make_the_same_sound() -> None:
    assert (from_pcm(tone(440).pcm, RATE).samples == tone(440).samples).all()


def test_a_tone_at_another_rate_is_the_same_tone() -> None:
    other = resampled(tone(440), 16_000)
    assert other.seconds == pytest.approx(0.5, abs=1e-4)
    middle = slice(1_000, -1_000)
    assert np.abs(other.samples[middle] - tone(440, 0.5, 16_000).samples[middle].astype(int)).max() < 100


def test_what_a_lower_rate_cannot_hold_is_left_out() -> None:
    assert np.abs(resampled(tone(10_000), 16_000).samples[1_000:-1_000]).max() < 100


def test_only_the_silence_around_words_is_cut_off() -> None:
    sound = joined([silence(500, RATE), tone(440), silence(300, RATE), tone(440), silence(700, RATE)])
    assert len(trimmed(sound).samples) == pytest.approx(2 * len(tone(440).samples) + 300, abs=10)
    assert not len(trimmed(silence(500, RATE)).samples)


def test_sounds_of_two_rates_are_not_joined() -> None:
    with pytest.raises(ValueError, match="one rate"):
        joined([silence(5, RATE), silence(5, 16_000)])


def test_it_is_written_as_a_wav_file(tmp_path: Path) -> None:
    write(tmp_path / "a.wav", tone(440))
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert (file.getframerate(), file.getsampwidth(), file.getnchannels()) == (RATE, 2, 1)
        assert file.readframes(file.getnframes()) == tone(440).pcm
