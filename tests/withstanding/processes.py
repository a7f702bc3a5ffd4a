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
_REMOTE, _INODE = 2, 9
"""Columns of the kernel's table of connections: the other end, in hexadecimal, and the socket."""


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

    def connections(self, port: int) -> dict[int, set[str]]:
        """Return the sockets with which each of its processes is connected to a port; the key is a process's id."""
        connected = {
            fields[_INODE]
            for table in ("tcp", "tcp6")
            for fields in map(str.split, Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:])
            if fields[_REMOTE].endswith(f":{port:04X}")
        }
        return {pid: _sockets(pid) & connected for pid in (self.process.pid, *self.workers())}

    def turns(self) -> list[float]:
        """Return how many seconds each of its turns took, as its log has them."""
        found = re.findall(r'"Latency":([\d.]+)', (self.home / LOG).read_text(encoding="utf-8"))
        return [float(milliseconds) / 1_000 for milliseconds in found]

    def kill_worker(self) -> int:
        """Kill a worker in the middle of whatever it does; return its id."""
        worker = self.workers()[0]
        os.kill(worker, signal.SIGKILL)
        return worker


def _sockets(pid: int) -> set[str]:
    links = [str(file.readlink()) for file in Path(f"/proc/{pid}/fd").iterdir() if file.is_symlink()]
    return {link.removeprefix("socket:[").removesuffix("]") for link in links if link.startswith("socket:[")}


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

    Attributes:
        port: The port that it listens at.
    """

    def __init__(self, data: Path) -> None:
        self._data, self.port = data, _free_port()
        self._process = dynamodb_local.launch(self.port, data)
        self.endpoint = f"http://127.0.0.1:{self.port}"

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
        self._process = dynamodb_local.launch(self.port, self._data)
