"""Frames: what requests name."""

import pytest

from skill.nlu.frames import Frames, Span

FRAMES = Frames(["[please] make {person} (a|my) role model", "{person} said {quote} keep that"])


@pytest.mark.parametrize(
    ("plain", "found"),
    [
        ("make ana my role model", {"person": (1, 2)}),
        ("please make my aunt ana a role model", {"person": (2, 5)}),
        ("my aunt said you never rush keep that", {"person": (0, 2), "quote": (3, 6)}),
        ("make a role model", {}),
        ("make ana my role model today", {}),
        ("", {}),
    ],
)
def test_a_request_names_what_stands_in_its_places(plain: str, found: dict[str, Span]) -> None:
    assert FRAMES.read(plain) == found
