"""Estimates of how long speech takes."""

from skill.speech.pace import spoken_ms


def test_about_150_words_a_minute() -> None:
    words = (
        "Sit or stand somewhere safe and then breathe softly through the nose for as long as it takes you to get there"
    )
    assert 0.85 < spoken_ms(words) / (len(words.split()) * 60_000 / 150) < 1.15


def test_a_short_word_takes_a_moment_and_no_word_none() -> None:
    assert spoken_ms("in") == 300
    assert spoken_ms("") == 0
