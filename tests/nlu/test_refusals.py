"""What words forbid, and what is wanted instead."""

import pytest

from skill.nlu.language import language_for
from skill.nlu.refusals import Refusal

ENGLISH = language_for("en-US")


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("don't start the breathing", Refusal("start the breathing", "", False, False, False)),
        ("please don't delete that", Refusal("delete that", "", False, True, False)),
        ("anything but the sighs", Refusal("the sighs", "", True, False, True)),
        ("never mind the rating", Refusal("the rating", "", True, False, False)),
        ("no warm up just my evidence", Refusal("warm up", "my evidence", False, False, False)),
        ("not this one", None),
        ("don't", None),
        ("warm me up", None),
    ],
)
def test_a_refusal_has_what_is_named_and_what_is_wanted_instead(words: str, refusal: Refusal | None) -> None:
    assert ENGLISH.refusal(words) == refusal
