"""Requests at random, as many as one likes, each of them really signed; see `tests.withstanding.test_fuzz`.

python -m tests.bench.fuzz [--count N] [--seed S]
"""

import argparse
import tempfile
from pathlib import Path

from simulator.alexa_api import serve_api
from skill.ledger.sqlite import SqliteLedger
from tests.stage import authority
from tests.withstanding.test_fuzz import fuzz


def main() -> None:
    """Send them, and print what was answered; the first one that is an error stops it, with its body."""
    parser = argparse.ArgumentParser(description="requests at random")
    parser.add_argument("--count", type=int, default=5_000, help="valid ones, and as many odd ones")
    parser.add_argument("--seed", type=int, default=2)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serve_api("America/New_York") as api:
        home = Path(folder)
        done = fuzz(SqliteLedger(home / "ledger.sqlite3"), authority(home), api, chosen.seed, chosen.count)
    print(f"seed {chosen.seed}: {dict(sorted(done.seen.items()))}, slowest {done.slowest:.2f} s")


if __name__ == "__main__":
    main()
