"""The simulator's ear: Whisper for free words, PocketSphinx where some phrases are expected, and which of them counts.

What Whisper writes counts unless one of the expected phrases fits the sound clearly: it takes up the time in which
something is said, and either sounds like what Whisper wrote, or is short while Whisper itself is unsure.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Self

from simulator.languages import ENGLISH, Language
from simulator.sound.engine import Engine, command
from simulator.sound.normalise import called, normalised
from simulator.sound.pcm import HEARING_RATE, Sound, resampled

SECONDS = 30
"""How long the ear may take for a sound."""
LONGEST_SECONDS = 60
"""The longest sound that it hears."""
COVERED, ALIKE = (0.75, 1.6), 0.6
"""What part of the time of speech a phrase must take up, and how alike it must sound to what is written."""
SHORT, UNSURE, FITS, BARELY_ALIKE = 60, 0.62, -9.0, 0.1
"""Of a sound for which a phrase counts that is unlike what is written: how short it is, in hundredths of a second, how
unsure Whisper is of it, and how well the phrase fits and how alike it sounds at least."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard.

    Args:
        words: The words, in Alexa's spelling.
        score: How sure it is, 0 to 1.
        is_expected: Whether it is one of the phrases that were expected.
    """

    words: str
    score: float
    is_expected: bool = False


class Ear:
    """An ear.

    Args:
        engine: Its process; by default both recognizers'.
        language: What Alexa itself understands.
        name: The skill's name, which is then heard as such; with it the ear gets a hint of what else will be said.
    """

    def __init__(self, engine: Engine | None = None, language: Language = ENGLISH, name: str = "") -> None:
        self._engine = engine or Engine(command("ear_process"), SECONDS)
        self._language = language
        self._name = name
        self.hint = language.recognition.hint.strip().format(name=name.title()) if name else ""

    def __enter__(self) -> Self:
        """Return the ear, whose process is ended afterwards."""
        return self

    def __exit__(self, *_: object) -> None:
        """End its process."""
        self._engine.close()

    def hear(self, sound: Sound, expected: Sequence[str] = (), unguessed: Sequence[str] = ()) -> Heard:
        """Return what a sound says.

        Args:
            sound: The sound.
            expected: The phrases that it is likely to be.
            unguessed: Phrases that count only as they are written, and then always.

        Raises:
            EngineFailed: It cannot be heard.
            ValueError: It is too long.
        """
        return self.choose(self.recognize(sound, expected), expected, unguessed)

    def recognize(self, sound: Sound, expected: Sequence[str] = ()) -> Mapping[str, Any]:
        """Return what the recognizers make of a sound. Raises as `hear` does."""
        if sound.seconds > LONGEST_SECONDS:
            raise ValueError(f"a sound to hear lasts at most {LONGEST_SECONDS} s")
        asked = {"hint": self.hint, "phrases": list(expected)}
        answer, _ = self._engine.call(asked, resampled(sound, HEARING_RATE).pcm)
        return answer

    def choose(self, answer: Mapping[str, Any], expected: Sequence[str], unguessed: Sequence[str] = ()) -> Heard:
        """Return which of what the recognizers heard counts. The arguments are those of `hear`."""
        spelt = partial(normalised, language=self._language)
        found = chosen(answer, frozenset(expected), spelt, frozenset(unguessed))
        return replace(found, words=called(found.words, self._name, self._language)) if self._name else found


def chosen(
    answer: Mapping[str, Any],
    expected: frozenset[str],
    spelt: Callable[[str], str],
    unguessed: frozenset[str] = frozenset(),
) -> Heard:
    """Return what counts of an answer of the engine: what is written, or the expected phrase that fits.

    A phrase that is hardly like what is written is a guess, of which nobody is sure.
    """
    written, score = spelt(answer["written"]), float(answer["score"])
    phrase = answer.get("phrase", "")
    is_as_written = written in expected | unguessed
    if is_as_written or phrase not in expected - unguessed or not _fits(answer, score):
        return Heard(written, score, written in expected)
    return Heard(phrase, score, is_expected=float(answer["likeness"]) >= ALIKE)


def _fits(answer: Mapping[str, Any], score: float) -> bool:
    least, most = COVERED
    if not least <= answer["frames"] / max(1, answer["speech"]) <= most:
        return False
    is_short = answer["speech"] <= SHORT and score < UNSURE
    return float(answer["likeness"]) >= (BARELY_ALIKE if is_short and answer["fit"] > FITS else ALIKE)
