"""Which ledger a setting names, and what is not a ledger."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from skill.ledger.dynamodb import DynamoDbLedger
from skill.ledger.opening import BadLedgerUrl, check_url, create, dynamodb_table, open_ledger, sqlite_file
from skill.ledger.protocol import Unavailable
from skill.ledger.sqlite import LARGEST_CHECKED, SqliteLedger
from tests.ledger.test_contract import keep, told
from tests.patience import patient
from tests.processes import ROOT


def test_a_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/deep/ledger.sqlite3"
    assert isinstance(open_ledger(url), SqliteLedger)
    assert (tmp_path / "deep" / "ledger.sqlite3").stat().st_mode & 0o077 == 0
    assert sqlite_file("sqlite:///here.sqlite3") == Path("here.sqlite3")
    assert "is ready" in create(url)


def test_a_table(dynamodb: str) -> None:
    url = f"dynamodb://another-table?region=eu-west-1&endpoint={dynamodb}"
    assert dynamodb_table(url) == ("another-table", "eu-west-1", dynamodb)
    assert "created" in create(url)
    assert "already" in create(url)
    ledger = open_ledger(url)
    assert isinstance(ledger, DynamoDbLedger)
    ledger.check(patient())
    ledger.close()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ledger.sqlite3",
        "sqlite:///",
        "sqlite://host/file",
        "mysql://table",
        "dynamodb://",
        "dynamodb://table",
        "dynamodb://table?region=",
        "dynamodb://table/more?region=us-east-1",
        "dynamodb://table?region=us-east-1&color=red",
        "dynamodb://t%?region=us-east-1",
        "dynamodb://table?region=us-east-1&endpoint=http://127.0.0.1:8123/%zz",
        "dynamodb://table?region=us-east-1&endpoint=zz",
        "dynamodb://table?region=us-east-1&endpoint=127.0.0.1:8123",
        "dynamodb://table?region=us-east-1&endpoint=ftp://127.0.0.1",
        "sqlite:///:memory:",
        "sqlite:///%3Amemory%3A",
        "sqlite:////data/:memory:",
        "sqlite:///file:x",
        "sqlite:////data/100%/ledger.sqlite3",
        "sqlite:////data/50%2/ledger.sqlite3",
        "sqlite:///x%",
        "sqlite:///folder/",
        "sqlite:///.",
        "sqlite:////",
        "sqlite:///x%00y",
        "sqlite:///x.sqlite3?mode=memory",
        "sqlite:///x#y",
        "sqlite:///?x",
    ],
)
def test_nothing_that_is_known(url: str) -> None:
    with pytest.raises(BadLedgerUrl, match=r"is |has |names "):
        check_url(url)
    with pytest.raises(BadLedgerUrl):
        open_ledger(url)


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Unavailable, match=r"cannot open .*: (Not a directory|no folder)"):
        open_ledger(f"sqlite:///{tmp_path}/file/ledger.sqlite3")


def test_a_name_of_any_bytes_is_the_name_of_that_file(tmp_path: Path) -> None:
    assert sqlite_file("sqlite:////data/%FF%25%3F.sqlite3") == Path("/data/\udcff%?.sqlite3")
    open_ledger(f"sqlite:///{tmp_path}/%FF.sqlite3")
    assert [file.name for file in tmp_path.iterdir()] == ["\udcff.sqlite3"]


def text(file: Path) -> None:
    file.write_text("no database, and long enough to be looked at as one" * 40)


def a_line(file: Path) -> None:
    file.write_text("short")


def a_header_alone(file: Path) -> None:
    file.write_bytes(b"SQLite format 3\0")


def somebody_elses_database(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("CREATE TABLE cookies (host TEXT, value TEXT)")


def another_table_of_the_same_name(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("CREATE TABLE records (title TEXT, artist TEXT)")


def a_ledger(file: Path) -> None:
    ledger = SqliteLedger(file)
    keep(ledger, "somebody", *(told(number) for number in range(200)))


def a_ledger_cut_off(file: Path) -> None:
    a_ledger(file)
    file.write_bytes(file.read_bytes()[:20_000])


def a_ledger_with_a_page_of_something_else(file: Path) -> None:
    a_ledger(file)
    with file.open("r+b") as opened:
        opened.seek(3 * 4_096)
        opened.write(b"something else " * 200)


def a_ledger_emptied_beside_its_log(file: Path) -> None:
    a_ledger(file)
    file.with_name(f"{file.name}-wal").write_bytes(b"words that were acknowledged")
    file.write_bytes(b"")


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (text, "not a database"),
        (a_line, "not a database"),
        (a_header_alone, "not a database"),
        (somebody_elses_database, "a database, but not a ledger"),
        (another_table_of_the_same_name, "a database, but not a ledger"),
        (a_ledger_cut_off, "malformed"),
        (a_ledger_with_a_page_of_something_else, "malformed"),
        (a_ledger_emptied_beside_its_log, "its write-ahead log is not"),
    ],
)
def test_what_is_no_ledger_or_is_malformed_is_found_at_once_and_left_as_it_is(
    make: Callable[[Path], None], why: str, tmp_path: Path
) -> None:
    file = tmp_path / "other"
    make(file)
    file.chmod(0o644)
    before = file.read_bytes()
    for open_ in (open_ledger, create):
        with pytest.raises(Unavailable, match=rf"cannot open .*: .*{why}"):
            open_(f"sqlite:///{file}")
    assert file.read_bytes() == before
    assert file.stat().st_mode & 0o777 == 0o644


def test_what_was_begun_and_holds_nothing_yet_is_a_ledger(tmp_path: Path) -> None:
    """A first start was interrupted."""
    with closing(sqlite3.connect(tmp_path / "begun")) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("VACUUM")
    (tmp_path / "empty").touch()
    for name in ("begun", "empty"):
        open_ledger(f"sqlite:///{tmp_path}/{name}").check(patient(), to_save=True)


def test_a_file_that_would_take_long_to_look_through_is_opened_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_ledger_with_a_page_of_something_else(tmp_path / "large")
    assert (tmp_path / "large").stat().st_size < LARGEST_CHECKED
    monkeypatch.setattr("skill.ledger.sqlite.LARGEST_CHECKED", 4_096)
    open_ledger(f"sqlite:///{tmp_path}/large")


def test_a_file_that_was_taken_away_is_out_of_reach_and_not_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite3"
    file.touch(mode=0o644)
    ledger = open_ledger(f"sqlite:///{file}")
    assert file.stat().st_mode & 0o777 == 0o600
    file.unlink()
    with pytest.raises(Unavailable):
        ledger.check(patient())
    assert not file.exists()


BROKEN_OFF = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in ("PRAGMA journal_mode = DELETE", "PRAGMA cache_size = 1", "BEGIN IMMEDIATE"):
    db.execute(statement)
db.execute("INSERT INTO records VALUES ('somebody', 'P#x', NULL, 1, '', ?)", ("x" * 200_000,))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_broken_off_half_way_is_undone(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite3"
    a_ledger(file)
    before = list(SqliteLedger(file).everything("somebody", patient()))
    subprocess.run([sys.executable, "-c", BROKEN_OFF, str(file)], check=False)
    assert (tmp_path / "ledger.sqlite3-journal").stat().st_size
    assert list(SqliteLedger(file).everything("somebody", patient())) == before


def test_it_is_opened_while_a_service_opens_and_closes_it_again_and_again(tmp_path: Path) -> None:
    """SQLite's companion files come and go in the meantime."""
    file = tmp_path / "ledger.sqlite3"
    command = [sys.executable, "-c", OPENS_AND_CLOSES, str(file)]
    SqliteLedger(file)
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as service:
        assert service.stdout is not None
        service.stdout.readline()
        try:
            for _ in range(300):
                SqliteLedger(file)
        finally:
            service.kill()


OPENS_AND_CLOSES = """
import sqlite3, sys
print(flush=True)
while True:
    db = sqlite3.connect(sys.argv[1])
    db.execute("SELECT * FROM records").fetchall()
    db.close()
"""
