"""Everything that the skill may say, spoken by the simulator's voice and recognized: what of it is not understood."""

import re
from collections.abc import Iterator
from random import Random

from tests.speech.test_texts import messages, variants
from tests.spoken.hearing import RoundTrip, Way

NAMES = ("concert", "recital", "interview", "meeting")
"""What stands for a variable."""
_ATTACHED = re.compile(r"(?<=\w)(?:word)+\b|\bword(?!s\b)(?=[a-z])")
"""A variable that stands at a word, as an ending may."""
WANTED = 0.05
"""The share of words that may be heard wrongly."""
Line = tuple[str, str]


def lines(locale: str = "en-US") -> list[Line]:
    """Return the name of each line with a text that it can produce; the cues of the breath are left out."""
    found = []
    for name, pattern in messages(locale).items():
        for number, text in enumerate(variants(pattern)):
            if text and not name.startswith("cue-"):
                alone = _ATTACHED.sub("", text)
                found.append((name, re.sub(r"\bword\b", NAMES[number % len(NAMES)], alone)))
    return found


def heard(trip: RoundTrip, number: int, seed: int) -> Iterator[tuple[str, str, str]]:
    """Speak so many lines, and yield the name, the text and what was recognized of each."""
    every = lines()
    Random(seed).shuffle(every)  # noqa: S311 - a sample, not a secret
    for name, text in every[:number]:
        yield name, text, trip.hear(text, Way()).words
