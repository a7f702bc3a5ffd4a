"""Yours to keep: the export, the sheet, and deleting everything."""

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from skill.alexa.authority import Authority
from skill.efficacy.domain import Domain, Plan
from skill.efficacy.evidence import Difficulty, Evidence, Kind, Outcome
from skill.efficacy.performer import Preferences
from skill.efficacy.schedule import ScheduledDate
from skill.ledger.export import COLUMNS, read_json
from skill.ledger.sqlite import SqliteLedger
from skill.web.page.keeping import MOST_PRINTED
from tests.patience import patient
from tests.stage import Clock, service
from tests.web.page.browsing import ACCOUNT, Reader, key, sign_in, win

OTHER = "b" * 32


@pytest.fixture
def ledger(tmp_path: Path) -> SqliteLedger:
    """A ledger in a file."""
    return SqliteLedger(tmp_path / "ledger.sqlite3")


@pytest.fixture
def reader(ledger: SqliteLedger, clock: Clock, authority: Authority) -> Reader:
    """Somebody on their page, in an account with somebody else."""
    app = service(ledger, clock, authority)
    other = sign_in(app, ledger, OTHER)
    other.keep(replace(win(1, worked="theirs"), key=key(1, performer=OTHER)))
    return sign_in(app, ledger)


def test_an_export_has_the_whole_record_and_nobody_elses(reader: Reader) -> None:
    private = Evidence(key(2), Kind.PRIVATE, note="kept back", closed=True)
    reader.keep(win(1), private, domains=(Domain("first", name="talk"),))
    answer = reader.client.get("/page/keeping/export?as=json")
    account, records = read_json(answer.text)
    assert account == ACCOUNT
    mine = [one for one in reader.ledger.everything(ACCOUNT, patient()) if OTHER not in one.sort]
    assert records == mine
    assert len(records) == 3
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ready-room.json"'
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_table_has_a_row_a_piece_and_no_formulas(reader: Reader) -> None:
    reader.keep(win(1, worked="=HYPERLINK(1)"), win(2))
    answer = reader.client.get("/page/keeping/export?as=csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    table = answer.text.split("\r\n\r\n")[0]
    rows = list(csv.DictReader(io.StringIO(table)))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["worked"] for row in rows] == ["'=HYPERLINK(1)", "I did deed 2"]
    assert "theirs" not in answer.text


def test_a_long_record_is_sent_whole(reader: Reader) -> None:
    reader.keep(*(win(number, worked="x" * 7_000) for number in range(300)))
    answer = reader.client.get("/page/keeping/export?as=json")
    assert len(read_json(answer.text)[1]) == 301


def test_there_are_two_kinds_of_export(reader: Reader) -> None:
    for kind in ("", "xml", "../json"):
        assert reader.client.get("/page/keeping/export", query_string={"as": kind}).status_code == 404


def test_a_sheet_has_the_strongest_that_may_be_read_and_no_more(reader: Reader) -> None:
    reader.keep(
        *(win(number) for number in range(1, MOST_PRINTED + 5)),
        win(30, worked="I held the hard one", difficulty=Difficulty.HARD),
        win(31, outcome=Outcome.NO, worked="a miss"),
        Evidence(key(32), Kind.PRIVATE, note="kept back", closed=True),
        Evidence(key(33), Kind.NOTE, note="not released", closed=True),
        domains=(
            Domain(
                "first",
                goal="give clear talks",
                name="talk",
                date=ScheduledDate("d", "2026-05-07"),
                plans=(Plan("I wait", "e1"),),
            ),
        ),
        preferences=Preferences(cue="steady"),
    )
    page = reader.get("/keeping/sheet")
    lines = re.findall(r"<li>(.*?)</li>", page, re.DOTALL)
    assert len(lines) == MOST_PRINTED
    assert ["I did deed 1" in lines[0], "I held the hard one" in lines[-1]] == [True, True]
    assert all(
        words in page for words in ("talk", "Your goal: give clear talks", "Thursday, May 7", "I wait", "steady")
    )
    assert not any(words in page for words in ("a miss", "kept back", "not released"))


def test_a_hard_win_of_long_ago_is_on_a_sheet_though_last(reader: Reader) -> None:
    hard = win(900, worked="I held the hard one", difficulty=Difficulty.HARD)
    reader.keep(*(win(number) for number in range(1, MOST_PRINTED + 5)), hard)
    lines = re.findall(r"<li>(.*?)</li>", reader.get("/keeping/sheet"), re.DOTALL)
    assert ("I held the hard one" in lines[-1], len(lines)) == (True, MOST_PRINTED)


def test_long_words_are_cut_on_a_sheet(reader: Reader) -> None:
    reader.keep(win(1, worked="I did it " * 100))
    words = re.findall(r'<p class="words">([^<]*)</p>', reader.get("/keeping/sheet"))
    assert len(words[0]) < 160
    assert words[0].endswith("…")


def test_deleting_says_what_goes_and_waits_for_a_yes(reader: Reader) -> None:
    reader.keep(win(1))
    page = reader.get("/keeping/delete")
    assert "Reminders stay on your speaker" in page
    answer = reader.send(reader.form("/keeping/delete", "/keeping/delete"))
    assert (answer.status_code, reader.piece(win(1)) is None) == (422, False)


def test_deleting_takes_all_of_it_signs_out_and_leaves_others(
    reader: Reader, ledger: SqliteLedger, clock: Clock, authority: Authority
) -> None:
    reader.keep(win(1))
    elsewhere = sign_in(service(ledger, clock, authority), ledger)
    answer = reader.send(reader.form("/keeping/delete", "/keeping/delete"), sure="yes")
    assert answer.status_code == 200
    assert "Your record is deleted" in answer.text
    assert {one.sort.split("#")[1] for one in ledger.everything(ACCOUNT, patient())} == {OTHER}
    assert reader.client.get_cookie("ready-room", path="/page/") is None
    for client in (reader.client, elsewhere.client):
        assert client.get("/page/evidence").status_code == 303
