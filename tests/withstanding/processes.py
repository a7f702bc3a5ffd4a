"""The processes that a fault is done to: the service with its workers, and DynamoDB Local on a folder of its own."""

import os
import re
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.patience import GIVEN_UP_SECONDS
from tests.processes import HOST, SKILL, Process, running, workers
from tools import dynamodb_local
from tools.dynamodb_local import _free_port

WORKERS, LOG = 2, "service.log"


@dataclass(frozen=True)
class Service:
    """`python -m skill serve`, running.

    Args:
        process: Its first process, which watches over the workers.
        url: Where it is.
        home: What it keeps on this machine.
    """

    process: Process
    url: str
    home: Path

    def workers(self) -> list[int]:
        """Return the ids of its workers' processes."""
        return workers(self.process)

    def whole(self) -> list[int]:
        """Wait until all of its workers are there, and return their ids."""
        until = time.monotonic() + GIVEN_UP_SECONDS
        while len(found := self.workers()) < WORKERS and time.monotonic() < until:
            time.sleep(0.1)
        return found

    def turns(self) -> list[float]:
        """Return how many seconds each of its turns took, as its log has them."""
        found = re.findall(r'"Latency":([\d.]+)', (self.home / LOG).read_text(encoding="utf-8"))
        return [float(milliseconds) / 1_000 for milliseconds in found]

    def kill_worker(self) -> int:
        """Kill a worker in the middle of whatever it does; return its id."""
        worker = self.workers()[0]
        os.kill(worker, signal.SIGKILL)
        return worker


@contextmanager
def serving(home: Path, ledger: str) -> Iterator[Service]:
    """Serve the skill on a free port while in the block."""
    settings = {"READY_ROOM_HOME": str(home), "READY_ROOM_LEDGER": ledger}
    with running(SKILL, settings, home / LOG) as (process, port):
        wait_for(f"http://{HOST}:{port}/healthz", process)
        service = Service(process, f"http://{HOST}:{port}/alexa", home)
        service.whole()
        yield service


def wait_for(url: str, process: Process) -> None:
    """Wait until a server answers.

    Raises:
        RuntimeError: It does not.
    """
    until = time.monotonic() + GIVEN_UP_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=GIVEN_UP_SECONDS).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the service did not start")


class Database:
    """DynamoDB Local on a folder, at one address however often it is started anew.

    Args:
        data: The folder.
    """

    def __init__(self, data: Path) -> None:
        self._data, self._port = data, _free_port()
        self._process = dynamodb_local.launch(self._port, data)
        self.endpoint = f"http://127.0.0.1:{self._port}"

    def stop(self) -> None:
        """Let it stand still: connections are taken, and nothing comes back."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it go on."""
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self._process.kill()
        self._process.wait()

    def start_anew(self) -> None:
        """Start it on what the killed one had written."""
        self._process = dynamodb_local.launch(self._port, self._data)
