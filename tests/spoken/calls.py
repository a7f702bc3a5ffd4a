"""How often the wake word is noticed that is spoken, and how often it is in speech that does not have it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from simulator.sound.pcm import Sound, joined, silence
from simulator.sound.wake_word import WakeWord
from tests.spoken import lines
from tests.spoken.hearing import NOISES, VOICES, RoundTrip, Way

CALLS = ("Alexa", "Alexa, open ready room", "Alexa, pause", "Alexa, tell ready room that I kept eye contact")
WORD = "alexa"
PIECE_SECONDS = 0.2
"""How much a microphone hands over at a time, as the page does it."""
_BEFORE_SECONDS, _AFTER_SECONDS = 1, 0.5


@dataclass(frozen=True, slots=True)
class Call:
    """What was spoken to a microphone that waits for the wake word.

    Args:
        words: The words.
        way: How they were spoken.
        seconds: How long that took.
        times: How often the wake word was noticed.
    """

    words: str
    way: Way
    seconds: float
    times: int


def called(trip: RoundTrip, wake_word: WakeWord) -> Iterator[Call]:
    """Call in every voice and every noise; yield what was noticed."""
    for words, voice, (kind, decibels) in product(CALLS, VOICES, dict.fromkeys(NOISES)):
        yield _heard(trip, wake_word, words, Way(voice, kind, decibels))


def not_called(trip: RoundTrip, wake_word: WakeWord, number: int) -> Iterator[Call]:
    """Speak so many lines of the skill that do not have the wake word; yield what was noticed."""
    others = [text for _, text in lines.lines() if WORD not in text.lower()]
    for place, words in enumerate(others[:number]):
        yield _heard(trip, wake_word, words, Way(VOICES[place % len(VOICES)]))


def _heard(trip: RoundTrip, wake_word: WakeWord, words: str, way: Way) -> Call:
    spoken = trip.sound(words, way)
    before, after = (silence(round(s * spoken.rate), spoken.rate) for s in (_BEFORE_SECONDS, _AFTER_SECONDS))
    room = joined([before, spoken, after])
    noticed = [wake_word.hear("room", piece, begins=not place) is not None for place, piece in enumerate(_pieces(room))]
    starts = sum(now and not before for now, before in zip(noticed, [False, *noticed], strict=False))
    return Call(words, way, room.seconds, starts)


def _pieces(sound: Sound) -> Sequence[Sound]:
    size = round(PIECE_SECONDS * sound.rate)
    return [
        Sound(sound.rate, sound.samples[start : start + size]) for start in range(0, len(sound.samples) - size, size)
    ]
