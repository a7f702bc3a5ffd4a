"""Servers of this project's, run in processes of their own on a free port of this machine."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tools.dynamodb_local import _free_port

ROOT = Path(__file__).parent.parent
HOST = "127.0.0.1"
SKILL = ("-m", "skill", "serve")
"""What Python runs to serve the skill."""

Process = subprocess.Popen[bytes]


@contextmanager
def running(
    command: Sequence[str], settings: Mapping[str, str], log: Path, host: str = HOST, program: str = sys.executable
) -> Iterator[tuple[Process, int]]:
    """Run a server while in the block; gives its process and its port.

    Args:
        command: What the program is to run; the address is added to it.
        settings: Its environment, besides what this process has that is no setting of the skill's.
        log: Where what it logs goes.
        host: Where it listens.
        program: What runs it; without one, Python.
    """
    port = _free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith("READY_ROOM_")}
    whole = [program, *command, "--bind", f"{host}:{port}"]
    with log.open("wb") as out:
        process = subprocess.Popen(whole, cwd=ROOT, env={**own, **settings}, stdout=out, stderr=subprocess.STDOUT)
    try:
        yield process, port
    finally:
        process.terminate()
        process.wait()


def workers(process: Process) -> list[int]:
    """Return the ids of the processes that one has started."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = (line.split() for line in listed.splitlines())
    return sorted(int(pid) for pid, parent in pairs if int(parent) == process.pid)
