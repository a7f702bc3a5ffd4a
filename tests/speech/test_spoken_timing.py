"""Spoken breathing keeps time: the skill's SSML is spoken by a real voice and measured."""

from statistics import median

import pytest

from skill.breathing.patterns import PATTERNS, Pattern, Phase
from skill.breathing.timeline import lasting
from skill.languages import locales
from skill.speech.cues import cue_ms, lengths
from skill.speech.pace import spoken_ms
from skill.speech.parts import Line
from skill.speech.texts import texts_for
from tests.bench.spoken import PACES, heard, lateness, measured, phases
from tests.speech.test_texts import messages

EACH = pytest.mark.parametrize("pattern", PATTERNS.values(), ids=lambda pattern: pattern.name)
WRONG = {name: pace for name, pace in PACES.items() if pace != 1}
LATEST_MS, FURTHEST_MS = 150, 5_000


@EACH
@pytest.mark.parametrize("seconds", [60, 120])
def test_the_phases_begin_in_time_with_cues_as_measured(pattern: Pattern, seconds: int) -> None:
    late = lateness(lasting(pattern, seconds))
    assert median(phases(late)) < LATEST_MS
    assert abs(late[-1]) < 3 * LATEST_MS


@EACH
@pytest.mark.parametrize("pace", WRONG.values(), ids=str)
def test_a_table_that_is_30_percent_wrong_costs_under_five_seconds_in_two_minutes(
    pattern: Pattern, pace: float
) -> None:
    assert abs(lateness(lasting(pattern, 120), pace)[-1]) < FURTHEST_MS


@EACH
def test_a_table_that_is_wrong_is_heard(pattern: Pattern) -> None:
    """Otherwise these tests would show nothing: slower words make phases late, faster ones early."""
    plan = lasting(pattern, 120)
    assert lateness(plan, 1.3)[-1] > 1_000
    assert lateness(plan, 0.7)[-1] < -1_000
    assert median(phases(heard(plan, {words: spoken_ms(words) for words in measured()}))) > LATEST_MS


@pytest.mark.parametrize("locale", locales())
def test_every_cue_was_measured_and_no_other_words(locale: str) -> None:
    texts = texts_for(locale)
    of_phases = {f"cue-{phase}" for phase in Phase}
    said = {texts.say(Line(key)) for key in messages(locale) if key.split(".")[0] in of_phases}
    assert set(lengths(locale)) == said
    assert all(isinstance(ms, int) and ms > 0 for ms in lengths(locale).values())


@EACH
@pytest.mark.parametrize("locale", locales())
def test_a_thin_cue_is_over_before_its_phase(pattern: Pattern, locale: str) -> None:
    for phase, length in pattern.phases:
        assert cue_ms(texts_for(locale).say(Line(f"cue-{phase}")), locale) < length


def test_a_cue_that_was_not_measured_is_estimated() -> None:
    assert cue_ms("let go now", "en-US") == spoken_ms("let go now")
