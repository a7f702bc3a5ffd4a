"""What befalls the service and what it stands on, while many tell: workers killed, the database stopped or killed."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from skill.ledger.dynamodb import TABLE_SECONDS, DynamoDbLedger, connect, create_table
from skill.ledger.opening import open_ledger
from skill.ledger.protocol import Ledger
from tests.conftest import REGION, TABLE
from tests.withstanding.processes import Database, Service, serving
from tests.withstanding.tally import Tally

_LOOKS = 0.05
_GIVEN_UP = 60.0


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
        with closing(connect(REGION, database.endpoint, read_seconds=TABLE_SECONDS)) as client:
            create_table(client, TABLE)
            url = f"dynamodb://{TABLE}?region={REGION}&endpoint={database.endpoint}"
            with serving(folder, url) as service:
                yield service, DynamoDbLedger(client, TABLE), database
    finally:
        database.kill()


def more(tally: Tally, what: str, many: int) -> None:
    """Wait until so many more of something have been counted.

    Raises:
        TimeoutError: It takes more than a minute.
    """
    enough, until = getattr(tally, what) + many, time.monotonic() + _GIVEN_UP
    while getattr(tally, what) < enough:
        if time.monotonic() > until:
            raise TimeoutError(f"not {enough} {what}, but {getattr(tally, what)}")
        time.sleep(_LOOKS)


def workers_killed(service: Service, tellers: int) -> Callable[[Tally], None]:
    """Return what kills one worker after another, until one was in the middle of a turn."""

    def faults(tally: Tally) -> None:
        until = time.monotonic() + _GIVEN_UP
        while not tally.lost and time.monotonic() < until:
            more(tally, "answers", tellers)
            service.kill_worker()
            service.whole()

    return faults


def database_stopped_and_killed(database: Database, answers: int, apologies: int) -> Callable[[Tally], None]:
    """Return what stops the database and lets it go on, then kills it and starts it anew on its data.

    Args:
        database: It.
        answers: So many are waited for before each.
        apologies: And after each so many: as long it is away.
    """

    def faults(tally: Tally) -> None:
        for away, back in ((database.stop, database.go_on), (database.kill, database.start_anew)):
            more(tally, "answers", answers)
            away()
            try:
                more(tally, "apologies", apologies)
            finally:
                back()
        more(tally, "answers", answers)

    return faults
