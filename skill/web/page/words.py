"""What somebody typed into a form, as it is kept."""

import re

from skill.limits import SPEECH_CHARACTERS

LONGEST_WORDS = SPEECH_CHARACTERS
"""Characters of free text, as many as by voice."""
_NEVER_SAID = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters and lone surrogates, which no words have."""


def typed_words(text: str) -> str | None:
    """Return words as they are kept, on one line; `None` if there are none."""
    return " ".join(_NEVER_SAID.sub(" ", text).split()) or None


def is_too_long(words: str | None) -> bool:
    """Whether words are longer than any that can be said."""
    return words is not None and len(words) > LONGEST_WORDS
