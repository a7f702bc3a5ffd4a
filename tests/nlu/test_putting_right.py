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


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        ("it was fifteen not 12", "12", "fifteen"),
        ("no hang on that was wrong it wasn't the Mozart it was the Brahms", "mozart", "Brahms"),
        ("sorry it was coach Daphne who said it not Dolores", "dolores", "coach Daphne"),
        ("I said pedal not petal", "petal", "pedal"),
        ("I meant Thursday not Tuesday", "tuesday", "Thursday"),
        ("no the left hand not the right hand", "right hand", "left hand"),
        ("it should say niece instead of knees", "knees", "niece"),
        ("you put down Dave and it's Dev", "dave", "Dev"),
        ("not the bridge but the chorus", "bridge", "chorus"),
    ],
)
def test_words_that_stand_for_others(words: str, old: str, new: str) -> None:
    first = ENGLISH.corrections(words)[0]
    assert (first.change, first.old.lower(), first.words) == (What.SWAP, old, new)


@pytest.mark.parametrize(
    "words",
    [
        "I do not read",
        "no I do not read",
        "no I did not stop",
        "whether or not I win",
        "not really",
        "it was not good",
        "it's not easy",
    ],
)
def test_a_plain_not_swaps_nothing(words: str) -> None:
    assert all(one.change is not What.SWAP for one in ENGLISH.corrections(words))


@pytest.mark.parametrize(
    ("text", "anew"),
    [
        ("I waited before the Mozart began", "I waited before the Brahms began"),
        ("mozart", "Brahms"),
        ("the Mozartians came", None),
        ("I smiled", None),
    ],
)
def test_swapping_in_a_text(text: str, anew: str | None) -> None:
    assert Correction(What.SWAP, "Brahms", old="mozart").swapped(text) == anew


def test_a_word_that_both_have_is_not_doubled() -> None:
    assert Correction(What.SWAP, "coach Daphne", old="dolores").swapped("coach Dolores") == "coach Daphne"
