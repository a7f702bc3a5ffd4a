"""Measures how long the cues of the breath take to say, and writes the table of them: docs/measuring-cues.md.

The cues are said in the orders of the patterns, several times, with a known break after each. From one beginning to the
next, less the break, is how long a cue takes: with whatever silence the voice itself adds. The voice is espeak-ng's
(tools/espeak_ng.py says what was found of it), in place of Alexa's, or that of a device of which there is a recording:

    python -m tools.cue_lengths                        print the table, measured with espeak-ng
    python -m tools.cue_lengths --ssml                 print the SSML to play on a device
    python -m tools.cue_lengths --recording FILE.wav   print the table, measured from a recording of that
    … --write                                          write it where the skill reads it
    … --locale LOCALE                                  for another language than en-US
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import mean

from skill.breathing.patterns import PATTERNS
from skill.languages import nearest
from skill.speech.parts import Line
from skill.speech.ssml import escape
from skill.speech.texts import Texts, texts_for
from tools.debian import Missing
from tools.espeak_ng import speak
from tools.onsets import CannotHear, Sound, onsets, read

TIMES, BREAK_MS = 3, 3_000
"""How often each cycle is said, and the break after each cue, about as long as in a round."""
GAP_MS = 1_000
"""A silence as long as this is a break, however slowly the words are said."""
UNEVEN_MS = 150
HEAD = """\
# How long each cue of the breath takes to say, in milliseconds: up to the break after it.
# Measured with {voice}: python -m tools.cue_lengths.
# To measure on a device and put its figures in: docs/measuring-cues.md.
"""


def cues(texts: Texts) -> Sequence[str]:
    """Return what is said: the cues of every pattern, `TIMES` cycles of each, first in full and then thin."""
    orders = [[phase for phase, _ in pattern.phases] * TIMES for pattern in PATTERNS.values()]
    return [texts.say(Line(f"cue-{phase}{form}")) for form in (".taught", "") for order in orders for phase in order]


def series(said: Sequence[str]) -> str:
    """Return the SSML that says cues with a break after each."""
    pieces = [f'{escape(cue)}<break time="{BREAK_MS}ms"/>' for cue in said]
    return f"<speak>{' '.join(pieces)}</speak>"


def lengths(sound: Sound, said: Sequence[str]) -> Mapping[str, int]:
    """Return how many milliseconds each cue takes, measured from the sound of a series.

    Raises:
        CannotHear: It does not hold the whole series and nothing else.
    """
    begun = onsets(sound, GAP_MS)
    if len(begun) != len(said):
        raise CannotHear(f"{len(begun)} cues are heard, not {len(said)}: record all of it, and only that")
    taken: dict[str, list[int]] = {}
    for cue, (earlier, later) in zip(said, pairwise(begun), strict=False):  # how long the last one takes is not heard
        taken.setdefault(cue, []).append(later - earlier - BREAK_MS)
    return {cue: _length(cue, times) for cue, times in taken.items()}


def _length(cue: str, taken: Sequence[int]) -> int:
    if max(taken) - min(taken) > UNEVEN_MS or min(taken) <= 0:
        raise CannotHear(f"“{cue}” takes {', '.join(map(str, taken))} ms: something else sounds there")
    return round(mean(taken))


def as_toml(measured: Mapping[str, int], voice: str) -> str:
    """Return the table as the skill reads it."""
    rows = [f"{json.dumps(cue, ensure_ascii=False)} = {ms}" for cue, ms in measured.items()]
    return HEAD.format(voice=voice) + "\n".join(rows) + "\n"


def main() -> None:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(description="Measure how long the cues of the breath take to say.")
    parser.add_argument("--locale", default="en-US")
    parser.add_argument("--ssml", action="store_true", help="print the SSML to play on a device")
    parser.add_argument("--recording", type=Path, help="a WAV file of a device that plays it")
    parser.add_argument("--write", action="store_true", help="write the table where the skill reads it")
    told = parser.parse_args()
    said = cues(texts_for(told.locale))
    if told.ssml:
        print(series(said))
        return
    sound = read(told.recording) if told.recording else speak(series(said), told.locale)
    voice = f"the recording {told.recording.name}" if told.recording else "espeak-ng in place of Alexa's voice"
    made = as_toml(lengths(sound, said), voice)
    if told.write:
        (nearest(told.locale).folders[-1] / "cues.toml").write_text(made, encoding="utf-8")
    print(made, end="")


if __name__ == "__main__":
    try:
        main()
    except (Missing, CannotHear, OSError) as problem:
        sys.exit(f"ready-room: {problem}")
