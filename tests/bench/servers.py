"""What is measured against each other: the skill, a floor and two peers, each served by processes of its own."""

import socket
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.processes import HOST, Process, running, workers

LIKE_IT = ("-m", "gunicorn", "--workers", "2", "--threads", "32", "--preload", "--no-control-socket")
"""How what is written in Python and compared with the skill is served: as the skill is."""
_START_SECONDS, _ANSWER_SECONDS, _LOOK_SECONDS = 60.0, 30.0, 0.002
_PIECE = 262_144


class Refused(RuntimeError):
    """An answer that is not a good one."""


@dataclass(frozen=True)
class Command:
    """How a server is started.

    Args:
        words: What the program is to run.
        settings: What is set in its environment besides.
        program: What runs it.
    """

    words: Sequence[str]
    settings: Mapping[str, str] = field(default_factory=dict)
    program: str = sys.executable


@dataclass
class Connection:
    """A connection that is kept, as Alexa's are.

    Args:
        port: Where the server is, on this machine.
    """

    port: int
    _socket: socket.socket | None = None

    def ask(self, request: bytes) -> bytes:
        """Send a whole HTTP request, and return the body of its answer, which has to be a good one."""
        self._socket = self._socket or socket.create_connection((HOST, self.port), _ANSWER_SECONDS)
        self._socket.sendall(request)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._more()
        head, _, body = answer.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise Refused(head.decode())
        length = int(head.lower().partition(b"content-length:")[2].split()[0])
        while len(body) < length:
            body += self._more()
        if b"connection: close" in head.lower():
            self.close()
        return body

    def close(self) -> None:
        """Close it; the next request opens another."""
        if self._socket:
            self._socket.close()
        self._socket = None

    def _more(self) -> bytes:
        piece = self._socket.recv(_PIECE) if self._socket else b""
        if not piece:
            raise RuntimeError("the server closed the connection")
        return piece


@dataclass(frozen=True)
class Server:
    """A server that runs.

    Args:
        name: What it is called in the tables.
        process: Its first process, which watches over the workers.
        port: Where it listens.
        log: What it logs.
        begun: When it was started, in seconds of `time.perf_counter`.
    """

    name: str
    process: Process
    port: int
    log: Path
    begun: float

    def first_answer_ms(self, request: bytes) -> float:
        """Ask until there is an answer; return how many milliseconds after its start that was."""
        while self.process.poll() is None and time.perf_counter() < self.begun + _START_SECONDS:
            connection = Connection(self.port)
            try:
                connection.ask(request)
            except ConnectionRefusedError:
                time.sleep(_LOOK_SECONDS)
            else:
                connection.close()
                return (time.perf_counter() - self.begun) * 1_000
        raise RuntimeError(f"{self.name} did not start: {self.log.read_text(encoding='utf-8')[-2_000:]}")

    def processor_ms(self) -> float:
        """Return for how long its workers' threads have been on a processor, in milliseconds."""
        tasks = (task for worker in workers(self.process) for task in Path(f"/proc/{worker}/task").iterdir())
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6

    def memory_mb(self) -> tuple[float, float]:
        """Return the megabytes of its largest worker: all that it holds, and what it shares with nobody."""
        each = [_memory(worker) for worker in workers(self.process)]
        return max(each)


def _memory(process: int) -> tuple[float, float]:
    lines = (line.split() for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:])
    kilobytes = {name: int(size) for name, size, *_ in lines}
    own = kilobytes["Private_Clean:"] + kilobytes["Private_Dirty:"]
    return kilobytes["Rss:"] * 1_024 / 1e6, own * 1_024 / 1e6


@contextmanager
def server(name: str, home: Path, command: Command) -> Iterator[Server]:
    """Run a server while in the block.

    Args:
        name: What it is called.
        home: The folder of the authority that it trusts, and of its log.
        command: How it is started.
    """
    log, begun = home / f"{name}.log", time.perf_counter()
    own = {"READY_ROOM_HOME": str(home), "AWS_DEFAULT_REGION": "us-east-1"}
    with running(command.words, own | {**command.settings}, log, program=command.program) as (process, port):
        yield Server(name, process, port, log, begun)
