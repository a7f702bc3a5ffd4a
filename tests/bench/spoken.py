"""How well the spoken breathing keeps time: each cue's beginning in espeak-ng's voice, held against the timeline.

`python -m tests.bench.spoken` prints it for each pattern: with a table of cues as it is measured of this voice,
whatever voice the skill's own table is of, and with tables from which the voice departs by 30 %.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from statistics import median
from unittest.mock import patch

from skill.breathing.patterns import PATTERNS
from skill.breathing.timeline import Timeline, lasting
from skill.speech import cues
from skill.speech.parts import Breathing, Line
from skill.speech.ssml import ssml
from skill.speech.texts import texts_for
from tools.cue_lengths import cues as series_of
from tools.cue_lengths import lengths, series
from tools.espeak_ng import speak
from tools.onsets import WORD_GAP_MS, onsets

LOCALE = "en-US"
AFTER = Line("warm-up-landing")
"""What is said after the last phase, in one breath: its beginning is the end of the round."""
PACES = {"as measured": 1.0, "30 % longer": 1.3, "30 % shorter": 0.7}
"""How long cues are in truth, as a part of what the table says."""


@cache
def measured() -> Mapping[str, int]:
    """Return how many milliseconds espeak-ng takes for each cue."""
    said = series_of(texts_for(LOCALE))
    return lengths(speak(series(said), LOCALE), said)


def lateness(plan: Timeline, pace: float = 1.0) -> Sequence[int]:
    """Speak a round; gives how many milliseconds after its time each phase began, and last the round's end.

    The cues take `pace` times as long as the table says.
    """
    return heard(plan, {words: round(ms / pace) for words, ms in measured().items()})


def heard(plan: Timeline, table: Mapping[str, int]) -> Sequence[int]:
    """Give the same with a table of cues."""
    with patch.object(cues, "lengths", lambda _locale: table):
        said = ssml((Breathing(plan), AFTER), texts_for(LOCALE))
    begun = onsets(speak(said, LOCALE), WORD_GAP_MS)
    planned = [*(cue.start_ms for cue in plan.cues), plan.length_ms]
    if len(begun) != len(planned):
        raise ValueError(f"{len(begun)} beginnings are heard, {len(planned)} are in the timeline")
    return [at - begun[0] - due for at, due in zip(begun, planned, strict=True)]


def phases(late: Sequence[int]) -> Sequence[int]:
    """Return by how many milliseconds phases miss their time, either way, the first apart: it begins the round."""
    return [abs(ms) for ms in late[1:-1]]


def main() -> None:
    """Measure, and print."""
    print("Milliseconds by which phases begin late or early, and drift at the end of the round\n")
    print(f"{'pattern':9}{'round':>7}  {'cues':14}{'median':>8}{'max':>8}{'drift':>8}")
    for pattern in PATTERNS.values():
        for plan in (lasting(pattern, 60), lasting(pattern, 120)):
            for name, pace in PACES.items():
                late = lateness(plan, pace)
                numbers = f"{median(phases(late)):8.0f}{max(phases(late)):8}{late[-1]:+8}"
                print(f"{pattern.name:9}{plan.length_ms / 1_000:5.0f} s  {name:14}{numbers}")


if __name__ == "__main__":
    main()
