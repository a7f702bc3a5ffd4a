"""What the tests of the conversation share: a conversation on a ledger of its own."""

from pathlib import Path

import pytest

from skill.ledger.sqlite import SqliteLedger
from tests.conversation.talk import Talk


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    """A conversation with a new performer, on SQLite."""
    return Talk(SqliteLedger(tmp_path / "ledger.sqlite3"))
