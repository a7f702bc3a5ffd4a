"""Speakers in processes of their own, each forked from one that has loaded everything: a tenth of a second, not two."""

import io
import multiprocessing
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from multiprocessing.connection import Connection
from pathlib import Path

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.simulator.page.warm"])


class _Sent(io.TextIOBase):
    """What a process prints, sent to another."""

    def __init__(self, to: "Connection[str, str]") -> None:
        self._to = to

    def write(self, text: str) -> int:
        self._to.send(text)
        return len(text)


def _speak(home: str, printed: "Connection[str, str]") -> None:
    """Do what `python -m simulator speak` does, in a process that has nothing else to do."""
    from tests.simulator.page.warm import main

    for name in [name for name in os.environ if name.startswith("READY_ROOM_")]:
        del os.environ[name]
    os.environ |= {"READY_ROOM_HOME": home, "TZ": "America/New_York"}
    time.tzset()
    with redirect_stdout(_Sent(printed)):
        main(["speak", "--port", "0", "--no-open"])


@contextmanager
def forked(home: Path, most_seconds: float) -> Iterator[str]:
    """Start a speaker; yield the address that it prints."""
    printed, prints = _FORKS.Pipe(duplex=False)
    process = _FORKS.Process(target=_speak, args=(str(home), prints))
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
