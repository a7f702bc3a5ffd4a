"""Operator commands, on SQLite files and DynamoDB tables: export, erase, import and back up."""

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from skill.alexa.requests import account_of
from skill.deadline import Deadline
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Evidence, Kind, Outcome
from skill.efficacy.performer import Performer
from skill.ledger.dynamodb import SHELF_INDEX
from skill.ledger.export import COLUMNS, read_json
from skill.ledger.keys import mark_of
from skill.ledger.opening import create, open_ledger, wipe
from skill.ledger.protocol import Ledger, StoredRecord, Unavailable
from skill.ledger.table import client_of
from tests.conftest import REGION
from tests.ledger.test_contract import keep, told
from tests.patience import patient
from tests.proxy import Fault, line_to
from tests.test_main import FIRST, ROOT, run

KEY = "a key for these tests"
USER = "amzn1.ask.account.SOMEBODY"
ACCOUNT, OTHER = account_of(USER, KEY.encode()), account_of(f"{USER}2", KEY.encode())
WORDS = "I paused before each answer"
_tables = count(1)


@dataclass
class Store:
    """A ledger's storage, accessed directly."""

    url: str

    @property
    def ledger(self) -> Ledger:
        """The ledger in this storage."""
        return open_ledger(self.url)

    def kept(self, account: str = ACCOUNT) -> list[StoredRecord]:
        """Return all records of an account."""
        return list(self.ledger.everything(account, patient()))


class File(Store):
    """A SQLite file, with its accompanying files."""

    @property
    def path(self) -> Path:
        return Path(self.url.removeprefix("sqlite:///"))

    def raw(self) -> bytes:
        return b"".join(file.read_bytes() for file in self.path.parent.glob(f"{self.path.name}*"))

    def put_back(self, account: str, records: list[StoredRecord]) -> None:
        rows = [(account, one.sort, one.shelf, one.version, one.written, one.body) for one in records]
        with closing(sqlite3.connect(self.path)) as db, db:
            db.executemany("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?)", rows)


class Table(Store):
    """A table in DynamoDB, with its index."""

    @property
    def name(self) -> str:
        return self.url.removeprefix("dynamodb://").partition("?")[0]

    @property
    def client(self) -> Any:
        return client_of(REGION, self.url.partition("endpoint=")[2])

    def raw(self) -> bytes:
        with closing(self.client) as client:
            pages = client.get_paginator("scan")
            whole = list(pages.paginate(TableName=self.name, ConsistentRead=True))
            index = list(pages.paginate(TableName=self.name, IndexName=SHELF_INDEX))
        items = [page["Items"] for page in (*whole, *index)]
        return json.dumps(items, ensure_ascii=False).encode()

    def put_back(self, account: str, records: list[StoredRecord]) -> None:
        with closing(self.client) as client:
            for one in records:
                item = {"account": {"S": account}, "sort": {"S": one.sort}, "version": {"N": str(one.version)}}
                item |= {"written": {"S": one.written}, "body": {"S": one.body}}
                item |= {SHELF_INDEX: {"S": one.shelf}} if one.shelf else {}
                client.put_item(TableName=self.name, Item=item)


@pytest.fixture(params=["sqlite", "dynamodb"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[File | Table]:
    """Each kind of ledger, with two accounts in it."""
    made: File | Table = File(f"sqlite:///{tmp_path}/kept.sqlite3")
    if request.param == "dynamodb":
        endpoint = request.getfixturevalue("dynamodb")
        made = Table(f"dynamodb://operated-{next(_tables)}?region={REGION}&endpoint={endpoint}")
    create(made.url)
    fill(made.ledger)
    yield made


def fill(ledger: Ledger) -> None:
    """Store two performers and their evidence, one item changed once, and another account's."""
    spoken = replace(told(1), worked=WORDS, shows='I can & "do" <it>,\nquietly 🎻', skipped=frozenset({"plan"}))
    note = Evidence(told(2).key, Kind.NOTE, note='=HYPERLINK("http://x","look")')
    new = replace(told(3), outcome=Outcome.NO, certainty=7, followed=True, extra={"mood": ["blue", 1.5, None]})
    main = Performer(domains=(Domain("first", goal="speak to ten people", name="talk"),))
    keep(ledger, ACCOUNT, spoken, note, new, performer=main)
    keep(ledger, ACCOUNT, replace(spoken, plan="pause first", version=1))
    keep(ledger, ACCOUNT, told(4, performer="ana"), performer=Performer("ana", voice_id="ana"))
    keep(ledger, OTHER, replace(told(5), worked="somebody else's deed"), performer=Performer())


def done(store: Store, home: Path, *arguments: str) -> tuple[int, str, str]:
    """Run a command on a ledger; return its exit code, standard output and standard error."""
    process = run(home, *arguments, READY_ROOM_LEDGER=store.url, READY_ROOM_ACCOUNT_KEY=KEY)
    return process.returncode, process.stdout, process.stderr


def test_what_was_exported_and_erased_can_be_put_back_as_it_was(store: File | Table, tmp_path: Path) -> None:
    before, others = store.kept(), store.kept(OTHER)
    file = tmp_path / "all.json"
    assert done(store, tmp_path, "export", "--account", ACCOUNT, "--out", str(file)) == (
        *(0, ""),
        f"ready-room: 6 records of {ACCOUNT}\n",
    )
    assert file.stat().st_mode & 0o777 == 0o600
    account, records = read_json(file.read_text(encoding="utf-8"))
    assert (account, records) == (ACCOUNT, before)
    assert done(store, tmp_path, "erase", "--account", ACCOUNT, "--yes")[0] == 0
    assert (store.kept(), store.kept(OTHER)) == ([], others)
    store.put_back(account, records)
    assert (store.kept(), store.kept(OTHER)) == (before, others)
    shelf = store.ledger.shelf(ACCOUNT, "main", "first", 9, patient())
    assert [one.plan for one in shelf] == ["pause first"]


def test_after_an_erasure_nothing_is_left_of_the_account_and_not_a_word(store: File | Table, tmp_path: Path) -> None:
    assert WORDS.encode() in store.raw()
    assert ACCOUNT.encode() in store.raw()
    code, said, _ = done(store, tmp_path, "erase", "--user", USER, "--yes")
    assert code == 0
    assert said.startswith(f"{ACCOUNT}: 6 records deleted; ")
    left = store.raw()
    for gone in (ACCOUNT, WORDS, "quietly", "HYPERLINK", "speak to ten people", "deed 4", "pause first", "🎻", "mood"):
        assert gone.encode() not in left
    assert b"somebody else's deed" in left
    assert OTHER.encode() in left
    assert done(store, tmp_path, "erase", "--user", USER, "--yes") == (
        *(2, ""),
        f"ready-room: nothing is stored for {ACCOUNT} in {store.url}\n",
    )


def test_words_that_were_deleted_earlier_without_care_go_as_well(tmp_path: Path) -> None:
    """A file of an older release, whose SQLite did not overwrite deleted pages."""
    file = File(f"sqlite:///{tmp_path}/kept.sqlite3")
    fill(file.ledger)
    keep(file.ledger, ACCOUNT, *(replace(told(number), worked=WORDS * 20) for number in range(10, 99)))
    with closing(sqlite3.connect(file.path)) as older:
        older.execute("PRAGMA secure_delete = OFF")
        older.execute("DELETE FROM records WHERE account = ? AND sort LIKE 'E#main#%'", (ACCOUNT,))
        older.commit()
    assert WORDS.encode() in file.raw()
    assert done(file, tmp_path, "erase", "--user", USER, "--yes")[0] == 0
    assert WORDS.encode() not in file.raw()


def test_while_a_service_has_the_file_open_the_log_of_writes_is_emptied(tmp_path: Path) -> None:
    file, log = File(f"sqlite:///{tmp_path}/kept.sqlite3"), tmp_path / "kept.sqlite3-wal"
    create(file.url)
    with closing(sqlite3.connect(file.path)) as service:
        service.execute("SELECT * FROM records").fetchall()
        fill(file.ledger)
        assert log.stat().st_size > 0
        assert done(file, tmp_path, "erase", "--user", USER, "--yes")[0] == 0
        assert log.stat().st_size == 0
    assert WORDS.encode() not in file.raw()


def test_a_file_that_is_being_read_may_hold_the_words_still_and_that_is_said(tmp_path: Path) -> None:
    file = File(f"sqlite:///{tmp_path}/kept.sqlite3")
    fill(file.ledger)
    with closing(sqlite3.connect(file.path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM records").fetchone()
        file.ledger.erase(ACCOUNT, patient())
        with pytest.raises(Unavailable, match="may still hold deleted data"):
            wipe(file.url, Deadline.after(0.5))
    wipe(file.url, patient())
    assert WORDS.encode() not in file.raw()


def test_as_csv_it_is_a_row_each_and_no_formula(store: File | Table, tmp_path: Path) -> None:
    file = tmp_path / "all.csv"
    code, _, said = done(store, tmp_path, "export", "--account", ACCOUNT, "--format", "csv", "--out", str(file))
    assert code == 0, said
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert list(rows[0]) == list(COLUMNS)
    assert [(one["id"], one["performer"], one["domain_name"]) for one in rows] == [
        *(("e3", "main", "talk"), ("e2", "main", "talk"), ("e1", "main", "talk")),
        ("e4", "ana", ""),
    ]
    assert (rows[0]["certainty"], rows[0]["followed"], rows[0]["outcome"]) == ("7", "yes", "no")
    assert rows[1]["note"] == '\'=HYPERLINK("http://x","look")'
    assert (rows[2]["worked"], rows[2]["shows"]) == (WORDS, 'I can & "do" <it>,\nquietly 🎻')
    assert (rows[2]["told"], rows[2]["version"]) == ("2026-05-04T12:01:00+00:00", "2")
    states = (tmp_path / "all.csv.performers.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["sort"] for line in states] == ["P#main", "P#ana"]
    printed = done(store, tmp_path, "export", "--account", ACCOUNT, "--format", "csv")[1]
    table, _, lines = printed.rpartition("\n\n")
    assert list(csv.DictReader(io.StringIO(table))) == rows
    assert lines.splitlines() == states


def of_words(words: str, folder: Path) -> tuple[File, str, str]:
    """Store words as a deed and as a domain's name; return the ledger and its printed CSV and JSON exports."""
    file = File(f"sqlite:///{folder}/kept.sqlite3")
    keep(file.ledger, ACCOUNT, replace(told(1), worked=words), performer=Performer(domains=(Domain("first", words),)))
    export = ("export", "--account", ACCOUNT)
    return file, done(file, folder, *export, "--format", "csv")[1], done(file, folder, *export)[1]


@pytest.mark.parametrize(
    "begins", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\t\t=1", "  =1", "\uff1d1", "\xa0=1", '"=1']
)
def test_no_cell_begins_as_a_formula_does(begins: str, tmp_path: Path) -> None:
    row = next(csv.DictReader(io.StringIO(of_words(begins, tmp_path)[1])))
    for name in ("worked", "domain_name"):
        assert row[name].lstrip('\t\n \xa0"').startswith("'"), row[name]
        assert row[name].replace("'", "") == begins


@pytest.mark.parametrize(
    "words",
    [
        "I paused;=1+1",
        'I paused; =HYPERLINK("http://x","look")',
        "I paused\t=1+1",
        "I paused|@SUM(A1)",
        "I paused;\t-1;+1",
        'I paused;"=1+1"',
        "I paused;'=1+1",
        "I paused\n=1+1",
        "I paused\n;=1+1",
        'a, b;"+1',
        ";;;=1",
        "I paused;\uff1d1",
        ";=1;=2;=3",
    ],
)
def test_by_whatever_cells_are_separated_none_is_a_formula(words: str, tmp_path: Path) -> None:
    """Where commas are decimal points, spreadsheets separate cells by semicolons, whatever the file uses."""
    _, table, exact = of_words(words, tmp_path)
    for separator in (",", ";", "\t", "|"):
        rows = csv.reader(io.StringIO(table.partition("\n\n")[0]), delimiter=separator)
        cells = [
            cell
            for row in [*rows, *table.replace('"', "").split("\n")]
            for cell in (row if isinstance(row, list) else row.split(separator))
        ]
        begins = ("=", "+", "-", "@", "\uff1d")
        assert [cell for cell in cells if cell.strip().strip('"').strip().startswith(begins)] == [], separator
    assert json.loads(read_json(exact)[1][1].body)["worked"] == words


ESCAPES = [
    "\x1b]0;title\x07",
    "\x1b[2J",
    "\x9b2J",
    "\x85",
    "\r",
    "\x08\x08",
    "\x7f",
    "\u202egnp.exe",
    "\u2066x\u2069",
    "\u2028",
]


@pytest.mark.parametrize("escape", ESCAPES)
def test_what_is_exported_moves_no_cursor_and_turns_no_line_around(escape: str, tmp_path: Path) -> None:
    words = f"I smiled{escape} and went on 🎻 naïvely"
    file, table, exact = of_words(words, tmp_path)
    for text in (table, exact):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", text)
        assert "and went on 🎻 naïvely" in text
    assert read_json(exact) == (ACCOUNT, file.kept())
    assert json.loads(file.kept()[1].body)["worked"] == words


def test_what_this_release_cannot_read_is_exported_all_the_same(store: File | Table, tmp_path: Path) -> None:
    odd = [
        StoredRecord("P#new", None, 3, "2026-05-04T12:00:00Z", '{"schema":2,"zone":"Mars"}'),
        StoredRecord("E#main#first#2026-05-04T12:09:00Z#e9", None, 1, "2026-05-04T12:00:00Z", '{ "kind" : "sonnet" }'),
        StoredRecord("E#odd", None, 1, "2026-05-04T12:00:00Z", "no JSON at all"),
    ]
    store.put_back(ACCOUNT, odd)
    printed = done(store, tmp_path, "export", "--account", ACCOUNT)[1]
    assert read_json(printed) == (ACCOUNT, store.kept())
    csv_ = done(store, tmp_path, "export", "--account", ACCOUNT, "--format", "csv")[1]
    lines = [json.loads(line) for line in csv_.rpartition("\n\n")[2].splitlines()]
    assert {one.sort for one in odd} <= {line["sort"] for line in lines}
    assert len(lines) == 5


@pytest.mark.parametrize("text", ["[]", "{}", "no JSON", '{"ready_room_export": 2}', '{"ready_room_export": 1}'])
def test_what_is_no_export_is_not_read_as_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"export|Expecting"):
        read_json(text)


def test_what_was_said_to_the_speaker_is_exported_and_erased(tmp_path: Path) -> None:
    """With the default settings of one's own machine."""
    run(tmp_path, "talk", said=FIRST)
    whole = run(tmp_path, "export", "--user", "amzn1.ask.account.LOCAL")
    assert "I presented the budget to my team" in whole.stdout
    erased = run(tmp_path, "erase", "--user", "amzn1.ask.account.LOCAL", "--yes")
    assert "was rewritten without it" in erased.stdout
    left = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
    assert b"budget" not in left


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "--account", OTHER[::-1]), "nothing is stored for"),
        (("erase", "--account", OTHER[::-1], "--yes"), "nothing is stored for"),
        (("export", "--account", "somebody"), "'somebody' is not an account, which has 32 hexadecimal digits"),
        (("export", "--account", ACCOUNT.upper()), "is not an account"),
        (("export", "--user", ""), "is not a user id"),
        (("export", "--user", "amzn1.ask.account.NOBODY"), "nothing is stored for"),
        (("erase", "--account", ACCOUNT), "confirm with --yes"),
        (("export", "--account", ACCOUNT, "--out", "/nowhere/at/all"), "cannot write /nowhere/at/all"),
        (("export", "--account", ACCOUNT, "--out", __file__), "File exists"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    file = File(f"sqlite:///{tmp_path}/kept.sqlite3")
    fill(file.ledger)
    before = file.kept()
    code, printed, line = done(file, tmp_path, *arguments)
    assert (code, printed, line.count("\n")) == (2, "", 1)
    assert said in line
    assert file.kept() == before


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:///{home}/none.sqlite3", "there is no ledger at"),
        ("dynamodb://t?region=us-east-1&endpoint=http://127.0.0.1:9", "is out of reach: no answer from"),
    ],
)
@pytest.mark.parametrize("command", [("export",), ("erase", "--yes")])
def test_a_ledger_out_of_reach_is_said_in_one_line(
    command: tuple[str, ...], url: str, said: str, tmp_path: Path
) -> None:
    store = Store(url.format(home=tmp_path))
    code, printed, line = done(store, tmp_path, *command, "--account", ACCOUNT)
    assert (code, printed, line.count("\n")) == (2, "", 1)
    assert said in line
    assert not list(tmp_path.iterdir()), "what was not there is not there now"


def test_a_table_that_is_not_there_is_said_in_one_line(dynamodb: str, tmp_path: Path) -> None:
    store = Store(f"dynamodb://no-such-table?region={REGION}&endpoint={dynamodb}")
    code, printed, line = done(store, tmp_path, "export", "--account", ACCOUNT)
    assert (code, printed, line.count("\n")) == (2, "", 1)
    assert "is out of reach" in line


def test_a_file_that_is_not_whole_does_not_stay(tmp_path: Path) -> None:
    file = File(f"sqlite:///{tmp_path}/kept.sqlite3")
    fill(file.ledger)
    (tmp_path / "x.csv.performers.jsonl").touch()
    said = done(file, tmp_path, "export", "--account", ACCOUNT, "--format", "csv", "--out", str(tmp_path / "x.csv"))[2]
    assert "File exists" in said
    assert not (tmp_path / "x.csv").exists()


def test_a_user_of_a_table_is_not_looked_for_with_a_key_that_everybody_has(dynamodb: str, tmp_path: Path) -> None:
    url = f"dynamodb://no-such-table?region={REGION}&endpoint={dynamodb}"
    told = run(tmp_path, "export", "--user", USER, READY_ROOM_LEDGER=url)
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (2, "", 1)
    assert "READY_ROOM_ACCOUNT_KEY" in told.stderr


def exported(store: Store, home: Path) -> Path:
    """Export an account to a file."""
    file = home / "all.json"
    assert done(store, home, "export", "--account", ACCOUNT, "--out", str(file))[0] == 0
    return file


def test_an_export_is_imported_as_it_was(store: File | Table, tmp_path: Path) -> None:
    odd = [
        StoredRecord("P#new", None, 3, "2026-05-04T12:00:00Z", '{"schema":2,"zone":"Mars"}'),
        StoredRecord("E#main#first#2026-05-04T12:09:00Z#e9", None, 1, "2026-05-04T12:00:00Z", '{ "kind" : "sonnet" }'),
        StoredRecord("E#odd", None, 7, "2026-05-04T12:00:00Z", "no JSON at all, \u202e, \x1b[2J"),
    ]
    store.put_back(ACCOUNT, odd)
    before, others = store.kept(), store.kept(OTHER)
    file = exported(store, tmp_path)
    assert done(store, tmp_path, "erase", "--account", ACCOUNT, "--yes")[0] == 0
    assert done(store, tmp_path, "import", str(file)) == (0, f"{ACCOUNT}: 9 records imported\n", "")
    assert (store.kept(), store.kept(OTHER)) == (before, others)
    assert [one.plan for one in store.ledger.shelf(ACCOUNT, "main", "first", 9, patient())] == ["pause first"]


def test_an_export_moves_to_a_ledger_of_the_other_kind(store: File | Table, dynamodb: str, tmp_path: Path) -> None:
    url = f"dynamodb://moved-{next(_tables)}?region={REGION}&endpoint={dynamodb}"
    other = Store(url if isinstance(store, File) else f"sqlite:///{tmp_path}/moved.sqlite3")
    create(other.url)
    assert done(other, tmp_path, "import", str(exported(store, tmp_path)))[0] == 0
    assert other.kept() == store.kept()


@pytest.mark.parametrize("left", [6, 5, 1])
def test_an_import_overwrites_nothing(left: int, store: File | Table, tmp_path: Path) -> None:
    """Not even an unchanged record, as others may have been deleted since."""
    file, before = exported(store, tmp_path), store.kept()
    assert done(store, tmp_path, "erase", "--account", ACCOUNT, "--yes")[0] == 0
    store.put_back(ACCOUNT, before[:left])
    code, printed, line = done(store, tmp_path, "import", str(file))
    assert (code, printed, line.count("\n")) == (2, "", 1)
    assert "has records already, and none is overwritten" in line
    assert store.kept() == before[:left]


def test_an_import_that_cannot_be_finished_keeps_nothing_in_a_file(tmp_path: Path) -> None:
    store = File(f"sqlite:///{tmp_path}/kept.sqlite3")
    fill(store.ledger)
    file = exported(store, tmp_path)
    assert done(store, tmp_path, "erase", "--account", ACCOUNT, "--yes")[0] == 0
    with closing(sqlite3.connect(store.path)) as db:
        db.execute(
            "CREATE TRIGGER full BEFORE INSERT ON records WHEN new.sort LIKE 'E#ana#%'"
            " BEGIN SELECT RAISE(FAIL, 'full'); END"
        )
    code, printed, line = done(store, tmp_path, "import", str(file))
    assert (code, printed, line.count("\n")) == (2, "", 1)
    assert "erase it and import again" in line
    assert store.kept() == []


def test_an_import_into_a_table_that_broke_off_is_erased_and_made_again(dynamodb: str, tmp_path: Path) -> None:
    store = Table(f"dynamodb://broken-{next(_tables)}?region={REGION}&endpoint={dynamodb}")
    create(store.url)
    fill(store.ledger)
    file, before = exported(store, tmp_path), store.kept()
    assert done(store, tmp_path, "erase", "--account", ACCOUNT, "--yes")[0] == 0
    with line_to(dynamodb) as line:
        line.break_(Fault.SLOW, "PutItem")
        settings = {"READY_ROOM_LEDGER": store.url.replace(dynamodb, line.url), "READY_ROOM_ACCOUNT_KEY": KEY}
        command = [sys.executable, "-m", "skill", "import", str(file)]
        with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}) as importing:
            while not store.kept():
                time.sleep(0.05)
            importing.kill()
    assert 0 < len(store.kept()) < len(before)
    assert "has records already" in done(store, tmp_path, "import", str(file))[2]
    assert done(store, tmp_path, "erase", "--account", ACCOUNT, "--yes")[0] == 0
    assert done(store, tmp_path, "import", str(file))[0] == 0
    assert store.kept() == before


RECORD = {"sort": "P#main", "shelf": None, "version": 1, "written": "2026-05-04T12:00:00Z", "body": {"schema": 1}}
WHOLE: dict[str, Any] = {"ready_room_export": 1, "account": ACCOUNT, "exported": "2026-05-04", "records": [RECORD]}


@pytest.mark.parametrize(
    "document",
    [
        "",
        "[]",
        "[" * 100_000,
        "\ufeff{}",
        "told,performer,domain\n",
        {},
        {**WHOLE, "ready_room_export": 2},
        {**WHOLE, "ready_room_export": True},
        json.dumps({**WHOLE, "records": [{**RECORD, "body": {"schema": 1, "x": float("nan")}}]}),
        json.dumps({**WHOLE, "x": float("inf")}),
        {**WHOLE, "account": "somebody"},
        {**WHOLE, "account": ACCOUNT.upper()},
        {**WHOLE, "account": None},
        {**WHOLE, "account": "ledger"},
        {**WHOLE, "records": []},
        {**WHOLE, "records": None},
        {**WHOLE, "records": [RECORD, RECORD]},
        *(
            {**WHOLE, "records": [RECORD, {**RECORD, "sort": "P#ana", **odd}]}
            for odd in (
                *({"sort": ""}, {"sort": 7}, {"sort": "Q#x"}, {"sort": "E#" + "x" * 1_100}, {"sort": "E#\ud800"}),
                *({"shelf": ""}, {"shelf": 1}, {"version": 0}, {"version": "1"}, {"version": True}, {"version": 1.5}),
                *(
                    {"version": 2**63},
                    {"written": "yesterday"},
                    {"written": None},
                    {"written": "2026-05-04T12:00:00+02:00"},
                ),
                *({"body": None}, {"body": "\udcff"}, {"body": {"note": "x" * 400_000}}, {"color": "red"}),
            )
        ),
        {**WHOLE, "records": [{name: value for name, value in RECORD.items() if name != "written"}]},
    ],
)
def test_what_is_no_whole_export_is_not_imported(document: Any, tmp_path: Path) -> None:
    store, file = File(f"sqlite:///{tmp_path}/kept.sqlite3"), tmp_path / "odd.json"
    create(store.url)
    file.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    code, printed, line = done(store, tmp_path, "import", str(file))
    assert (code, printed, line.count("\n")) == (2, "", 1)
    assert str(file) in line
    assert store.kept() == []


def test_an_export_is_not_imported_under_another_key(tmp_path: Path) -> None:
    """Otherwise nobody would find the records."""
    store = File(f"sqlite:///{tmp_path}/kept.sqlite3")
    fill(store.ledger)
    store.ledger.made_with(mark_of(KEY.encode()), patient())
    file = exported(store, tmp_path)
    assert done(store, tmp_path, "erase", "--account", ACCOUNT, "--yes")[0] == 0
    settings = {"READY_ROOM_LEDGER": store.url, "READY_ROOM_ACCOUNT_KEY": f"{KEY}, and another"}
    told_ = run(tmp_path, "import", str(file), **settings)
    assert (told_.returncode, told_.stdout, told_.stderr.count("\n")) == (2, "", 1)
    assert "made with another key" in told_.stderr
    assert store.kept() == []
    assert done(store, tmp_path, "import", str(file))[0] == 0


@pytest.mark.parametrize("file", ["/dev/zero", "/dev/null", ".", "nowhere"])
def test_what_is_no_plain_file_is_not_read(file: str, tmp_path: Path) -> None:
    """Some of them never end."""
    store = File(f"sqlite:///{tmp_path}/kept.sqlite3")
    create(store.url)
    code, printed, line = done(store, tmp_path, "import", file)
    assert (code, printed, line.count("\n")) == (2, "", 1)
    assert file in line


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.99])
def test_an_export_that_is_cut_off_is_not_imported(cut: float, tmp_path: Path) -> None:
    store = File(f"sqlite:///{tmp_path}/kept.sqlite3")
    fill(store.ledger)
    file = exported(store, tmp_path)
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * cut)])
    assert done(store, tmp_path, "erase", "--account", ACCOUNT, "--yes")[0] == 0
    assert "is not a complete JSON export" in done(store, tmp_path, "import", str(file))[2]
    assert store.kept() == []


def test_a_backup_is_the_ledger_and_its_owners_only(tmp_path: Path) -> None:
    store, copy = File(f"sqlite:///{tmp_path}/kept.sqlite3"), File(f"sqlite:///{tmp_path}/copy.sqlite3")
    fill(store.ledger)
    before = os.umask(0)
    try:
        code, said, _ = done(store, tmp_path, "backup", str(copy.path))
    finally:
        os.umask(before)
    assert (code, said) == (0, f"{copy.path}: everything that was stored when the backup began\n")
    assert copy.path.stat().st_mode & 0o777 == 0o600
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy.sqlite3", "kept.sqlite3"]
    assert (copy.kept(), copy.kept(OTHER)) == (store.kept(), store.kept(OTHER))


def test_a_backup_while_notes_are_told_loses_none_that_was_acknowledged(tmp_path: Path) -> None:
    """Notes are stored continuously, and a reader keeps the write-ahead log in use, as a busy service does."""
    store = File(f"sqlite:///{tmp_path}/kept.sqlite3")
    ledger, told_, is_over = store.ledger, list[str](), threading.Event()

    def tell() -> None:
        for number in count():
            if is_over.is_set():
                return
            keep(ledger, ACCOUNT, told(number))
            told_.append(f"E#main#first#{told(number).key.at:%Y-%m-%dT%H:%M:%SZ}#e{number}")

    with closing(sqlite3.connect(store.path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM records").fetchall()
        teller = threading.Thread(target=tell)
        teller.start()
        try:
            for number in range(4):
                while len(told_) < 20 * (number + 1):
                    is_over.wait(0.01)
                acknowledged, copy = set(told_), File(f"sqlite:///{tmp_path}/copy-{number}")
                assert done(store, tmp_path, "backup", str(copy.path))[0] == 0
                assert acknowledged <= {one.sort for one in copy.kept()}
        finally:
            is_over.set()
            teller.join()
        shutil.copy(store.path, tmp_path / "copied")
        copied = {one.sort for one in File(f"sqlite:///{tmp_path}/copied").kept()}
        assert not set(told_) <= copied, "a copy of the file alone does lose some"


def test_a_backup_is_restored_by_putting_it_in_the_ledgers_place(tmp_path: Path) -> None:
    """As docs/operations.md describes."""
    run(tmp_path, "talk", said=FIRST)
    assert run(tmp_path, "backup", str(tmp_path / "copy")).returncode == 0
    run(tmp_path, "talk", said="ask ready room to delete everything\nyes\n")
    assert "I kept eye contact" not in run(tmp_path, "talk", said="ask ready room for my evidence\n").stdout
    for end in ("", "-wal", "-shm"):
        (tmp_path / f"ledger.sqlite3{end}").unlink(missing_ok=True)
    shutil.copy(tmp_path / "copy", tmp_path / "ledger.sqlite3")
    assert "You said: I kept eye contact." in run(tmp_path, "talk", said="ask ready room for my evidence\n").stdout
    assert (tmp_path / "ledger.sqlite3").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("out", ["kept.sqlite3", "there", "link", "nowhere/copy", "folder", ""])
def test_a_backup_overwrites_nothing_and_what_cannot_be_written_is_said(out: str, tmp_path: Path) -> None:
    store = File(f"sqlite:///{tmp_path}/kept.sqlite3")
    fill(store.ledger)
    (tmp_path / "there").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nothing")
    (tmp_path / "folder").mkdir()
    before = {one: one.is_file() and one.read_bytes() for one in tmp_path.iterdir()}
    code, printed, line = done(store, tmp_path, "backup", str(tmp_path / out))
    assert (code, printed, line.count("\n")) == (2, "", 1)
    assert "cannot write" in line
    assert {one: one.is_file() and one.read_bytes() for one in tmp_path.iterdir()} == before


def test_of_what_is_not_there_and_of_a_table_no_backup_is_made(tmp_path: Path) -> None:
    for url, why in (
        (f"sqlite:///{tmp_path}/none.sqlite3", "there is no ledger at"),
        ("dynamodb://t?region=us-east-1", "any second of the last 35 days can be restored"),
    ):
        code, printed, line = done(Store(url), tmp_path, "backup", str(tmp_path / "copy"))
        assert (code, printed, line.count("\n")) == (2, "", 1)
        assert why in line
    assert list(tmp_path.iterdir()) == []


def test_a_user_id_can_be_kept_out_of_the_list_of_processes(tmp_path: Path) -> None:
    store = File(f"sqlite:///{tmp_path}/kept.sqlite3")
    fill(store.ledger)
    settings = {"READY_ROOM_LEDGER": store.url, "READY_ROOM_ACCOUNT_KEY": KEY}
    told_ = run(tmp_path, "export", "--user", "-", said=f"{USER}\n", **settings)
    assert (told_.returncode, read_json(told_.stdout)) == (0, (ACCOUNT, store.kept()))
    for said in ("", "\n", "x" * 9_000):
        assert run(tmp_path, "export", "--user", "-", said=said, **settings).returncode == 2


def test_what_is_below_zero_in_a_state_stays_a_number_beside_the_rows(tmp_path: Path) -> None:
    file = File(f"sqlite:///{tmp_path}/kept.sqlite3")
    create(file.url)
    body = '{"schema":2,"at":[1,-2,-0.5],"said":"a,=1;-1+cmd|@x"}'
    file.put_back(ACCOUNT, [StoredRecord("P#main", None, 1, "2026-05-04T12:00:00Z", body)])
    printed = done(file, tmp_path, "export", "--account", ACCOUNT, "--format", "csv")[1]
    state = printed.rpartition("\n\n")[2]
    assert json.loads(state)["body"] == json.loads(body)
    assert not re.search(r"[;,|][=+@]|;-", state)
