"""Which ledger a setting names."""

from pathlib import Path

import pytest

from skill.ledger.dynamodb import DynamoDbLedger
from skill.ledger.opening import BadLedgerUrl, check_url, create, dynamodb_table, open_ledger, sqlite_file
from skill.ledger.protocol import Unavailable
from skill.ledger.sqlite import SqliteLedger
from tests.patience import patient


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
    ],
)
def test_nothing_that_is_known(url: str) -> None:
    with pytest.raises(BadLedgerUrl, match="is "):
        check_url(url)
    with pytest.raises(BadLedgerUrl):
        open_ledger(url)


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Unavailable, match="cannot open"):
        open_ledger(f"sqlite:///{tmp_path}/file/ledger.sqlite3")
    (tmp_path / "other").write_text("no database, and long enough to be looked at as one" * 40)
    with pytest.raises(Unavailable, match="cannot open"):
        open_ledger(f"sqlite:///{tmp_path}/other")


def test_a_file_that_was_taken_away_is_out_of_reach_and_not_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite3"
    file.touch(mode=0o644)
    ledger = open_ledger(f"sqlite:///{file}")
    assert file.stat().st_mode & 0o777 == 0o600
    file.unlink()
    with pytest.raises(Unavailable):
        ledger.check(patient())
    assert not file.exists()
