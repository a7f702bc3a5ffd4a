"""Asides: what is said about an answer."""

import pytest

from skill.nlu.asides import Aside, Asides

ASIDES = Asides(
    {
        "around": ["(well|um|now)"],
        "thinking": ["let me think", "(one|a) moment"],
        "unfinished": ["you cut me off"],
        "refusal": ["not telling"],
        "obliged": ["do i have to"],
    }
)


@pytest.mark.parametrize(
    ("plain", "aside"),
    [
        ("let me think", Aside.THINKING),
        ("um one moment let me think now", Aside.THINKING),
        ("you cut me off", Aside.UNFINISHED),
        ("well not telling", Aside.REFUSAL),
        ("do i have to now", Aside.OBLIGED),
        ("um well", None),
        ("let me think was what i told them", None),
        ("one moment of calm", None),
        ("", None),
        ("let me think " * 6, None),
    ],
)
def test_words_are_an_aside_if_they_hold_nothing_else(plain: str, aside: Aside | None) -> None:
    assert ASIDES.aside(plain.strip()) is aside
