"""The breath that is heard keeps the timeline: measured from the sound, where each cue begins."""

from collections.abc import Sequence
from statistics import median

import numpy as np
import pytest

from simulator.local import tones_of
from simulator.sound.mouth import Mouth
from simulator.sound.pcm import Sound, silence, trimmed
from simulator.sound.rendering import rendered
from simulator.spoken import pieces
from skill.breathing.patterns import PATTERNS, Pattern, pattern_of
from skill.breathing.recordings import Kind, recording
from skill.breathing.timeline import OPENING_MS, Timeline, lasting
from skill.speech.cues import cue_ms
from skill.speech.parts import Breathing, Line, Tones
from skill.speech.ssml import ssml
from skill.speech.texts import texts_for
from tools.onsets import WORD_GAP_MS, onsets
from tools.onsets import Sound as Measured

TEXTS = texts_for("en-US")
BEFORE, AFTER = Line("warm-up-body"), Line("warm-up-landing")
EVERY = (*PATTERNS.values(), *filter(None, map(pattern_of, ("3.5-0-5.5-0", "4-0-8-0"))))
MEDIAN_MS, DRIFT_MS = 20, 50


def answer(mouth: Mouth, said: str) -> Sound:
    """Return the sound of some SSML."""
    return rendered(pieces(said), mouth, lambda words: cue_ms(words, "en-US"), tones_of)


def begun(sound: Sound) -> Sequence[int]:
    """Return when something begins to be heard in a sound, in milliseconds."""
    return onsets(Measured(sound.rate, sound.samples.astype(np.float64)), WORD_GAP_MS)


def lateness(mouth: Mouth, plan: Timeline) -> Sequence[int]:
    """Return how many milliseconds after its time each phase is heard to begin, and last what is said after them."""
    heard = begun(answer(mouth, ssml((Breathing(plan), AFTER), TEXTS)))
    planned = [*(cue.start_ms for cue in plan.cues), plan.length_ms]
    return [at - heard[0] - due for at, due in zip(heard, planned, strict=False)]


@pytest.mark.parametrize("pattern", EVERY, ids=lambda pattern: pattern.name)
@pytest.mark.parametrize("minutes", [1, 10])
def test_every_phase_begins_where_the_timeline_says(pattern: Pattern, minutes: int, mouth: Mouth) -> None:
    plan = lasting(pattern, 60 * minutes)
    late = lateness(mouth, plan)
    assert len(late) == len(plan.cues) + 1
    assert median(map(abs, late)) <= MEDIAN_MS
    assert abs(late[-2]) <= DRIFT_MS
    assert max(map(abs, late[:-1])) <= DRIFT_MS


def test_a_wrong_timeline_is_heard(mouth: Mouth) -> None:
    """Otherwise the test above would show nothing."""
    plan = lasting(PATTERNS["slow"], 60)
    said = pieces(ssml((Breathing(plan), AFTER), TEXTS))
    heard = begun(rendered(said, mouth, lambda words: cue_ms(words, "en-US") + 60, tones_of))
    assert heard[len(plan.cues) - 1] - heard[0] - plan.cues[-1].start_ms > DRIFT_MS


def test_each_cue_has_its_length_to_the_sample(mouth: Mouth) -> None:
    plan = lasting(PATTERNS["slow"], 60)
    sound = answer(mouth, ssml((Breathing(plan),), TEXTS))
    assert len(sound.samples) == round(plan.length_ms * sound.rate / 1_000)


def test_tones_sound_where_the_skill_has_them(mouth: Mouth) -> None:
    tones = recording(PATTERNS["slow"], 2, Kind.CLIP)
    said = ssml((Tones(tones), AFTER), TEXTS, address=lambda one: f"https://ready-room.example/sound/{one.name}")
    sound = answer(mouth, said)
    whole = tones.timeline.whole_ms * sound.rate // 1_000
    assert len(trimmed(Sound(sound.rate, sound.samples[whole:])).samples)
    first = np.flatnonzero(np.abs(sound.samples[:whole]) > 200)[0] / sound.rate
    assert first == pytest.approx(OPENING_MS / 1_000, abs=0.05)
    assert tones_of("https://ready-room.example/sound/no.mp3", sound.rate) is None


def test_a_cue_that_is_longer_than_its_phase_is_cut(mouth: Mouth) -> None:
    said = '<speak>Breathe in slowly and deeply<break time="100ms"/> and out<break time="900ms"/></speak>'
    sound = rendered(pieces(said), mouth, lambda _words: 100, tones_of)
    assert sound.seconds == pytest.approx(1.2, abs=0.001)
    assert abs(int(sound.samples[round(0.2 * sound.rate) - 1])) < 200


def test_an_answer_without_words_is_a_silence(mouth: Mouth) -> None:
    assert rendered([], mouth, lambda _words: 0, tones_of).samples.tolist() == silence(0, 1).samples.tolist()
