"""Sounds are played by the program that this machine has, or written into a folder, which is said once."""

import stat
from collections.abc import Sequence
from pathlib import Path

import pytest

from simulator.sound.loudspeaker import Loudspeaker
from simulator.sound.pcm import silence

SOUND = silence(100, 16_000)


def program(folder: Path, status: int) -> tuple[str, ...]:
    """Return a program that notes what it plays."""
    file = folder / f"plays{status}"
    file.write_text(f'#!/bin/sh\nwc -c < "$2" >> {folder}/played\nexit {status}\n', encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return (str(file), "-q")


def test_it_plays(tmp_path: Path) -> None:
    said: list[str] = []
    loudspeaker = Loudspeaker(tmp_path / "spoken", said.append, [("no-such-player",), program(tmp_path, 0)])
    loudspeaker.play(SOUND)
    loudspeaker.play(SOUND)
    assert (tmp_path / "played").read_text(encoding="utf-8").split() == ["244", "244"]
    assert not said
    assert not (tmp_path / "spoken").exists()


@pytest.mark.parametrize("status", [None, 1])
def test_what_cannot_be_played_is_written_and_said_once(status: int | None, tmp_path: Path) -> None:
    said: list[str] = []
    players: Sequence[tuple[str, ...]] = [] if status is None else [program(tmp_path, status)]
    loudspeaker = Loudspeaker(tmp_path / "spoken", said.append, players)
    loudspeaker.play(SOUND)
    loudspeaker.play(SOUND)
    assert sorted(file.name for file in (tmp_path / "spoken").iterdir()) == ["001.wav", "002.wav"]
    assert said == [f"Nothing here plays sounds. They are written to {tmp_path / 'spoken'}."]


def test_where_one_program_finds_no_sound_card_the_next_is_tried(tmp_path: Path) -> None:
    said: list[str] = []
    loudspeaker = Loudspeaker(tmp_path / "spoken", said.append, [program(tmp_path, 1), program(tmp_path, 0)])
    loudspeaker.play(SOUND)
    loudspeaker.play(SOUND)
    assert len((tmp_path / "played").read_text(encoding="utf-8").split()) == 3
    assert not said
