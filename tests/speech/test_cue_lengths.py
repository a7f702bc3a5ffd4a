"""Measuring cues in a recording that was made in a room, with noise and a silence before the first cue."""

import wave
from pathlib import Path

import numpy as np
import pytest

from skill.speech.texts import texts_for
from tests.bench.spoken import LOCALE, measured
from tools.cue_lengths import as_toml, cues, lengths, series
from tools.espeak_ng import speak
from tools.onsets import CannotHear, Sound, onsets, read

SAID = cues(texts_for(LOCALE))


def recorded(file: Path, said: Sound, noise: float) -> Path:
    """Write a stereo recording of a sound after two seconds of the room; `noise` is relative to the loudest sample."""
    room = np.random.default_rng(1).normal(0, noise * np.abs(said.samples).max(), len(said.samples) + 2 * said.rate)
    room[2 * said.rate :] += said.samples
    with wave.open(str(file), "wb") as opened:
        opened.setnchannels(2)
        opened.setsampwidth(2)
        opened.setframerate(said.rate)
        opened.writeframes(np.repeat(np.clip(room, -32_768, 32_767), 2).astype("<i2").tobytes())
    return file


def test_a_recording_with_some_noise_gives_the_same_lengths(tmp_path: Path) -> None:
    heard = lengths(read(recorded(tmp_path / "kitchen.wav", speak(series(SAID), LOCALE), 0.005)), SAID)
    assert heard.keys() == measured().keys()
    assert max(abs(ms - measured()[cue]) for cue, ms in heard.items()) < 30


def test_a_recording_of_something_else_or_with_much_noise_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotHear, match="record the whole series"):
        lengths(speak(series(SAID[1:]), LOCALE), SAID)
    with pytest.raises(CannotHear, match="other sounds"):
        lengths(speak(series([*SAID[:1], "and now for something much longer", *SAID[2:]]), LOCALE), SAID)
    with pytest.raises(CannotHear, match="noise"):
        onsets(read(recorded(tmp_path / "street.wav", speak(series(SAID), LOCALE), 0.3)))


def test_a_file_that_is_no_recording_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.wav").write_text("no sound")
    with pytest.raises(CannotHear, match="not a WAV file"):
        read(tmp_path / "no.wav")


def test_silence_holds_no_words() -> None:
    with pytest.raises(CannotHear, match="silent"):
        onsets(Sound(8_000, np.zeros(8_000)))


def test_a_click_is_no_word() -> None:
    samples = np.zeros(80_000)
    samples[8_000:8_040] = samples[40_000:44_000] = 1_000
    assert onsets(Sound(8_000, samples)) == [5_000]


def test_the_table_says_what_it_was_measured_with() -> None:
    made = as_toml({"In": 240}, "the recording kitchen.wav")
    assert "the recording kitchen.wav" in made
    assert made.endswith('\n"In" = 240\n')
