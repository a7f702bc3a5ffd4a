"""What befalls the service and what it stands on, while many tell: workers killed, the database stopped or killed."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path

from skill.ledger.dynamodb import DynamoDbLedger
from skill.ledger.opening import create, open_ledger
from skill.ledger.protocol import Ledger
from tests.conftest import REGION, TABLE
from tests.patience import GIVEN_UP_SECONDS, PatientClient
from tests.withstanding.processes import Database, Service, serving
from tests.withstanding.tally import Tally

Fault = Callable[[Tally], None]
"""Does it, and returns when it is over."""
_LOOKS = 0.05


@contextmanager
def on_a_file(folder: Path) -> Iterator[tuple[Service, Ledger]]:
    """Serve on a SQLite file; gives the service, and its ledger as another process sees it."""
    url = f"sqlite:///{folder}/ledger.sqlite3"
    with serving(folder, url) as service:
        yield service, open_ledger(url)


@contextmanager
def on_a_database(folder: Path) -> Iterator[tuple[Service, Ledger, Database]]:
    """Serve on DynamoDB Local, which keeps its data in a folder."""
    data = folder / "dynamodb"
    data.mkdir()
    database = Database(data)
    try:
        url = f"dynamodb://{TABLE}?region={REGION}&endpoint={database.endpoint}"
        create(url)
        with (
            closing(DynamoDbLedger(PatientClient(REGION, database.endpoint), TABLE)) as ledger,
            serving(folder, url) as service,
        ):
            yield service, ledger, database
    finally:
        database.kill()


def more(tally: Tally, what: str, many: int) -> None:
    """Wait until so many more of something have been counted.

    Raises:
        TimeoutError: It takes more than two minutes.
    """
    enough, until = getattr(tally, what) + many, time.monotonic() + GIVEN_UP_SECONDS
    while getattr(tally, what) < enough:
        if time.monotonic() > until:
            raise TimeoutError(f"not {enough} {what}, but {getattr(tally, what)}")
        time.sleep(_LOOKS)


def workers_killed(service: Service, answers: int) -> Fault:
    """Return what kills one worker after another, each after so many answers, until one was in the middle of a turn."""

    def befall(tally: Tally) -> None:
        until = time.monotonic() + GIVEN_UP_SECONDS
        while not tally.lost and time.monotonic() < until:
            more(tally, "answers", answers)
            service.kill_worker()
            service.whole()

    return befall


def nothing(_tally: Tally) -> None:
    """Do nothing."""


def stopped(database: Database, apologies: int, meanwhile: Fault = nothing) -> Fault:
    """Return what lets the database stand still until so many were told that it is out of reach."""
    return partial(_away, database.stop, database.go_on, apologies, meanwhile)


def killed(database: Database, apologies: int) -> Fault:
    """Return what kills the database, and starts it anew on its data when so many were told that it is out of reach."""
    return partial(_away, database.kill, database.start_anew, apologies, nothing)


def _away(
    leave: Callable[[], None], come_back: Callable[[], None], apologies: int, meanwhile: Fault, tally: Tally
) -> None:
    leave()
    try:
        meanwhile(tally)
        more(tally, "apologies", apologies)
    finally:
        come_back()


def one_by_one(answers: int, *faults: Fault) -> Fault:
    """Return what does one after the other, after so many answers each."""

    def befall(tally: Tally) -> None:
        for fault in faults:
            more(tally, "answers", answers)
            fault(tally)

    return befall


def for_a_time(seconds: float, pause: float, *faults: Fault) -> Fault:
    """Return what does one after the other again and again, with a pause before each."""

    def befall(tally: Tally) -> None:
        until = time.monotonic() + seconds
        for fault in cycle(faults):
            time.sleep(max(0.0, min(pause, until - time.monotonic())))
            if time.monotonic() >= until:
                return
            fault(tally)

    return befall
