"""Yes and no: alone, with more behind them, and where a yes can't be taken back."""

import pytest

from skill.nlu.language import language_for

ENGLISH = language_for("en-US")


@pytest.mark.parametrize(
    ("words", "deed", "meant"),
    [
        ("Yes.", "erase", True),
        ("yes delete it all", "erase", True),
        ("everything", "erase", True),
        ("that one", "erase", None),
        ("that one", "forget", True),
        ("yes everything", "forget", None),
        ("delete it", "forget", None),
        ("take it back", "forget", None),
        ("no delete it", "forget", False),
        ("yes no", "forget", None),
        ("yes put my viva away", "retire", True),
        ("yes put my talk away", "retire", None),
        ("yes but", "erase", None),
        ("no doubt", "erase", None),
        ("yes no doubt", "erase", True),
        ("please", "erase", None),
        ("", "erase", None),
    ],
)
def test_an_answer_that_deletes_is_made_of_yes_or_no_and_what_adds_nothing(
    words: str, deed: str, meant: bool | None
) -> None:
    assert ENGLISH.guarded_yes_or_no(words, deed, "my viva") is meant
