"""What the skill says, spoken in three voices and recognized: which lines are hard to hear."""

import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from tests.speech.test_texts import messages, variants
from tests.spoken.hearing import RoundTrip, Way, word_errors

NAMES = ("concert", "recital", "interview", "meeting")
"""What stands for a variable."""
_ATTACHED = re.compile(r"(?<=\w)(?:word)+\b|\bword(?!s\b)(?=[a-z])")
"""A variable that stands at a word, as an ending may."""
_NOT_SPOKEN = re.compile(r"page-|card-|my-page-card|screen-(?!.*\.spoken)")
_INSIDE_OTHERS = re.compile(r"cue-|date-")
"""Cues of the breath, which are heard every round, and days, which are never said by themselves."""
WANTED = 0.05
"""The share of words that may be heard wrongly."""
VOICES = ("piper", "espeak-ng", "espeak-ng, British")
MANY = 2
"""In so many voices a line is heard wrongly that is hard to hear: once may be the voice's fault."""
Line = tuple[str, str]


def lines(locale: str = "en-US") -> list[Line]:
    """Return the name of each line that is spoken by itself with each text that it can produce."""
    found = []
    for name, pattern in messages(locale).items():
        if _NOT_SPOKEN.match(name) or _INSIDE_OTHERS.match(name):
            continue
        for number, text in enumerate(variants(pattern)):
            if text:
                alone = _ATTACHED.sub("", text)
                found.append((name, re.sub(r"\bword\b", NAMES[number % len(NAMES)], alone)))
    return found


def heard(trip: RoundTrip, number: int, seed: int) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Speak so many lines, and yield the name, the text and what was recognized of each in each voice."""
    every = lines()
    Random(seed).shuffle(every)  # noqa: S311 - a sample, not a secret
    for name, text in every[:number]:
        yield name, text, {voice: trip.hear(text, Way(voice)).words for voice in VOICES}


def wrong_in(text: str, recognized: Mapping[str, str]) -> Sequence[str]:
    """Return the voices in which more of a line than wanted was recognized wrongly."""
    most = WANTED * len(text.split())
    return [voice for voice, words in recognized.items() if word_errors(text, words) > most]
