"""Recordings become MP3 files of whole frames, as long as their timeline and no longer."""

from pathlib import Path

import pytest

from skill.breathing import mp3
from skill.breathing.patterns import PATTERNS, SLOW, Pattern
from skill.breathing.recordings import Kind, Recording

SHORT = Recording(SLOW, 1, Kind.CLIP)
FRAME_SAMPLES = {Kind.CLIP: 576, Kind.STREAM: 1_152}
"""Samples of a frame: MPEG-2 has half as many as MPEG-1."""
FRAME_BYTES = {Kind.CLIP: 144, Kind.STREAM: 192}


@pytest.mark.parametrize("kind", Kind)
def test_a_frame_has_a_whole_number_of_bytes_at_its_format(kind: Kind) -> None:
    rate, kbits = mp3.FORMATS[kind]
    assert FRAME_SAMPLES[kind] * kbits * 1_000 % (8 * rate) == 0
    assert FRAME_SAMPLES[kind] * kbits * 1_000 // (8 * rate) == FRAME_BYTES[kind]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_a_file_is_no_longer_than_its_timeline_and_shorter_by_little(pattern: Pattern, kind: Kind) -> None:
    asked = Recording(pattern, 1, kind)
    frames, rest = divmod(sum(map(len, mp3.encoded(asked))), FRAME_BYTES[kind])
    ms = frames * FRAME_SAMPLES[kind] * 1_000 / mp3.FORMATS[kind][0]
    assert rest == 0
    assert asked.timeline.whole_ms - 100 < ms <= asked.timeline.whole_ms


def test_every_piece_is_given_as_soon_as_its_phase_is_encoded() -> None:
    pieces = list(mp3.encoded(SHORT))
    assert len(pieces) > len(SHORT.timeline.cues)
    assert sum(map(bool, pieces)) > 1


def test_the_same_recording_is_the_same_file() -> None:
    assert b"".join(mp3.encoded(SHORT)) == b"".join(mp3.encoded(SHORT))


def test_a_written_file_holds_the_pieces_joined(tmp_path: Path) -> None:
    path = tmp_path / SHORT.name
    mp3.write(SHORT, path)
    assert path.read_bytes() == b"".join(mp3.encoded(SHORT))
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_a_folder_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        mp3.write(SHORT, tmp_path / "missing" / SHORT.name)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_replace_what_is_there_leaves_nothing_behind(tmp_path: Path) -> None:
    taken = tmp_path / SHORT.name
    taken.mkdir()
    with pytest.raises(OSError, match="directory"):
        mp3.write(SHORT, taken)
    assert list(tmp_path.iterdir()) == [taken]
