"""The wake word is noticed in what a microphone hears, in any voice and at any rate, and nothing else is."""

from collections.abc import Iterator

import pytest

from simulator.sound.mouth import Mouth
from simulator.sound.pcm import Sound, joined, resampled, silence
from simulator.sound.wake_word import WakeWord

RATE, PIECE_SECONDS = 48_000, 0.2


@pytest.fixture(scope="module")
def wake_word() -> Iterator[WakeWord]:
    """The model of microWakeWord."""
    with WakeWord() as wake_word:
        yield wake_word


def room(mouth: Mouth, words: str, rate: int = RATE) -> Sound:
    """Return words as a microphone hears them, in a silence."""
    said = mouth.say(words)
    around = silence(2 * said.rate, said.rate)
    return resampled(joined([around, said, around]), rate)


def calls(wake_word: WakeWord, heard: Sound, stream: str = "kitchen") -> list[float]:
    """Return at which seconds of a sound the wake word was over that is noticed in it, piece by piece."""
    size = round(PIECE_SECONDS * heard.rate)
    found = []
    for start in range(0, len(heard.samples), size):
        piece = Sound(heard.rate, heard.samples[start : start + size])
        ago = wake_word.hear(stream, piece, begins=not start)
        if ago is not None:
            found.append((start + len(piece.samples)) / heard.rate - ago)
    return found


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
def test_the_wake_word_is_noticed_where_it_ends(rate: int, mouth: Mouth, wake_word: WakeWord) -> None:
    ends = 2 + mouth.say("Alexa").seconds
    first, *_ = calls(wake_word, room(mouth, "Alexa", rate))
    assert ends - 0.35 <= first <= ends


@pytest.mark.parametrize(
    "words", ["Alexa, open ready room.", "Alexa, pause.", "Alexa, tell ready room that I kept eye contact."]
)
def test_it_is_noticed_before_what_is_wanted(words: str, mouth: Mouth, wake_word: WakeWord) -> None:
    found = calls(wake_word, room(mouth, words))
    assert found
    assert 2 < found[0] < 2 + mouth.say("Alexa").seconds


@pytest.mark.parametrize(
    "words",
    [
        "Welcome to Ready Room. If you're on soon, say: warm me up.",
        "Softly, through the nose. Breathe in. And out. In. Out.",
        "I relaxed my shoulders and kept my eyes on the exit.",
        "My sister Alice, and her lecture about elections.",
    ],
)
def test_nothing_else_is(words: str, mouth: Mouth, wake_word: WakeWord) -> None:
    assert calls(wake_word, room(mouth, words)) == []


def test_microphones_are_heard_apart_and_each_from_its_beginning(mouth: Mouth, wake_word: WakeWord) -> None:
    called, other = room(mouth, "Alexa"), room(mouth, "warm me up")
    half = round(2.3 * RATE)
    wake_word.hear("kitchen", Sound(RATE, called.samples[:half]), begins=True)
    assert calls(wake_word, other, "study") == []
    assert wake_word.hear("kitchen", Sound(RATE, called.samples[half:])) is not None
    wake_word.hear("kitchen", Sound(RATE, called.samples[:half]), begins=True)
    assert wake_word.hear("kitchen", Sound(RATE, called.samples[half:]), begins=True) is None, "half a word is none"


def test_more_microphones_than_are_known_are_heard_too(mouth: Mouth, wake_word: WakeWord) -> None:
    called = room(mouth, "Alexa")
    for number in range(10):
        assert calls(wake_word, called, f"room {number}")
