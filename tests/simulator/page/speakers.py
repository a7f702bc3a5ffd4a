"""Speakers in processes of their own, see `tests.forks`."""

import io
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from multiprocessing.connection import Connection
from pathlib import Path

from tests.forks import FORKS, in_a_fork


class _Sent(io.TextIOBase):
    """What a process prints, sent to another."""

    def __init__(self, to: "Connection[str, str]") -> None:
        self._to = to

    def write(self, text: str) -> int:
        self._to.send(text)
        return len(text)


def _speak(environment: Mapping[str, str], printed: "Connection[str, str]") -> None:
    """Do what `python -m simulator speak` does, in a process that has nothing else to do."""
    with redirect_stdout(_Sent(printed)):
        in_a_fork("simulator", ["speak", "--port", "0", "--no-open"], environment)


@contextmanager
def forked(home: Path, most_seconds: float) -> Iterator[str]:
    """Start a speaker; yield the address that it prints."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("READY_ROOM_")}
    own |= {"READY_ROOM_HOME": str(home), "TZ": "America/New_York"}
    printed, prints = FORKS.Pipe(duplex=False)
    process = FORKS.Process(target=_speak, args=(own, prints))
    process.start()
    prints.close()
    try:
        yield re.findall(r"http\S+", printed.recv())[0]
    finally:
        process.terminate()
        process.join(most_seconds)
        printed.close()
        assert process.exitcode == 0, "it ends in order when it is told to"
        process.close()
