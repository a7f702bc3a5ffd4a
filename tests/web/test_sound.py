"""The recordings as the service serves them: whole or in part, rendered once, within the available space."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.exceptions import ServiceUnavailable

from skill.alexa.authority import LOCAL_SKILL_ID, Authority
from skill.alexa.skill import AlexaSkill
from skill.alexa.verification import Verifier
from skill.breathing import mp3
from skill.breathing.mp3 import FORMATS
from skill.breathing.patterns import PATTERNS, pattern_of
from skill.breathing.recordings import (
    Kind,
    Recording,
    address,
    is_public,
    named_recordings,
    recording,
    recording_of,
)
from skill.ledger.sqlite import SqliteLedger
from skill.web.app import create_app
from skill.web.sound import LARGEST_CACHE, MOST_SENDING, Recordings
from tests.patience import GIVEN_UP_SECONDS, Counted
from tests.stage import ACCOUNT_KEY, Clock, NoNetwork

NAME = "slow-x2-clip-1.mp3"


def client_of(folder: Path, clock: Clock, authority: Authority, recordings: Recordings | None) -> FlaskClient:
    ledger = SqliteLedger(folder / "ledger.sqlite3")
    verifier = Verifier(LOCAL_SKILL_ID, [authority.root], NoNetwork(), clock)
    skill = AlexaSkill(ledger, ACCOUNT_KEY, is_local=True)
    return create_app(skill, verifier, ledger, only_loopback=True, recordings=recordings).test_client()


@pytest.fixture
def client(tmp_path: Path, clock: Clock, authority: Authority) -> FlaskClient:
    """A client that fetches recordings."""
    return client_of(tmp_path, clock, authority, Recordings(tmp_path / "sound", ACCOUNT_KEY))


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
    """Record what is rendered."""
    rendered: list[str] = []
    write = mp3.write

    def count(wanted: Recording, path: Path) -> None:
        rendered.append(wanted.name)
        write(wanted, path)

    monkeypatch.setattr(mp3, "write", count)
    return lambda: rendered


def test_it_is_rendered_once_however_many_ask_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered, recordings = counting(monkeypatch), Recordings(tmp_path, ACCOUNT_KEY)
    threads = [threading.Thread(target=recordings.file, args=(clip(3),)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rendered() == [clip(3).name]


def test_the_longest_unused_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = Recordings(tmp_path / "measured", ACCOUNT_KEY).file(clip(1)).stat().st_size
    rendered, recordings = counting(monkeypatch), Recordings(tmp_path / "kept", ACCOUNT_KEY, largest=int(size * 4.5))
    for cycles in (1, 2):
        os.utime(recordings.file(clip(cycles)), (0, 0))
    recordings.file(clip(1))  # uses it again
    recordings.file(clip(3))
    assert sorted(file.name for file in (tmp_path / "kept").iterdir()) == [clip(1).name, clip(3).name]
    recordings.file(clip(2))
    assert rendered() == [clip(one).name for one in (1, 2, 3, 2)]
    assert sum(file.stat().st_size for file in (tmp_path / "kept").iterdir()) <= size * 4.5


def test_a_disk_that_takes_nothing_costs_only_that_recording(client: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "sound").write_text("no folder", encoding="utf-8")
    assert client.get(f"/sound/{NAME}", buffered=True).status_code == 503
    (tmp_path / "sound").unlink()
    assert client.get(f"/sound/{NAME}", buffered=True).status_code == 200


def a_link_elsewhere(folder: Path) -> None:
    (folder.parent / "elsewhere").mkdir()
    folder.symlink_to("elsewhere")


def anybodys(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)


def with_a_recording_that_is_a_link(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    (folder.parent / "secret").write_bytes(b"somebody's secret")
    (folder / NAME).symlink_to(folder.parent / "secret")


@pytest.mark.parametrize("lay", [a_link_elsewhere, anybodys, with_a_recording_that_is_a_link])
def test_what_another_may_have_laid_there_is_neither_given_nor_written_over(
    lay: Callable[[Path], None], client: FlaskClient, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lay(tmp_path / "sound")
    before = sorted(tmp_path.rglob("*"))
    answer = client.get(f"/sound/{NAME}", buffered=True)
    assert answer.status_code == 503
    assert b"secret" not in answer.data
    assert sorted(tmp_path.rglob("*")) == before
    assert "the recordings cannot be used: NotOurs" in caplog.text


def own(cycles: int, kind: Kind = Kind.CLIP) -> Recording:
    pattern = pattern_of("4-2-6-0")
    assert pattern is not None
    return recording(pattern, cycles, kind)


def test_what_is_somebodys_own_is_rendered_only_where_the_skill_asked_for_it(client: FlaskClient) -> None:
    where = address(own(2), "/sound", ACCOUNT_KEY)
    assert client.get(where, buffered=True).status_code == 200
    seal = where.split("/")[2]
    for asked in (
        f"/sound/{own(2).name}",
        f"/sound/{'0' * len(seal)}/{own(2).name}",
        f"/sound/{seal}/{own(3).name}",
        f"/sound/\u0660{seal}/{own(2).name}",
        address(own(2), "/sound", b"another key, sixteen"),
    ):
        assert client.get(asked).status_code == 404, asked


def test_of_the_named_patterns_there_are_streams_of_whole_minutes_and_clips_of_any_length() -> None:
    assert all(map(is_public, named_recordings()))
    assert not is_public(recording(PATTERNS["slow"], 61, Kind.STREAM))
    assert is_public(recording(PATTERNS["slow"], 17, Kind.CLIP))


def test_all_that_anybody_may_ask_for_has_room_so_that_nothing_is_rendered_again_and_again() -> None:
    names = (f"{name}-x{cycles}-{kind}-1.mp3" for name in PATTERNS for cycles in range(1, 1_000) for kind in Kind)
    anybodys = [one for name in names if (one := recording_of(name)) and is_public(one)]
    assert set(anybodys) == set(named_recordings())
    assert sum(one.timeline.whole_ms * FORMATS[one.kind][1] / 8 for one in anybodys) < LARGEST_CACHE


def test_enough_that_wait_turn_others_away_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The service's threads are needed for the skill."""
    begun, go_on = threading.Semaphore(0), threading.Event()

    def render(_wanted: Recording, path: Path) -> None:
        begun.release()
        go_on.wait(GIVEN_UP_SECONDS)
        path.write_bytes(b"sound")

    monkeypatch.setattr(mp3, "write", render)
    recordings = Recordings(tmp_path, ACCOUNT_KEY)
    waiting = Counted(recordings._waiting)
    monkeypatch.setattr(recordings, "_waiting", waiting)
    threads = [threading.Thread(target=recordings.file, args=(clip(cycles),)) for cycles in (1, 2, 3)]
    for thread in threads:
        thread.start()
    assert begun.acquire(timeout=GIVEN_UP_SECONDS)
    assert all(waiting.taken.acquire(timeout=GIVEN_UP_SECONDS) for _ in threads)
    with pytest.raises(ServiceUnavailable):
        recordings.file(clip(4))
    go_on.set()
    for thread in threads:
        thread.join()
    assert recordings.file(clip(4)).read_bytes() == b"sound"


def test_a_folder_that_cannot_be_written_to_still_gives_what_is_in_it(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = client.get(f"/sound/{NAME}", buffered=True).data

    def refuse(*_: object, **__: object) -> None:
        raise OSError("read-only")

    monkeypatch.setattr(os, "utime", refuse)
    assert client.get(f"/sound/{NAME}", buffered=True).data == whole


def test_what_else_lies_in_the_folder_disturbs_nothing(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path, ACCOUNT_KEY, largest=1)
    (tmp_path / "a folder").mkdir()
    (tmp_path / "nowhere").symlink_to(tmp_path / "nothing")
    unfinished, left = tmp_path / ".one.mp3.0123", tmp_path / ".two.mp3.4567"
    for file in (unfinished, left):
        file.write_bytes(b"half")
    os.utime(left, (0, 0))
    assert recordings.file(clip(1)).is_file()
    assert unfinished.exists(), "another process writes it"
    assert not left.exists(), "nobody does"


def test_answers_with_sound_that_nobody_reads_leave_threads_for_the_skill(client: FlaskClient) -> None:
    client.get(f"/sound/{NAME}", buffered=True)
    unread = [client.get(f"/sound/{NAME}") for _ in range(MOST_SENDING)]
    assert {one.status_code for one in unread} == {200}
    turned_away = client.get(f"/sound/{NAME}", buffered=True)
    assert (turned_away.status_code, turned_away.headers["Retry-After"]) == (503, "5")
    assert client.get("/healthz").status_code == 200
    unread.pop().close()
    assert client.get(f"/sound/{NAME}", buffered=True).status_code == 200
    for one in unread:
        one.close()


@pytest.mark.parametrize("path", ["/sound/none.mp3", "/sound/", "/sound", f"/sound/{NAME}"])
def test_an_answer_that_is_over_is_counted_no_more(path: str, client: FlaskClient) -> None:
    for _ in range(3 * MOST_SENDING):
        assert client.get(path, buffered=True).status_code in {200, 404}
