"""How long a cue takes to say: as measured where it was measured, else as estimated."""

import pytest

from skill.breathing.patterns import PATTERNS, Pattern, Phase
from skill.breathing.timeline import TAUGHT_CYCLES, timeline
from skill.languages import FALLBACK, locales, nearest
from skill.speech.cues import cue_ms, lengths
from skill.speech.pace import SHORTEST_MS, spoken_ms
from skill.speech.parts import Line
from skill.speech.ssml import cue_words
from skill.speech.texts import texts_for

TEXTS = texts_for(FALLBACK)


@pytest.mark.parametrize("words", lengths(FALLBACK))
def test_a_measured_cue_takes_as_long_as_it_was_measured(words: str) -> None:
    assert cue_ms(words, FALLBACK) == nearest(FALLBACK).table("cues.toml")[words]


@pytest.mark.parametrize("words", ["let go now", "breathe in", "OUT", "in "])
def test_any_other_words_are_estimated(words: str) -> None:
    assert words not in lengths(FALLBACK)
    assert cue_ms(words, FALLBACK) == spoken_ms(words) >= SHORTEST_MS


def test_no_words_take_no_time() -> None:
    assert cue_ms("", FALLBACK) == 0


@pytest.mark.parametrize("locale", ["en-NZ", "de-DE", "xx-YY", ""])
def test_a_locale_without_measurements_of_its_own_has_those_of_the_nearest(locale: str) -> None:
    assert lengths(locale) == lengths(nearest(locale).name)
    assert cue_ms("hold", locale) == lengths(FALLBACK)["hold"]


@pytest.mark.parametrize("locale", locales())
@pytest.mark.parametrize("phase", Phase)
def test_a_taught_cue_takes_at_least_as_long_as_the_thin_one(locale: str, phase: Phase) -> None:
    say = texts_for(locale).say
    assert cue_ms(say(Line(f"cue-{phase}.taught")), locale) >= cue_ms(say(Line(f"cue-{phase}")), locale)


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_every_cue_of_a_named_pattern_is_measured_and_over_before_its_phase(pattern: Pattern) -> None:
    for cue in timeline(pattern, TAUGHT_CYCLES + 1).cues:
        words = cue_words(cue, TEXTS)
        assert words in lengths(FALLBACK)
        assert cue_ms(words, FALLBACK) < cue.length_ms
