"""Requests that name an earlier piece, and words that are no such request."""

import pytest

from skill.efficacy.evidence import Kind
from skill.nlu.finding import NamedPiece
from skill.nlu.language import language_for

ENGLISH = language_for("en-US")


@pytest.mark.parametrize(
    ("words", "piece"),
    [
        ("to delete what I said on the blades", NamedPiece(is_to_edit=False)),
        ("forget my last debrief please", NamedPiece(is_to_edit=False, kind=Kind.DEBRIEF)),
        ("edit the note about the boy", NamedPiece(is_to_edit=True, kind=Kind.NOTE)),
        ("reword my latest success", NamedPiece(is_to_edit=True, kind=Kind.PAST)),
        ("I forgot what I said", None),
        ("forget about the blades", None),
        ("change my step", None),
        ("delete the photo from my phone", None),
    ],
)
def test_a_request_names_a_piece_to_forget_or_to_put_right(words: str, piece: NamedPiece | None) -> None:
    assert ENGLISH.named_piece(words) == piece
