"""Words that put right what was told, and words that only resemble them."""

import pytest

from skill.nlu.language import language_for
from skill.nlu.putting_right import Correction, What

ENGLISH = language_for("en-US")


@pytest.mark.parametrize(
    ("words", "correction"),
    [
        ("wait make that three", Correction(What.REPLACE, "three")),
        ("Sorry, I mean four, please", Correction(What.REPLACE, "four")),
        ("I meant the second course", Correction(What.REPLACE, "the second course")),
        ("scratch that, put I kept my knife low", Correction(What.REPLACE, "I kept my knife low")),
        ("make that partly", Correction(What.REPLACE, "partly", is_plain=False)),
        ("I meant to go slowly", Correction(What.REPLACE, "to go slowly", is_plain=False)),
        ("no four", Correction(What.REPLACE, "four", is_plain=False)),
        ("what I said before was wrong", Correction(What.ASK)),
        ("add to that that I smiled", Correction(What.ADD, "I smiled", is_plain=False)),
        ("that belonged to chess", Correction(What.MOVE, "chess", is_plain=False)),
        ("no that was the chess one", Correction(What.MOVE, "the chess one")),
    ],
)
def test_a_correction_says_what_is_to_happen_and_with_which_words(words: str, correction: Correction) -> None:
    assert ENGLISH.corrections(words)[0] == correction


@pytest.mark.parametrize("words", ["no", "wait", "sorry", "I slowed down", "I can hold a room", "five", ""])
def test_other_words_are_none(words: str) -> None:
    assert not ENGLISH.corrections(words)
