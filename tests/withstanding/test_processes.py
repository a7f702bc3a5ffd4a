"""The workers of one service are kept apart."""

from itertools import combinations
from pathlib import Path

from tests.withstanding.faults import on_a_database


def test_no_two_processes_share_a_connection_to_the_database(tmp_path: Path) -> None:
    """They would read each other's answers, which are other people's records."""
    with on_a_database(tmp_path) as (service, _ledger, database):
        held = service.connections(database.port)
    assert held[service.process.pid], "the first process has looked at the ledger before it made workers"
    assert not [(one, other) for one, other in combinations(held, 2) if held[one] & held[other]]
