"""Why no test judges by how fast this machine is: limits that only end a hang, and a clock of what is waited for."""

from collections.abc import Callable, Mapping
from threading import Semaphore
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from skill.deadline import Deadline
from skill.ledger.dynamodb import CONNECT_SECONDS, READ_SECONDS, Client, NoAnswer

if TYPE_CHECKING:
    from tests.proxy import Line

GIVEN_UP_SECONDS = 120.0
"""After so long a test ends what hangs, and fails; a machine with much else to do comes to an end before."""
SOON_SECONDS = 0.3
"""So long an answer is waited for that is never to come."""


ENDS_WITHIN = 0.02
"""In seconds: how soon a test's own server notices that it is to end; by itself Python's looks twice a second."""


def eventually(is_so: Callable[[], bool]) -> bool:
    """Wait until something is so; return whether it ever was."""
    until = monotonic() + GIVEN_UP_SECONDS
    while not is_so() and monotonic() < until:
        sleep(0.05)
    return is_so()


def patient() -> Deadline:
    """Return a deadline that nothing but a hang misses."""
    return Deadline.after(GIVEN_UP_SECONDS)


class Waited:
    """A clock on which time passes only for what is waited for: pauses, and answers that do not come."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        """Pause."""
        self.now += seconds

    def deadline(self, seconds: float) -> Deadline:
        """Return the moment so many seconds from now."""
        return Deadline.after(seconds, self)


class Counted:
    """A lock that tells of each who comes for it, and of each who takes it."""

    def __init__(self, lock: Any) -> None:
        self._lock, self.arrived, self.taken = lock, Semaphore(0), Semaphore(0)

    def acquire(self, **how: Any) -> bool:
        self.arrived.release()
        is_taken = bool(self._lock.acquire(**how))
        if is_taken:
            self.taken.release()
        return is_taken

    def release(self) -> None:
        self._lock.release()


class PatientClient(Client):
    """The way to DynamoDB Local, on which an answer is waited for until it comes.

    One that a line holds back is given up soon, and takes its longest on the clock: as long as two timeouts.

    Args:
        region: The AWS region.
        endpoint: DynamoDB Local, or a line to it.
        line: That line.
        clock: The clock.
    """

    def __init__(self, region: str, endpoint: str, line: "Line | None" = None, clock: Waited | None = None) -> None:
        super().__init__(region, endpoint, (GIVEN_UP_SECONDS, GIVEN_UP_SECONDS))
        self._hasty = Client(region, endpoint, (GIVEN_UP_SECONDS, SOON_SECONDS)) if line else self
        self._line, self._waited = line, clock or Waited()

    def call(self, operation: str, request: Mapping[str, Any]) -> dict[str, Any]:
        """See `Client.call`."""
        try:
            if self._line and self._line.holds_back(operation):
                return self._hasty.call(operation, request)
            return super().call(operation, request)
        except NoAnswer:
            self._waited.sleep(CONNECT_SECONDS + READ_SECONDS)
            raise

    def close(self) -> None:
        """See `Client.close`."""
        super().close()
        if self._hasty is not self:
            self._hasty.close()
