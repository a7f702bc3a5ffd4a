"""Frames arrive as they were sent, and what is none is told from one."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.sound.frames import LARGEST_BYTES, BrokenFrame, exactly, packed, unpacked


@given(st.dictionaries(st.text(), st.integers() | st.text()), st.binary(max_size=200))
def test_a_frame_arrives_as_it_was_sent(header: dict[str, object], body: bytes) -> None:
    assert unpacked(exactly(io.BytesIO(packed(header, body)))) == (header, body)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        packed({"text": "hello"}, b"1234")[:-1],
        b"hello\n" * 4,
        (LARGEST_BYTES + 1).to_bytes(4) + bytes(4),
        (2).to_bytes(4) + bytes(4) + b"[]",
        (2).to_bytes(4) + bytes(4) + b"{]",
    ],
)
def test_what_is_no_frame_is_not_read(sent: bytes) -> None:
    with pytest.raises(BrokenFrame):
        unpacked(exactly(io.BytesIO(sent)))
