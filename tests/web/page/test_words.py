"""What somebody types is kept as it was typed, on one line, up to what can be said."""

import pytest

from skill.web.page.words import LONGEST_WORDS, is_too_long, typed_words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  I look\r\n up ", "I look up"),
        ("\x00\x1b[2J\u2028", "[2J"),
        ("", None),
        (" \t ", None),
        ("<b>Äpfel</b> & 'x' 🎻", "<b>Äpfel</b> & 'x' 🎻"),
        ("\ud800", None),
    ],
)
def test_words_are_kept_on_one_line(typed: str, kept: str | None) -> None:
    assert typed_words(typed) == kept


def test_words_longer_than_any_that_can_be_said_are_too_long() -> None:
    assert [is_too_long(words) for words in (None, "x" * LONGEST_WORDS, "x" * (LONGEST_WORDS + 1))] == [
        *(False, False, True)
    ]
