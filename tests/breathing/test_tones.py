"""The sound: every phase where the timeline has it, soft, even, and always the same."""

import hashlib
import itertools
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from skill.breathing import mp3, tones
from skill.breathing.patterns import BOX, EVEN, PATTERNS, SIGH, SLOW, Pattern, Phase, pattern_of
from skill.breathing.recordings import Kind, Recording, recording
from skill.breathing.timeline import ENDING_MS, OPENING_MS, Cue, lasting
from skill.limits import AUDIO_MS
from tests.breathing import listening

OWN = [pattern for name in ("4-0-8-0", "4-2-6-0", "5-5-5-5") if (pattern := pattern_of(name))]
ALL = [*PATTERNS.values(), *OWN]
LATEST_MS, MOST_DRIFT_MS = 20, 50
LOUDEST_DBFS = -3
CLIP_RATE = mp3.FORMATS[Kind.CLIP][0]

by_name = pytest.mark.parametrize("pattern", ALL, ids=[pattern.name for pattern in ALL])


def made(pattern: Pattern, minutes: float, kind: Kind = Kind.CLIP) -> Recording:
    return recording(pattern, lasting(pattern, int(minutes * 60)).cycles, kind)


@cache
def file_of(asked: Recording) -> bytes:
    return b"".join(mp3.encoded(asked))


@cache
def listened(asked: Recording) -> listening.Heard:
    return listening.heard(file_of(asked))


def planned(asked: Recording) -> Sequence[tuple[Cue, int, int]]:
    """Return each phase with its beginning and end in the file, in milliseconds."""
    starts = [(cue, OPENING_MS + cue.start_ms) for cue in asked.timeline.cues]
    return [(cue, start, start + cue.length_ms) for cue, start in starts]


def joined(pattern: Pattern) -> tones.Samples:
    return np.concatenate(list(tones.samples(made(pattern, 1).timeline, CLIP_RATE)))


CASES = [
    *((pattern, 1, Kind.CLIP) for pattern in ALL),
    *((pattern, 2, Kind.CLIP) for pattern in (SLOW, SIGH, *OWN[1:2])),
    *((pattern, 4, Kind.CLIP) for pattern in (SLOW, EVEN, BOX, SIGH, *OWN[:1])),
    *((pattern, 5, Kind.STREAM) for pattern in (SIGH, *OWN[2:])),
]


@pytest.mark.parametrize(
    ("pattern", "minutes", "kind"),
    CASES,
    ids=[f"{pattern.name}, {minutes} min, {kind}" for pattern, minutes, kind in CASES],
)
def test_every_phase_begins_when_it_should(pattern: Pattern, minutes: int, kind: Kind) -> None:
    asked = made(pattern, minutes, kind)
    *starts, bell = listening.phase_starts(listening.heard(file_of(asked)))
    late = [at - start for at, (_, start, _) in zip(starts, planned(asked), strict=True)]
    assert max(map(abs, late)) < LATEST_MS
    assert abs(late[-1] - late[0]) < MOST_DRIFT_MS
    assert abs(bell - planned(asked)[-1][2] - tones.BELL_AFTER_S * 1_000) < LATEST_MS


def test_a_late_phase_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mp3, "DELAY", 0)
    asked = made(SLOW, 0.5)
    starts = listening.phase_starts(listening.heard(b"".join(mp3.encoded(asked))))
    late = [at - start for at, (_, start, _) in zip(starts, planned(asked), strict=False)]
    assert 40 < min(late) < max(late) < 50


@by_name
def test_the_pitch_goes_where_the_breath_goes(pattern: Pattern) -> None:
    asked = made(pattern, 1)
    sound, swell = listened(asked), round(tones.SWELL_S * 1_000)
    at = tones.LOW_HZ
    for cue, start, end in planned(asked):
        first = listening.pitch(sound.part(start + swell, start + swell + 150), sound.rate)
        last = listening.pitch(sound.part(end - swell - 150, end - swell), sound.rate)
        assert abs(first / at - 1) < 0.1
        at = {Phase.IN: tones.HIGH_HZ, Phase.TOP_UP: tones.HIGHEST_HZ, Phase.OUT: tones.LOW_HZ}.get(cue.phase, at)
        assert abs(last / at - 1) < 0.1
        assert (first < last * 0.9) is (cue.phase in {Phase.IN, Phase.TOP_UP})
        assert (first > last * 1.1) is (cue.phase is Phase.OUT)
        assert cue.phase not in {Phase.HOLD, Phase.REST} or abs(first - last) <= 1


@pytest.mark.parametrize(("kind", "size"), [(Kind.CLIP, 144), (Kind.STREAM, 192)])
def test_a_file_has_its_format(kind: Kind, size: int) -> None:
    file = file_of(made(SLOW, 1, kind))
    rate, bit_rate = mp3.FORMATS[kind]
    assert listening.described(file) == f"mp3 (mp3float), {rate} Hz, mono, fltp, {bit_rate} kb/s"
    assert len(file) % size == 0
    assert len({file[at : at + 4] for at in range(0, len(file), size)}) == 1
    assert file[1] == {Kind.CLIP: 0xF3, Kind.STREAM: 0xFB}[kind]


@pytest.mark.parametrize("pattern", [*PATTERNS.values()], ids=list(PATTERNS))
def test_the_longest_clip_is_short_enough(pattern: Pattern) -> None:
    asked = made(pattern, 5)
    assert (
        asked.timeline.whole_ms - 100
        < listening.heard(file_of(asked)).seconds * 1_000
        <= asked.timeline.whole_ms
        <= AUDIO_MS
    )


@by_name
def test_it_is_as_loud_as_speech_that_goes_over_it_and_even(pattern: Pattern) -> None:
    asked = made(pattern, 1)
    loud = listening.loudness(file_of(asked))
    assert abs(loud.whole + 20) < 0.5
    assert loud.varies < 1.5
    assert loud.peak < LOUDEST_DBFS
    phases = [np.mean(np.power(10, np.array(loud.within(start, end)) / 10)) for _, start, end in planned(asked)]
    assert 10 * np.log10(max(phases) / min(phases)) < 1.5


@by_name
def test_it_joins_without_a_click(pattern: Pattern) -> None:
    blocks = list(tones.samples(made(pattern, 1).timeline, CLIP_RATE))
    bend = np.abs(np.diff(np.concatenate(blocks).astype(int), 2))
    joints = list(itertools.accumulate(map(len, blocks)))
    joints.append(joints.pop() - len(blocks[-1]) + int(tones.BELL_AFTER_S * CLIP_RATE))
    ms = CLIP_RATE // 1_000
    assert max(bend[joint - ms : joint + ms].max() for joint in joints) < bend[: joints[-2]].max() / 10


def test_it_begins_and_ends_in_silence() -> None:
    sound, rate = listened(made(BOX, 1)), CLIP_RATE
    silent = np.abs(sound.sound[: rate * (OPENING_MS - 50) // 1_000]), np.abs(sound.sound[-rate // 5 :])
    assert max(map(np.max, silent)) < 1e-3
    ending = sound.part(sound.seconds * 1_000 - ENDING_MS, sound.seconds * 1_000)
    assert np.abs(ending).max() > 0.1


def test_nothing_is_clipped() -> None:
    assert max(int(np.abs(joined(pattern)).max()) for pattern in ALL) < 32_767 * 10 ** (LOUDEST_DBFS / 20)


def test_a_timeline_has_as_many_samples_as_it_lasts() -> None:
    plan = made(SIGH, 1).timeline
    assert [sum(map(len, tones.samples(plan, rate))) for rate in (8_000, 48_000)] == [
        plan.whole_ms * 8,
        plan.whole_ms * 48,
    ]


def test_the_same_recording_is_the_same_file_in_another_process() -> None:
    digest = "import hashlib, sys; from skill.breathing import mp3, patterns, recordings as r; "
    digest += "file = b''.join(mp3.encoded(r.recording(patterns.SIGH, 3, r.Kind.CLIP))); "
    digest += "print(hashlib.sha256(file).hexdigest())"
    told = [subprocess.check_output((sys.executable, "-c", digest), text=True).strip() for _ in range(2)]
    here = hashlib.sha256(b"".join(mp3.encoded(recording(SIGH, 3, Kind.CLIP)))).hexdigest()
    assert told == [here, here]


def test_memory_does_not_grow_with_length() -> None:
    def peak(minutes: int) -> int:
        plan = lasting(SLOW, minutes * 60)
        tracemalloc.start()
        for _ in tones.samples(plan, 8_000):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(1)
    assert peak(20) < peak(2) * 1.2


def test_a_file_is_written(tmp_path: Path) -> None:
    asked = made(SLOW, 0.5)
    path = tmp_path / asked.name
    path.write_bytes(b"before")
    mp3.write(asked, path)
    assert path.read_bytes() == file_of(asked)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("before", [b"before", None])
def test_half_a_file_is_never_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bytes | None) -> None:
    def failing(asked: Recording) -> Iterator[bytes]:
        yield b"half"
        raise OSError("no space left")

    monkeypatch.setattr(mp3, "encoded", failing)
    path = tmp_path / "file.mp3"
    if before:
        path.write_bytes(before)
    with pytest.raises(OSError, match="no space left"):
        mp3.write(made(SLOW, 0.5), path)
    assert [file.read_bytes() for file in tmp_path.iterdir()] == ([before] if before else [])
