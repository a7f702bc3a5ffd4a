"""Everything is deleted by voice though the state cannot be read, and by nobody who could not delete it before."""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.plays import as_text
from skill.alexa.requests import account_of
from skill.ledger.protocol import StoredRecord
from tests.patience import patient
from tests.stage import ACCOUNT_KEY, Stage

Spoil = Callable[[str], str]


def of_a_newer_release(body: str) -> str:
    return body.replace('"schema":1', '"schema":2').replace('"domains":[', '"domains":["of another kind",')


SPOILS: list[Spoil] = [
    of_a_newer_release,
    lambda _: "no JSON at all",
    lambda _: "[]",
    lambda _: "null",
    lambda _: '{"schema":1,"domains":[{"goal":"a tal',
    lambda _: '{"schema":1,"domains":[{"id":7,"plans":3}]}',
    lambda _: '{"schema":1,"zone":"Mars"}',
]


def kept(stage: Stage) -> list[StoredRecord]:
    """Return all that is kept of the user."""
    return list(stage.ledger.everything(account_of(stage.user, ACCOUNT_KEY), patient()))


def spoil(stage: Stage, how: Spoil, only: str = "P#") -> None:
    """Make states unreadable."""
    account, before = account_of(stage.user, ACCOUNT_KEY), kept(stage)
    after = [replace(one, body=how(one.body)) if one.sort.startswith(only) else one for one in before]
    assert after != before
    stage.ledger.erase(account, patient())
    stage.ledger.put_back(account, after, patient())


def say(stage: Stage, *said: str) -> str:
    """Say one thing after the other in a session of their own, and return the last answer."""
    device = stage.device()
    return [as_text(device.hear(one)) for one in said][-1]


def tell(stage: Stage, person: str | None = None) -> None:
    """Tell a note, and what makes a state."""
    stage.person = person
    say(stage, "open ready room", "I'm getting ready for a board talk", "I want to speak to ten people for ten minutes")
    say(stage, "tell ready room that I smiled", "yes")


ERASE = "ask ready room to delete everything"

WORDS = "I told nobody of the violet door"


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "body",
    [
        f'{{"schema":1,"note":"{WORDS}'.encode() + b'\xff"}',
        f'{{"schema":1,"note":"{WORDS} \\ud800"}}'.encode(),
        b"\x00\xfe" + WORDS.encode(),
        b"[" * 100_000 + WORDS.encode(),
    ],
    ids=["no-text", "half-a-character", "bytes", "deep"],
)
@pytest.mark.parametrize("kind", ["TEXT", "BLOB"])
def test_what_a_file_holds_that_is_no_text_is_left_alone_never_logged_and_deleted(
    body: bytes, kind: str, stage: Stage, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tell(stage)
    account = account_of(stage.user, ACCOUNT_KEY)
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite3")) as db, db:
        db.execute(f"UPDATE records SET body = CAST(? AS {kind}) WHERE account = ?", (body, account))  # noqa: S608
    with caplog.at_level(logging.DEBUG):
        for said in ("ask ready room for my evidence", "ask ready room to warm me up", "tell ready room that I sang"):
            say(stage, said)
        assert len(kept(stage)) >= 2, "it can be exported"
        say(stage, ERASE, "yes")
    assert kept(stage) == []
    assert "violet" not in caplog.text


@pytest.mark.parametrize("how", SPOILS)
def test_a_state_that_cannot_be_read_is_deleted_with_all_that_belongs_to_it(how: Spoil, stage: Stage) -> None:
    tell(stage)
    spoil(stage, how)
    assert "I can't reach your record" in say(stage, "open ready room")
    assert "for good" in say(stage, ERASE)
    assert len(kept(stage)) > 1
    say(stage, ERASE, "no")
    assert len(kept(stage)) > 1
    assert "[closes]" in say(stage, ERASE, "yes")
    assert kept(stage) == []
    assert "Welcome" in say(stage, "open ready room")


def test_so_it_is_when_the_evidence_cannot_be_read_either(stage: Stage) -> None:
    tell(stage)
    spoil(stage, lambda _: "no JSON at all", only="")
    say(stage, ERASE, "yes")
    assert kept(stage) == []


def test_so_it_is_after_the_skill_said_that_it_cannot_reach_the_record(stage: Stage) -> None:
    tell(stage)
    spoil(stage, of_a_newer_release)
    say(stage, "open ready room", "delete everything", "yes")
    assert kept(stage) == []


def test_a_voice_deletes_its_own_state_and_no_other(stage: Stage) -> None:
    tell(stage)
    tell(stage, person="ana")
    say(stage, "open ready room", "no")
    tell(stage, person="ana")
    mains = [one for one in kept(stage) if "#main" in one.sort]
    anas = [one for one in kept(stage) if "#main" not in one.sort and one.sort.startswith("P#")]
    assert mains
    assert anas
    spoil(stage, of_a_newer_release, only=anas[0].sort)
    say(stage, ERASE, "yes")
    assert kept(stage) == mains


def test_a_voice_deletes_the_main_state_that_is_its_own(stage: Stage) -> None:
    tell(stage, person="ana")
    assert {one.sort for one in kept(stage) if one.sort.startswith("P#")} == {"P#main"}
    spoil(stage, of_a_newer_release)
    say(stage, ERASE, "yes")
    assert kept(stage) == []


@pytest.mark.parametrize("other", [None, "ben"])
def test_what_is_kept_to_a_voice_no_other_deletes_though_it_cannot_be_read(other: str | None, stage: Stage) -> None:
    tell(stage, person="ana")
    say(stage, "ask ready room to keep my record to my voice")
    spoil(stage, of_a_newer_release)
    before = kept(stage)
    stage.person = other
    say(stage, ERASE, "yes")
    assert kept(stage) == before
    stage.person = "ana"
    say(stage, ERASE, "yes")
    assert kept(stage) == []


def test_nothing_else_is_done_with_a_state_that_cannot_be_read(stage: Stage) -> None:
    tell(stage)
    spoil(stage, of_a_newer_release)
    before = kept(stage)
    for said in ("ask ready room for my evidence", "ask ready room to forget that", "tell ready room that I sang"):
        say(stage, said, "yes", "yes")
    assert kept(stage) == before
