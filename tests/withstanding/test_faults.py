"""A real service under many conversations at once, while what it stands on is killed, stopped and started anew.

What was said to be kept is in the ledger, once; and every turn is answered, with an apology at the worst.
"""

from pathlib import Path

from skill.ledger.protocol import Ledger
from tests.withstanding.faults import killed, on_a_database, on_a_file, one_by_one, stopped, workers_killed
from tests.withstanding.processes import WORKERS, Service
from tests.withstanding.storm import storm
from tests.withstanding.tally import Tally, compare

TELLERS, THINKS, APOLOGIES = 8, (0.3, 0.9), 1


def judge(tally: Tally, service: Service, ledger: Ledger) -> None:
    """Check that what was said to be kept is there, once; how long turns took is for `make withstand` to judge."""
    found = compare(tally, ledger)
    print(f"\n{tally.acknowledged} kept, {tally.apologies} apologies, longest turn {max(service.turns()):.2f} s")
    assert tally.wrong == []
    assert tally.failed == []
    assert found.missing == []
    assert found.doubled == []
    assert tally.acknowledged >= 4 * TELLERS


def test_workers_that_are_killed_lose_nothing_that_was_kept(tmp_path: Path) -> None:
    with on_a_file(tmp_path) as (service, ledger):
        before = service.workers()
        tally = storm(service, "killed", TELLERS, THINKS, workers_killed(service, TELLERS))
        assert len(before) == len(service.whole()) == WORKERS
        assert set(before) != set(service.workers()), "no worker was killed"
        assert tally.lost > 0, "none was in the middle of a turn"
        judge(tally, service, ledger)


def test_a_database_that_stands_still_or_dies_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    with on_a_database(tmp_path) as (service, ledger, database):
        fault = one_by_one(TELLERS, stopped(database, APOLOGIES), killed(database, APOLOGIES))
        judge(storm(service, "away", TELLERS, THINKS, fault), service, ledger)
