"""Text that a terminal shows and does not obey."""

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What moves a terminal's cursor, colours it, turns the direction of a line around, or is half a character."""


def printable(text: str) -> str:
    r"""Return a text with its control characters written out, as `\x1b`; line feeds and tabs stay."""
    return _CONTROLS.sub(lambda found: _written_out(ord(found[0]), "\\x{:02x}"), text)


def printable_json(text: str) -> str:
    """Return JSON that means the same, with the control characters in its strings written out."""
    return _CONTROLS.sub(lambda found: _written_out(ord(found[0]), "\\u{:04x}"), text)


def _written_out(number: int, short: str) -> str:
    return (short if number <= 0xFF else "\\u{:04x}").format(number)  # noqa: PLR2004 - a byte
