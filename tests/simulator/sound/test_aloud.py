"""The page's pieces keep the timeline, and a recording is heard by what was asked."""

from statistics import median

import pytest

from simulator.local import MODELS, tones_of
from simulator.sound.aloud import Aloud, is_sure
from simulator.sound.ear import Ear, Heard
from simulator.sound.mouth import Mouth
from simulator.sound.pcm import HEARING_RATE, joined, resampled, silence, trimmed
from simulator.sound.wake_word import WakeWord
from simulator.spoken import Piece, pieces
from skill.breathing.patterns import PATTERNS, Pattern, pattern_of
from skill.breathing.recordings import Kind, recording
from skill.breathing.timeline import lasting
from skill.speech.cues import cue_ms
from skill.speech.parts import Breathing
from skill.speech.ssml import ssml
from skill.speech.texts import texts_for
from tests.simulator.sound.test_rendering import DRIFT_MS, MEDIAN_MS, begun

EVERY = (*PATTERNS.values(), *filter(None, map(pattern_of, ("3.5-0-5.5-0",))))


@pytest.fixture
def aloud(mouth: Mouth, ear: Ear) -> Aloud:
    """The page's voice and ear."""
    return Aloud(mouth, ear, WakeWord(), MODELS, cue_ms, tones_of)


def recorded(aloud: Aloud, words: str) -> bytes:
    """Return words as the page records them, with a pause after them."""
    sound, _ = aloud.say(Piece(words), "en-US", 1.0)
    return resampled(joined([sound, silence(sound.rate, sound.rate)]), HEARING_RATE).pcm


@pytest.mark.parametrize("speed", [1.0, 2.0])
@pytest.mark.parametrize("pattern", EVERY, ids=lambda pattern: pattern.name)
def test_phases_that_are_played_one_after_the_other_keep_the_timeline(
    pattern: Pattern, speed: float, aloud: Aloud
) -> None:
    plan, due, sounds = lasting(pattern, 300), 0.0, []
    for place, piece in enumerate(pieces(ssml((Breathing(plan),), texts_for("en-US")))):
        sound, lasts_ms = aloud.say(piece, "en-US", speed)
        assert due == pytest.approx(plan.cues[place].start_ms / speed)
        phase = round((due + lasts_ms) * sound.rate / 1_000) - round(due * sound.rate / 1_000)
        assert len(sound.samples) <= phase
        sounds += [sound, silence(phase - len(sound.samples), sound.rate)]
        due += lasts_ms
    heard = begun(joined(sounds))
    late = [at - heard[0] - cue.start_ms / speed for at, cue in zip(heard, plan.cues, strict=True)]
    assert median(map(abs, late)) <= MEDIAN_MS
    assert max(map(abs, late)) <= DRIFT_MS


def test_a_sentence_lasts_as_long_as_its_sound_and_its_silence(aloud: Aloud) -> None:
    sound, lasts_ms = aloud.say(Piece("Welcome to Ready Room.", 0.5), "en-US", 1.0)
    assert lasts_ms == pytest.approx(1_000 * sound.seconds + 180 + 500)
    faster, lasts_ms = aloud.say(Piece("Welcome to Ready Room.", 0.5), "en-US", 2.0)
    assert faster.seconds < 0.7 * sound.seconds
    assert lasts_ms == pytest.approx(1_000 * faster.seconds + 90 + 250)


def test_tones_are_rendered_and_another_sound_is_nothing(aloud: Aloud) -> None:
    name = recording(PATTERNS["slow"], 2, Kind.CLIP).name
    piece = Piece("", 1.0, sound=f"http://127.0.0.1/skill/sound/{name}")
    sound, lasts_ms = aloud.say(piece, "en-US", 1.0)
    assert len(trimmed(sound).samples)
    assert lasts_ms == pytest.approx(1_000 * sound.seconds + 1_000)
    faster, _ = aloud.say(piece, "en-US", 4.0)
    assert faster.seconds == pytest.approx(sound.seconds / 4)
    nothing, lasts_ms = aloud.say(Piece("", 1.0, sound="https://elsewhere.example/a.mp3"), "en-US", 1.0)
    assert (len(nothing.samples), lasts_ms) == (0, 1_000)


def test_what_is_expected_depends_on_what_was_asked(aloud: Aloud) -> None:
    heard = aloud.hear(recorded(aloud, "seven"), "en-US", is_open=True, is_free=False)
    assert (heard.words, heard.is_expected) == ("seven", True)
    assert not aloud.hear(recorded(aloud, "two minutes"), "en-US", is_open=True, is_free=True).is_expected
    heard = aloud.hear(recorded(aloud, "Alexa, open ready room"), "en-US", is_open=False, is_free=False)
    assert heard.words == "alexa open ready room"


def test_it_is_sure_of_what_was_expected_or_well_heard() -> None:
    assert is_sure(Heard("yes", 0.3, is_expected=True))
    assert is_sure(Heard("i sang", 0.8))
    assert not is_sure(Heard("i sang", 0.4))
