"""A full disk, a file that may not be written: /healthz reports it, and recordings never cause it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from skill.deadline import Deadline
from skill.ledger.protocol import Unavailable
from skill.ledger.sqlite import SqliteLedger
from tests.disks import on_a_small_disk
from tests.ledger.test_contract import keep, told
from tests.patience import patient
from tests.users import bound_by_permissions

HEALTH = """
import json, sys
from pathlib import Path
from skill.alexa.authority import local_authority
from skill.ledger.sqlite import SqliteLedger
from tests.disks import clear, fill
from tests.ledger.test_contract import keep, told
from tests.stage import Clock, service
folder, kind = Path(sys.argv[1]), sys.argv[2]
ledger = SqliteLedger(folder / "ledger.sqlite3")
keep(ledger, "somebody", told(1))
client = service(ledger, Clock(), local_authority(folder / "home")).test_client()
def ask():
    answer = client.get("/healthz")
    return [answer.status_code, answer.json["ledger"]]
seen = [ask()]
for free in (0, 4_096, 40_960):
    fill(folder, kind, free)
    seen.append(ask())
    clear(folder, kind)
    seen.append(ask())
print(json.dumps(seen))
"""


def test_health_is_whether_something_can_be_saved(tmp_path: Path) -> None:
    fine, full = [200, "ok"], [503, "out of reach"]
    assert json.loads(on_a_small_disk(HEALTH, tmp_path / "disk")) == [fine, *[full, fine] * 3]


TAKEN = """
from skill.ledger.protocol import Unavailable
from skill.ledger.sqlite import SqliteLedger
from skill.deadline import Deadline
from tests.ledger.test_contract import keep, told
from tests.users import become_nobody
file = become_nobody() / "home" / "ledger.sqlite3"
ledger = SqliteLedger(file)
keep(ledger, "somebody", told(1))
for path, mode, before in ((file, 0o400, 0o600), (file.parent, 0o500, 0o700), (file, 0, 0o600)):
    path.chmod(mode)
    try:
        ledger.check(Deadline.after(1), to_save=True)
        print("fine")
    except Unavailable as error:
        print(error)
    path.chmod(before)
    SqliteLedger(file).check(Deadline.after(60), to_save=True)  # started again: what stood beside it was read-only, too
"""


def test_so_it_is_where_the_permission_was_taken_away() -> None:
    seen = bound_by_permissions(TAKEN).splitlines()
    assert len(seen) == 3
    assert "fine" not in seen


def test_so_it_is_where_the_file_is_gone_or_another_writes_on_and_on(tmp_path: Path) -> None:
    ledger = SqliteLedger(tmp_path / "ledger.sqlite3")
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ledger.check(patient())
        with pytest.raises(Unavailable):
            ledger.check(Deadline.after(0.2), to_save=True)
        other.execute("ROLLBACK")
    ledger.check(patient(), to_save=True)
    (tmp_path / "ledger.sqlite3").unlink()
    with pytest.raises(Unavailable):
        ledger.check(Deadline.after(1), to_save=True)
    assert list(tmp_path.iterdir()) == []


def test_to_ask_for_it_again_and_again_makes_the_file_no_larger(tmp_path: Path) -> None:
    ledger = SqliteLedger(tmp_path / "ledger.sqlite3")
    keep(ledger, "somebody", told(1))
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite3")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM records").fetchall()
        sizes = []
        for _ in range(20):
            ledger.check(patient(), to_save=True)
            sizes.append(sum(one.stat().st_size for one in tmp_path.iterdir()))
    assert len(set(sizes)) == 1
    assert sizes[0] < 300_000


SOUND = """
import json, sys
from pathlib import Path
from werkzeug.exceptions import ServiceUnavailable
from skill.breathing.patterns import PATTERNS
from skill.breathing.recordings import Kind, recording
from skill.ledger.sqlite import SqliteLedger
from skill.web import sound
from tests.disks import fill
from tests.ledger.test_contract import keep, told
folder, kind = Path(sys.argv[1]), sys.argv[2]
ledger = SqliteLedger(folder / "ledger.sqlite3")
sound.LARGEST_RECORDING = 512 * 1_024  # of the shortest
recordings = sound.Recordings(folder / "sound", b"x" * 16, reserve=1_024 * 1_024)
if kind == "limit":
    fill(folder, kind, 256 * 1_024)
seen, number = [], 0
for cycles in [*range(1, 12), 1, 2]:
    try:
        recordings.file(recording(PATTERNS["slow"], cycles, Kind.CLIP))
        seen.append(200)
    except ServiceUnavailable:
        seen.append(503)
    for _ in range(5):
        number += 1
        keep(ledger, "somebody", told(number))
print(json.dumps([seen, len(list((folder / "sound").glob(".*")))]))
"""


def test_recordings_leave_room_for_the_ledger_on_its_disk(tmp_path: Path) -> None:
    """The recordings requested exceed the disk: the least recently used go, and every note is stored."""
    seen, unfinished = json.loads(on_a_small_disk(SOUND, tmp_path / "disk"))
    assert set(seen) <= {200, 503}
    assert 200 in seen
    assert unfinished == 0


FULL = """
import sys
from pathlib import Path
from werkzeug.exceptions import ServiceUnavailable
from skill.breathing.patterns import PATTERNS
from skill.breathing.recordings import Kind, recording
from skill.web import sound
from tests.disks import clear, fill
folder, kind = Path(sys.argv[1]), sys.argv[2]
sound.LARGEST_RECORDING, reserve = 512 * 1_024, 1_024 * 1_024 if kind == "disk" else 0
recordings = sound.Recordings(folder / "sound", b"x" * 16, reserve=reserve)
short, longer = (recording(PATTERNS["slow"], cycles, Kind.CLIP) for cycles in (1, 3))
recordings.file(short)
for reserve in (reserve, 0):  # the second time the disk itself says so, half-way through
    recordings._reserve, sound.LARGEST_RECORDING = reserve, reserve and sound.LARGEST_RECORDING
    fill(folder, kind, 20_000)
    try:
        recordings.file(longer)
    except ServiceUnavailable:
        print("503", sorted(one.name for one in (folder / "sound").iterdir() if one.name != short.name))
    clear(folder, kind)
print(recordings.file(longer).stat().st_size > 100_000)
"""


def test_where_there_is_no_room_there_is_no_recording_and_nothing_is_left_of_it(tmp_path: Path) -> None:
    assert on_a_small_disk(FULL, tmp_path / "disk") == "503 []\n503 []\nTrue\n"
