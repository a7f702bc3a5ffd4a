"""Fixtures: somebody who is signed in to their page."""

from pathlib import Path

import pytest

from skill.alexa.authority import Authority
from skill.ledger.protocol import Ledger
from skill.ledger.sqlite import SqliteLedger
from tests.stage import Clock
from tests.web.page.visitors import Visitor, sign_in


@pytest.fixture
def visitor(tmp_path: Path, clock: Clock, authority: Authority, user: str) -> Visitor:
    """Somebody at their page, over SQLite."""
    return sign_in(SqliteLedger(tmp_path / "page.sqlite3"), clock, authority, user)


@pytest.fixture
def anywhere(ledger: Ledger, clock: Clock, authority: Authority, user: str) -> Visitor:
    """Somebody at their page, over each of the ledgers."""
    return sign_in(ledger, clock, authority, user)
