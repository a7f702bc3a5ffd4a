"""Measures how long the breathing cues take to say, and writes a table of the results: docs/measuring-cues.md.

The cues are spoken in the patterns' orders, several times, with a known break after each. A cue's length is the time
from its onset to the next onset minus the break, so it includes any silence that the voice adds. The voice is espeak-ng
in place of Alexa's (tools/espeak_ng.py lists its properties), or that of a device that has been recorded:

    python -m tools.cue_lengths                        print the table, measured with espeak-ng
    python -m tools.cue_lengths --ssml                 print the SSML to play on a device
    python -m tools.cue_lengths --recording FILE.wav   print the table, measured from a recording of this SSML
    … --write                                          write the table where the skill reads it
    … --locale LOCALE                                  use another language than en-US
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
"""How often each cycle is spoken, and the break after each cue, about as long as in a round."""
GAP_MS = 1_000
"""A silence this long is a break, however slowly the words are spoken."""
UNEVEN_MS = 150
HEAD = """\
# How long each cue of the breath takes to say, in milliseconds: up to the break after it.
# Measured with {voice}: python -m tools.cue_lengths.
# To measure on a device and put its figures in: docs/measuring-cues.md.
"""


def cues(texts: Texts) -> Sequence[str]:
    """Return the cues to speak: `TIMES` cycles of every pattern, first with full cues, then with thin ones."""
    orders = [[phase for phase, _ in pattern.phases] * TIMES for pattern in PATTERNS.values()]
    return [texts.say(Line(f"cue-{phase}{form}")) for form in (".taught", "") for order in orders for phase in order]


def series(said: Sequence[str]) -> str:
    """Return the SSML that speaks cues with a break after each."""
    pieces = [f'{escape(cue)}<break time="{BREAK_MS}ms"/>' for cue in said]
    return f"<speak>{' '.join(pieces)}</speak>"


def lengths(sound: Sound, said: Sequence[str]) -> Mapping[str, int]:
    """Return how many milliseconds each cue takes, measured from the sound of a series.

    Raises:
        CannotHear: The sound is not exactly the whole series.
    """
    begun = onsets(sound, GAP_MS)
    if len(begun) != len(said):
        raise CannotHear(f"heard {len(begun)} cues instead of {len(said)}: record the whole series and nothing else")
    taken: dict[str, list[int]] = {}
    for cue, (earlier, later) in zip(said, pairwise(begun), strict=False):  # the last one has no next onset
        taken.setdefault(cue, []).append(later - earlier - BREAK_MS)
    return {cue: _length(cue, times) for cue, times in taken.items()}


def _length(cue: str, taken: Sequence[int]) -> int:
    if max(taken) - min(taken) > UNEVEN_MS or min(taken) <= 0:
        raise CannotHear(f"“{cue}” takes {', '.join(map(str, taken))} ms: the recording has other sounds there")
    return round(mean(taken))


def as_toml(measured: Mapping[str, int], voice: str) -> str:
    """Return the table in the form that the skill reads."""
    rows = [f"{json.dumps(cue, ensure_ascii=False)} = {ms}" for cue, ms in measured.items()]
    return HEAD.format(voice=voice) + "\n".join(rows) + "\n"


def main() -> None:
    """Run the command that the arguments describe."""
    parser = argparse.ArgumentParser(description="Measure how long the breathing cues take to say.")
    parser.add_argument("--locale", default="en-US")
    parser.add_argument("--ssml", action="store_true", help="print the SSML to play on a device")
    parser.add_argument("--recording", type=Path, help="a WAV file of a device that plays the SSML")
    parser.add_argument("--write", action="store_true", help="write the table where the skill reads it")
    options = parser.parse_args()
    said = cues(texts_for(options.locale))
    if options.ssml:
        print(series(said))
        return
    sound = read(options.recording) if options.recording else speak(series(said), options.locale)
    voice = f"the recording {options.recording.name}" if options.recording else "espeak-ng in place of Alexa's voice"
    made = as_toml(lengths(sound, said), voice)
    if options.write:
        (nearest(options.locale).folders[-1] / "cues.toml").write_text(made, encoding="utf-8")
    print(made, end="")


if __name__ == "__main__":
    try:
        main()
    except (Missing, CannotHear, OSError) as problem:
        sys.exit(f"ready-room: {problem}")
