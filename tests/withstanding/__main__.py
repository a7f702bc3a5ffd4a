"""Fifty conversations at once for minutes, on each ledger, while workers and the database are killed and stopped.

python -m tests.withstanding [--tellers N] [--seconds S]

The short form, with the same faults, is `tests.withstanding.test_faults`.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from skill.ledger.protocol import Ledger
from tests.withstanding.faults import Fault, for_a_time, killed, on_a_database, on_a_file, stopped
from tests.withstanding.processes import Service
from tests.withstanding.storm import storm
from tests.withstanding.tally import Tally, compare

THINKS = 1.0, 3.0
LONGEST_SECONDS = 6.0
PAUSE = 2.0
"""Seconds before each fault."""
_SOON = 0.5
Row = Mapping[str, int | float]
HARM = ("losses", "duplicates", "answers that fit nothing", "answers that are none", "turns over 6 s")
"""The counts that have to be 0."""


def row(tally: Tally, service: Service, ledger: Ledger) -> Row:
    """Return what happened, counted; the seconds of turns are those of the service's own log."""
    found, turns = compare(tally, ledger), sorted(service.turns())
    return {
        "answers": tally.answers,
        "apologies among them": tally.apologies,
        "connections lost, sent again": tally.lost,
        "repeated": tally.repeated,
        "writes acknowledged": tally.acknowledged,
        "pieces in the ledger": found.pieces,
        "losses": len(found.missing),
        "duplicates": len(found.doubled),
        "answers that fit nothing": len(tally.wrong),
        "answers that are none": len(tally.failed),
        "turns over 6 s": sum(seconds > LONGEST_SECONDS for seconds in turns),
        "median turn, s": turns[len(turns) // 2],
        "slowest turn, s": turns[-1],
        "slowest answer on the wire, s": tally.slowest,
    }


def on_sqlite(folder: Path, tellers: int, seconds: float) -> Row:
    """Run the storm on a file."""
    with on_a_file(folder) as (service, ledger):
        fault = for_a_time(seconds, PAUSE, worker_killed(service))
        return row(storm(service, "sqlite", tellers, THINKS, fault), service, ledger)


def on_dynamodb(folder: Path, tellers: int, seconds: float) -> Row:
    """Run the storm on DynamoDB Local."""
    with on_a_database(folder) as (service, ledger, database):
        worker = worker_killed(service)
        faults = worker, stopped(database, tellers), killed(database, tellers), stopped(database, tellers, worker)
        return row(storm(service, "dynamodb", tellers, THINKS, for_a_time(seconds, PAUSE, *faults)), service, ledger)


def worker_killed(service: Service) -> Fault:
    """Return what kills a worker, half a second from then."""

    def befall(_tally: Tally) -> None:
        time.sleep(_SOON)
        service.kill_worker()
        service.whole()

    return befall


def show(columns: Mapping[str, Row]) -> None:
    """Print a table, a column a ledger."""
    print(f"{'':32}" + "".join(f"{name:>12}" for name in columns))
    for name in next(iter(columns.values())):
        cells = (column[name] for column in columns.values())
        print(f"{name:32}" + "".join(f"{cell:>12.2f}" if isinstance(cell, float) else f"{cell:>12}" for cell in cells))


def main() -> int:
    """Run it on each ledger, and print a table of counts; 1 where something was lost, doubled, wrong or too late."""
    parser = argparse.ArgumentParser(description="many conversations at once while faults happen")
    parser.add_argument("--tellers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=120)
    chosen = parser.parse_args()
    columns = {}
    for name, run in (("SQLite", on_sqlite), ("DynamoDB", on_dynamodb)):
        with tempfile.TemporaryDirectory() as folder:
            columns[name] = run(Path(folder), chosen.tellers, chosen.seconds)
    print(f"{chosen.tellers} tellers, {chosen.seconds:g} s of faults, each then on to the end of what they told\n")
    show(columns)
    return int(any(column[name] for column in columns.values() for name in HARM))


if __name__ == "__main__":
    sys.exit(main())
