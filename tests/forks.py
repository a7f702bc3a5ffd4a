"""Commands in processes of their own, each forked from one that has loaded everything: a tenth of a second, not two.

That the commands start as users start them shows in `tests.test_main`, with `started`.
"""

import io
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.patience import GIVEN_UP_SECONDS
from tests.processes import ROOT

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.warm"])
_STREAMS = (("stdin", os.O_RDONLY), ("stdout", os.O_WRONLY), ("stderr", os.O_WRONLY))


def in_a_fork(program: str, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Do what `python -m PROGRAM` does with its arguments and environment; the end of the program is the process's."""
    from tests.warm import MAINS

    os.chdir(ROOT)
    os.environ.clear()
    os.environ |= environment
    time.tzset()
    sys.exit(MAINS[program](arguments))


def _with_files(folder: str, program: str, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Do what `in_a_fork` does, with standard input, output and error in files of a folder."""
    for number, (name, flags) in enumerate(_STREAMS):
        file = os.open(Path(folder, name), flags)
        os.dup2(file, number)
        os.close(file)
        errors = "backslashreplace" if name == "stderr" else "strict"
        raw = io.FileIO(number, "r" if name == "stdin" else "w", closefd=False)
        buffered = io.BufferedReader(raw) if name == "stdin" else io.BufferedWriter(raw)
        setattr(sys, name, io.TextIOWrapper(buffered, encoding="utf-8", errors=errors))
    in_a_fork(program, arguments, environment)


def run(
    program: str, arguments: Sequence[str], said: str, environment: Mapping[str, str]
) -> "subprocess.CompletedProcess[str]":
    """Do what `python -m PROGRAM` does, in a fork, and return how it ended.

    Args:
        program: `skill` or `simulator`.
        arguments: What the program is told.
        said: What its standard input is.
        environment: Its environment.

    Raises:
        TimeoutExpired: It does not end.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name, _ in _STREAMS:
            Path(folder, name).write_text(said if name == "stdin" else "", encoding="utf-8")
        process = FORKS.Process(target=_with_files, args=(folder, program, tuple(arguments), dict(environment)))
        process.start()
        process.join(GIVEN_UP_SECONDS)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired([program, *arguments], GIVEN_UP_SECONDS)
        out, err = (Path(folder, name).read_text(encoding="utf-8") for name in ("stdout", "stderr"))
        ended = subprocess.CompletedProcess([program, *arguments], process.exitcode, out, err)
        process.close()
        return ended
