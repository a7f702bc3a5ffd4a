"""Escapes text so that a terminal shows its control characters instead of obeying them."""

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that move a terminal's cursor, color its text or reverse a line's direction, and lone surrogates."""


def printable(text: str) -> str:
    r"""Return a text with its control characters escaped, as `\x1b`; line feeds and tabs stay."""
    return _CONTROLS.sub(lambda match: _escaped(ord(match[0]), "\\x{:02x}"), text)


def printable_json(text: str) -> str:
    """Return equivalent JSON with the control characters in its strings escaped."""
    return _CONTROLS.sub(lambda match: _escaped(ord(match[0]), "\\u{:04x}"), text)


def _escaped(number: int, short: str) -> str:
    return (short if number <= 0xFF else "\\u{:04x}").format(number)  # noqa: PLR2004 - a byte
