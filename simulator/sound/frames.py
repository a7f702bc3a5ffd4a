"""What this process and an engine say to each other over a pipe: JSON and bytes, each with its length before it."""

import json
import struct
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

_LENGTHS = struct.Struct(">II")
LARGEST_BYTES = 64 * 2**20
"""More than twenty minutes of sound; a larger length means that something else was written to the pipe."""


class BrokenFrame(EOFError):
    """The other side ended, or wrote something that is no frame."""


def packed(header: Mapping[str, Any], body: bytes = b"") -> bytes:
    """Return a header and a body as one frame."""
    text = json.dumps(header).encode()
    return _LENGTHS.pack(len(text), len(body)) + text + body


def unpacked(read: Callable[[int], bytes]) -> tuple[dict[str, Any], bytes]:
    """Read one frame with a function that returns exactly so many bytes.

    Raises:
        BrokenFrame: It is too large or not JSON.
    """
    text_length, body_length = _LENGTHS.unpack(read(_LENGTHS.size))
    if max(text_length, body_length) > LARGEST_BYTES:
        raise BrokenFrame("a frame is too large")
    try:
        header = json.loads(read(text_length))
    except ValueError as error:
        raise BrokenFrame("a frame has no JSON") from error
    if not isinstance(header, dict):
        raise BrokenFrame("a frame has no JSON object")
    return header, read(body_length)


def exactly(pipe: BinaryIO) -> Callable[[int], bytes]:
    """Return a function that reads exactly so many bytes of a pipe, however long that takes.

    The function raises `BrokenFrame` where the pipe ends before.
    """

    def read(count: int) -> bytes:
        found = pipe.read(count)
        if len(found) < count:
            raise BrokenFrame("the other side has ended")
        return found

    return read
