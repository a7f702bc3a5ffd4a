"""Draws the skill's icons as PNG: the breathing circle, between its smallest and its largest size."""

import math
import struct
import zlib
from collections.abc import Iterator

SIZES = (108, 512)
"""The sides in pixels that Amazon requires: small and large."""
_DARK, _BREATH, _LINE, _INK = (11, 17, 19), (11, 111, 124), (111, 208, 219), (242, 246, 246)
"""The colors of the screen's pacer: red, green, blue."""
_DISCS = ((1.0, _DARK), (0.80, _LINE), (0.765, _DARK), (0.58, _BREATH), (0.16, _INK))
"""From the outside in: the radius as a fraction of half a side, and the color within it."""


def icon(size: int) -> bytes:
    """Draw an icon with sides of `size` pixels; it is transparent outside its circle."""
    rows = b"".join(b"\0" + bytes(_row(size, y)) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)  # eight bits per channel; red, green, blue, opacity
    body = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows, 9)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


def _row(size: int, y: int) -> Iterator[int]:
    middle = size / 2
    for x in range(size):
        yield from _pixel(middle - math.hypot(x + 0.5 - middle, y + 0.5 - middle), middle)


def _pixel(inside: float, middle: float) -> tuple[int, int, int, int]:
    """Return the pixel `inside` pixels within the outermost circle; two colors mix where a circle's edge crosses it."""
    red, green, blue = _DARK
    for radius, color in _DISCS[1:]:
        share = _share(inside - middle * (1 - radius))
        red, green, blue = (
            round(old + (new - old) * share) for old, new in zip((red, green, blue), color, strict=True)
        )
    return red, green, blue, round(255 * _share(inside))


def _share(inside: float) -> float:
    """Return how much of a pixel a disc covers, 0 to 1, if its edge is `inside` pixels beyond the pixel's center."""
    return min(1.0, max(0.0, inside + 0.5))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
