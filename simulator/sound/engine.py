"""Runs an engine as a process of its own: started on first use, ended when we end, started again if it crashes."""

import atexit
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO, Self

from simulator.sound.frames import BrokenFrame, packed, unpacked

ROOT = Path(__file__).parents[2]
PYTHON = Path(sys.prefix) / "engines" / "bin" / "python"
"""Python of the engines' own environment, which `make voice` makes inside ours."""
INSTALLED = Path(sys.prefix) / "voice"
"""The mark of a complete `make voice`."""
MISSING = "the voice and the ear are not installed: run make voice"
_MANNERS = {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE", "HF_HUB_OFFLINE": "1"}
"""One core does for a sentence, and no library may fetch anything: the models are in the packages."""
_ENDING_SECONDS = 2
_LAST_BYTES = 1_000


class EngineFailed(RuntimeError):
    """The engine is missing, crashed twice, answered with an error or took too long; the message says which."""


class Engine:
    """One engine.

    Args:
        command: What is run, with the root of the repository as its working folder.
        seconds: How long a call may take.
        loading: How long the first call of a process may take in addition, as it loads a model.
    """

    def __init__(self, command: Sequence[str], seconds: float, loading: float = 60) -> None:
        self._command = tuple(command)
        self._seconds = seconds
        self._loading = loading
        self._process: subprocess.Popen[bytes] | None = None
        self._is_loaded = False
        self._printed: BinaryIO | None = None
        self._last_words = ""
        """The last line that the process printed which has ended: a library's reason for a crash."""
        self._lock = Lock()
        self._starting = Lock()
        self._closings = 0

    def __enter__(self) -> Self:
        """Return the engine, which is ended afterwards."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self.close()

    @property
    def pid(self) -> int | None:
        """The id of its process; `None` before first use and after its end."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def call(self, header: Mapping[str, Any], body: bytes = b"", seconds: float = 0) -> tuple[Mapping[str, Any], bytes]:
        """Ask the engine something and return its answer. One call is made at a time.

        Args:
            header: What is asked.
            body: The sound that it is asked about.
            seconds: How much longer than usual this call may take.

        Raises:
            EngineFailed: There is no answer.
        """
        closings, frame = self._closings, packed(header, body)
        with self._lock:
            try:
                answer, sound = self._ask(frame, seconds, closings)
            except (BrokenFrame, BrokenPipeError):
                self._end()
                answer, sound = self._ask_again(frame, seconds, closings)
        if "error" in answer:
            raise EngineFailed(str(answer["error"]))
        return answer, sound

    def close(self) -> None:
        """End the process, if there is one, and with it all calls that wait for it. A later call starts another."""
        with self._starting:  # so that no call that was made before starts one after this
            self._closings += 1
            if self._process:
                self._process.kill()
        with self._lock:
            self._end()

    def _ask_again(self, frame: bytes, seconds: float, closings: int) -> tuple[Mapping[str, Any], bytes]:
        try:
            return self._ask(frame, seconds, closings)
        except (BrokenFrame, BrokenPipeError) as error:
            self._end()
            raise EngineFailed(": ".join(filter(None, ("the engine crashed twice", self._last_words)))) from error

    def _ask(self, frame: bytes, seconds: float, closings: int) -> tuple[Mapping[str, Any], bytes]:
        with self._starting:
            if self._closings != closings:
                raise EngineFailed("the engine was ended")
            process = self._running()
        until = time.monotonic() + self._seconds + seconds + (0 if self._is_loaded else self._loading)
        assert process.stdin and process.stdout  # noqa: S101 - both are pipes
        into, out = process.stdin.fileno(), process.stdout.fileno()

        def write(left: memoryview) -> None:
            while left:
                if not select.select([], [into], [], max(0, until - time.monotonic()))[1]:
                    raise TimeoutError
                left = left[os.write(into, left) :]

        def read(count: int) -> bytes:
            found = bytearray()
            while len(found) < count:
                if not select.select([out], [], [], max(0, until - time.monotonic()))[0]:
                    raise TimeoutError
                some = os.read(out, count - len(found))
                if not some:
                    raise BrokenFrame("the engine has ended")
                found += some
            return bytes(found)

        try:
            write(memoryview(frame))
            answer = unpacked(read)
        except TimeoutError as error:
            self._end()
            raise EngineFailed("the engine took too long") from error
        except BaseException:  # as Ctrl-C, after which the next call would get this one's answer
            self._end()
            raise
        self._is_loaded = True
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._printed = tempfile.TemporaryFile()  # noqa: SIM115 - until the process ends
            try:
                self._process = subprocess.Popen(  # noqa: S603 - a program of our own
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=self._printed,
                    cwd=ROOT,
                    env={**os.environ, **_MANNERS},
                    start_new_session=True,  # Ctrl-C is for us: we end it
                )
            except OSError as error:
                raise EngineFailed(MISSING) from error
            assert self._process.stdin  # noqa: S101 - it is a pipe
            os.set_blocking(self._process.stdin.fileno(), False)  # an engine that reads nothing must not hold us up
            atexit.register(self._end)
        return self._process

    def _end(self) -> None:
        atexit.unregister(self._end)
        process, self._process, self._is_loaded = self._process, None, False
        printed, self._printed = self._printed, None
        if printed:
            self._last_words = _last_line(printed)
            printed.close()
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(BrokenPipeError):
                if pipe:
                    pipe.close()
        with suppress(subprocess.TimeoutExpired):  # whoever was killed ends, be it later
            process.wait(_ENDING_SECONDS)


def _last_line(file: BinaryIO) -> str:
    end = file.seek(0, os.SEEK_END)
    lines = os.pread(file.fileno(), _LAST_BYTES, max(0, end - _LAST_BYTES)).decode(errors="replace").splitlines()
    return lines[-1].strip() if lines else ""


def command(module: str) -> tuple[str, ...]:
    """Return what runs a module of this package in the engines' environment."""
    return (str(PYTHON), "-m", f"{__package__}.{module}")


def is_installed() -> bool:
    """Whether `make voice` has been run."""
    return PYTHON.exists() and INSTALLED.exists()
