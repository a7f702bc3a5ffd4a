"""The recordings as the service gives them out: whole, in part, rendered once, no more than there is room for."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from skill.alexa.authority import LOCAL_SKILL_ID, Authority
from skill.alexa.skill import AlexaSkill
from skill.alexa.verification import Verifier
from skill.breathing import mp3
from skill.breathing.patterns import PATTERNS
from skill.breathing.recordings import Kind, Recording, recording
from skill.ledger.sqlite import SqliteLedger
from skill.web.app import create_app
from skill.web.sound import Recordings
from tests.stage import ACCOUNT_KEY, Clock, NoNetwork

NAME = "slow-x2-clip-1.mp3"


def client_of(folder: Path, clock: Clock, authority: Authority, recordings: Recordings | None) -> FlaskClient:
    ledger = SqliteLedger(folder / "ledger.sqlite3")
    verifier = Verifier(LOCAL_SKILL_ID, [authority.root], NoNetwork(), clock)
    skill = AlexaSkill(ledger, ACCOUNT_KEY, is_local=True)
    return create_app(skill, verifier, ledger, only_loopback=True, recordings=recordings).test_client()


@pytest.fixture
def client(tmp_path: Path, clock: Clock, authority: Authority) -> FlaskClient:
    """Somebody who fetches recordings."""
    return client_of(tmp_path, clock, authority, Recordings(tmp_path / "sound"))


def test_a_recording_is_given_whole_and_may_be_kept_for_ever(client: FlaskClient, tmp_path: Path) -> None:
    answer = client.get(f"/sound/{NAME}", buffered=True)
    assert answer.status_code == 200
    assert answer.content_type == "audio/mpeg"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.data == (tmp_path / "sound" / NAME).read_bytes()
    assert len(answer.data) == answer.content_length > 100_000
    again = client.get(f"/sound/{NAME}", headers={"If-None-Match": answer.headers["ETag"]}, buffered=True)
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("asked", "first", "last"), [("bytes=0-99", 0, 99), ("bytes=1000-", 1_000, None), ("bytes=-500", -500, None)]
)
def test_a_part_of_it_is_given(asked: str, first: int, last: int | None, client: FlaskClient) -> None:
    whole = client.get(f"/sound/{NAME}", buffered=True).data
    answer = client.get(f"/sound/{NAME}", headers={"Range": asked}, buffered=True)
    start = first if first >= 0 else len(whole) + first
    end = last if last is not None else len(whole) - 1
    assert answer.status_code == 206
    assert answer.headers["Content-Range"] == f"bytes {start}-{end}/{len(whole)}"
    assert answer.data == whole[start : end + 1]


def test_a_part_that_is_not_there_is_not_given(client: FlaskClient) -> None:
    assert client.get(f"/sound/{NAME}", headers={"Range": "bytes=9000000-"}, buffered=True).status_code == 416


@pytest.mark.parametrize(
    "name",
    [
        "slow-x24-clip-1.mp3",  # longer than 240 s
        "slow-x0-clip-1.mp3",
        "slow-x2-clip-2.mp3",
        "slow-x2-clip-1.wav",
        "sleepy-x2-clip-1.mp3",
        "1-0-1-0-x2-clip-1.mp3",
        "..%2fledger.sqlite3",
        ".slow-x2-clip-1.mp3.abcd",
    ],
)
def test_what_there_is_not_is_not_rendered(name: str, client: FlaskClient, tmp_path: Path) -> None:
    assert client.get(f"/sound/{name}").status_code == 404
    assert not (tmp_path / "sound").exists()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_can_only_be_fetched(method: str, client: FlaskClient) -> None:
    assert getattr(client, method)(f"/sound/{NAME}").status_code == 405


def test_without_a_folder_there_is_no_sound(tmp_path: Path, clock: Clock, authority: Authority) -> None:
    assert client_of(tmp_path, clock, authority, None).get(f"/sound/{NAME}").status_code == 404


def test_a_local_service_gives_none_to_other_machines(client: FlaskClient) -> None:
    assert client.get(f"/sound/{NAME}", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 404


def clip(cycles: int) -> Recording:
    return recording(PATTERNS["slow"], cycles, Kind.CLIP)


def counting(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Count what is rendered."""
    rendered: list[str] = []
    write = mp3.write

    def count(wanted: Recording, path: Path) -> None:
        rendered.append(wanted.name)
        write(wanted, path)

    monkeypatch.setattr(mp3, "write", count)
    return lambda: rendered


def test_it_is_rendered_once_however_many_ask_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered, recordings = counting(monkeypatch), Recordings(tmp_path)
    threads = [threading.Thread(target=recordings.file, args=(clip(3),)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rendered() == [clip(3).name]


def test_the_longest_unused_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = Recordings(tmp_path / "measured").file(clip(1)).stat().st_size
    rendered, recordings = counting(monkeypatch), Recordings(tmp_path / "kept", largest=int(size * 4.5))
    for cycles in (1, 2):
        os.utime(recordings.file(clip(cycles)), (0, 0))
    recordings.file(clip(1))  # is used again
    recordings.file(clip(3))
    assert sorted(file.name for file in (tmp_path / "kept").iterdir()) == [clip(1).name, clip(3).name]
    recordings.file(clip(2))
    assert rendered() == [clip(one).name for one in (1, 2, 3, 2)]
    assert sum(file.stat().st_size for file in (tmp_path / "kept").iterdir()) <= size * 4.5


def test_a_disk_that_takes_nothing_costs_only_that_recording(client: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "sound").write_text("no folder", encoding="utf-8")
    assert client.get(f"/sound/{NAME}", buffered=True).status_code == 500
    (tmp_path / "sound").unlink()
    assert client.get(f"/sound/{NAME}", buffered=True).status_code == 200
