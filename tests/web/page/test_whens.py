"""When something happened, as a form shows it, and that what it shows is read back."""

import pytest

from skill.speech.texts import texts_for
from skill.web.page.whens import stored_for, words_for

TEXTS = texts_for("en-US")


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("2026-SP", "spring 2026"),
        ("2019-WI", "winter 2019"),
        ("199X", "the 1990s"),
        ("2025-03", "March 2025"),
        ("2025-05-03", "May 3, 2025"),
        ("2026-W20", "the week of May 11, 2026"),
        ("2024", "2024"),
        ("when I was at school", "when I was at school"),
    ],
)
def test_no_code_is_shown(stored: str, shown: str) -> None:
    assert words_for(TEXTS, stored) == shown


@pytest.mark.parametrize("stored", ["2026-SP", "2025-SU", "2024-FA", "2019-WI", "199X", "2024", "in my youth"])
def test_what_is_shown_is_read_back(stored: str) -> None:
    assert stored_for(TEXTS, words_for(TEXTS, stored)) == stored
