"""The words that Alexa itself knows come from one file per language."""

import pytest

from simulator.languages import ENGLISH, language


@pytest.mark.parametrize("locale", ["en", "en-US", "en-GB", "tlh-KX"])
def test_a_locale_has_its_language_or_else_english(locale: str) -> None:
    assert language(locale) is ENGLISH


def test_english_is_complete() -> None:
    dates, numbers = ENGLISH.dates, ENGLISH.numbers
    assert (len(dates.weekdays), len(dates.months), len(dates.short_months)) == (7, 12, 12)
    assert (len(numbers.ones), len(numbers.tens)) == (20, 8)
    assert (len(numbers.ordinals), len(numbers.written_ordinals)) == (31, 31)
    assert set(ENGLISH.times.written_halves) <= set(ENGLISH.times.halves)
