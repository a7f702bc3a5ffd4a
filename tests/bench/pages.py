"""What each view of the performer's page costs, by how much is stored: run by `make pages`."""

import argparse
import statistics
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from flask.testing import FlaskClient

from skill.alexa.requests import account_of
from skill.efficacy.performer import PageAccess
from skill.ledger.access import code_for, lock_for, new_code, spaced
from skill.ledger.protocol import Change, Ledger
from skill.settings import Settings
from skill.trace import Call, tracing
from tests.bench.stage import standing
from tests.patience import patient
from tests.stage import Clock, authority, service

SIZES = (0, 10, 1_000, 100_000)
VIEWS = ("", "evidence", "certainty", "ladder", "plan", "preferences", "keeping", "keeping/sheet")
_KEY = b"a key for the bench alone"


def signed_in(ledger: Ledger, user: str, folder: Path) -> FlaskClient:
    """Return a browser that is signed in as a user's main performer."""
    clock = Clock(datetime.now(UTC))
    account = account_of(user, Settings.read({}).account_key)
    performer = ledger.performer(account, "main", patient())
    performer = replace(performer, page=PageAccess(lock_for(user, _KEY)))
    code = code_for(user, _KEY)
    given = new_code(code, account, performer, "en-US", clock())
    performer = replace(performer, page=PageAccess(lock_for(user, _KEY), given.handle))
    ledger.save(account, Change(performer, code=given), clock(), patient())
    client = service(ledger, clock, authority(folder)).test_client()
    answer = client.post("/page/in", data={"code": spaced(code)})
    assert answer.status_code == 303, answer.status
    return client


def measured(client: FlaskClient, view: str, times: int) -> tuple[float, float, Sequence[Call], int]:
    """Return the median and the longest milliseconds of a view, the ledger's calls, and its size in bytes."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        with tracing() as calls:
            answer = client.get(f"/page/{view}")
        taken.append(1_000 * (time.perf_counter() - begun))
        assert answer.status_code == 200, (view, answer.status)
    return statistics.median(taken), max(taken), calls, len(answer.data)


def main() -> None:
    """Print a row for each ledger, size and view."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="how often each view is asked for")
    times = parser.parse_args().times
    print("| ledger | pieces | view | median ms | longest | calls | units read | KB |")
    print("|---|---|---|---|---|---|---|---|")
    with TemporaryDirectory() as name, standing(Path(name)) as there:
        for pieces in SIZES:
            user = there.fill(pieces)
            for ledger_name, ledger in there.ledgers.items():
                client = signed_in(ledger, user, Path(name))
                for view in VIEWS:
                    middle, longest, calls, size = measured(client, view, times)
                    units = sum(call.units for call in calls)
                    row = (ledger_name, f"{pieces:,}", f"/{view}", f"{middle:.1f}", f"{longest:.1f}", len(calls))
                    print("|", *(f"{cell} |" for cell in (*row, f"{units:g}", f"{size / 1_000:.1f}")), flush=True)


if __name__ == "__main__":
    main()
