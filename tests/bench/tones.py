"""How well recordings keep time, and what they cost: where ffmpeg hears each phase begin, held against the plan.

`python -m tests.bench.tones` takes some minutes.
"""

import resource
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Sequence

from skill.breathing.mp3 import encoded
from skill.breathing.patterns import PATTERNS, Pattern, pattern_of
from skill.breathing.recordings import Kind, Recording, recording
from skill.breathing.timeline import OPENING_MS, lasting
from tests.breathing.listening import heard, phase_starts

LATEST_MS, MOST_DRIFT_MS = 20, 50
OWN = ("4-0-8-0", "4-2-6-0", "5-5-5-5")
LENGTHS = ((1, Kind.CLIP), (2, Kind.CLIP), (4, Kind.CLIP), (5, Kind.STREAM), (10, Kind.STREAM), (20, Kind.STREAM))
COSTED = (1, 5, 20)


def made(pattern: Pattern, minutes: int, kind: Kind) -> Recording:
    """Return the recording that comes closest to so many minutes."""
    return recording(pattern, lasting(pattern, minutes * 60).cycles, kind)


def lateness(asked: Recording) -> Sequence[float]:
    """Give how many milliseconds after its time each phase of a recording is heard to begin."""
    *starts, _bell = phase_starts(heard(b"".join(encoded(asked))))
    return [at - OPENING_MS - cue.start_ms for at, cue in zip(starts, asked.timeline.cues, strict=True)]


def render(minutes: int) -> int:
    """Render and encode a stream without keeping it; gives its length in bytes."""
    return sum(map(len, encoded(made(PATTERNS["slow"], minutes, Kind.STREAM))))


def cost(minutes: int) -> None:
    """Print what a stream costs: seconds, the process's peak in MB, and Python's own peak in MB."""
    begun = time.perf_counter()
    size = render(minutes)
    took = time.perf_counter() - begun
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    tracemalloc.start()
    render(minutes)
    traced = tracemalloc.get_traced_memory()[1] / 2**20
    print(f"{minutes:>7} {took:>8.2f} {size / 2**20:>8.1f} {resident:>9.1f} {traced:>11.1f}")


def main() -> None:
    """Measure."""
    print("A stream of the slow pattern, each in a process of its own")
    print("minutes  seconds  MB file  MB in all  MB Python's", flush=True)
    for minutes in COSTED:
        subprocess.run((sys.executable, "-m", "tests.bench.tones", str(minutes)), check=True)
    print("\npattern  minutes  kind    phases  median ms  max ms  drift ms")
    good = True
    for pattern in (*PATTERNS.values(), *filter(None, map(pattern_of, OWN))):
        for minutes, kind in LENGTHS:
            late = lateness(made(pattern, minutes, kind))
            most, drift = max(map(abs, late)), late[-1] - late[0]
            figures = f"{statistics.median(map(abs, late)):>9.2f}  {most:>6.2f}  {drift:>8.2f}"
            print(f"{pattern.name:<8} {minutes:>7}  {kind:<6}  {len(late):>6}  {figures}", flush=True)
            good &= most <= LATEST_MS and abs(drift) <= MOST_DRIFT_MS
    sys.exit(not good)


if __name__ == "__main__":
    cost(int(sys.argv[1])) if sys.argv[1:] else main()
