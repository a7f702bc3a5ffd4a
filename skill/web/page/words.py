"""What somebody typed into a form, as it is kept."""

import re

LONGEST_WORDS = 1_000
"""Characters of an answer: more than a minute of speech. A warm-up says a plan twice, and all of it has to fit."""
_NEVER_SAID = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters and lone surrogates, which no words have."""


def typed_words(text: str) -> str | None:
    """Return words as they are kept, on one line; `None` if there are none."""
    return " ".join(_NEVER_SAID.sub(" ", text).split()) or None


def is_too_long(words: str | None) -> bool:
    """Whether words are longer than any that can be said."""
    return words is not None and len(words) > LONGEST_WORDS
