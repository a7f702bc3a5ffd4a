"""The words that Alexa itself knows come from one file per language."""

from datetime import date

import pytest

from simulator.languages import ENGLISH, language
from simulator.slot_types import dates, times

MONDAY = date(2026, 5, 4)


@pytest.mark.parametrize("locale", ["en", "en-US", "en-NZ", "tlh-KX"])
def test_a_locale_has_its_language_or_else_english(locale: str) -> None:
    assert language(locale) is ENGLISH


@pytest.mark.parametrize("locale", ["en-GB", "en-AU", "en-IN"])
def test_a_locale_adds_what_it_says_besides(locale: str) -> None:
    own, usual = dict(dates(MONDAY, language(locale))), dict(dates(MONDAY))
    assert own.items() > usual.items()
    assert own["a week on tuesday"] == own["tuesday week"] == "2026-05-12"
    assert own["in a fortnight"] == "2026-05-18"
    assert own["4th of may"] == own["4 may"] == "2026-05-04"
    at = dict(times(language(locale)))
    assert at["half nine"] == at["half past nine"] == "09:30"
    assert at["half nine p m"] == "21:30"
    assert at["9.30am"] == at["9:30"] == "09:30"
    assert at["14.30"] == "14:30"
    assert "9.30am" not in dict(times())
    assert "half nine" not in dict(times())


def test_english_is_complete() -> None:
    dates, numbers = ENGLISH.dates, ENGLISH.numbers
    assert (len(dates.weekdays), len(dates.months), len(dates.short_months)) == (7, 12, 12)
    assert (len(numbers.ones), len(numbers.tens)) == (20, 8)
    assert (len(numbers.ordinals), len(numbers.written_ordinals)) == (31, 31)
    assert set(ENGLISH.times.written_halves) <= set(ENGLISH.times.halves)
