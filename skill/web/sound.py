"""Serves the recordings of the breathing, which are rendered on first request and cached on disk."""

import hmac
import logging
import os
import shutil
import stat
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Response, abort, send_file
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.wsgi import ClosingIterator

from skill.breathing.recordings import Recording, is_public, recording_of, seal_of
from skill.files import check_own, own_folder

LARGEST_CACHE = 512 * 1_024 * 1_024
"""Bytes of cached files; the least recently used are deleted first."""
RESERVE = 256 * 1_024 * 1_024
"""Bytes of free disk space that recordings never take, as the ledger may be on the same disk."""
LARGEST_RECORDING = 10 * 1_024 * 1_024
_FOR_EVER = "public, max-age=31536000, immutable"
_MOST_WAITING = 3
"""The most requests per process that render or wait for it; the other threads stay free for the skill."""
_RETRY_SECONDS = 5
MOST_SENDING = 8
"""The most responses with sound per process at one time: a client that reads slowly occupies a thread."""
_UNFINISHED_SECONDS = 3_600
_log = logging.getLogger(__name__)


class FewAtOnce:
    """Middleware that limits the simultaneous responses below a path; further requests get 503.

    Args:
        app: The wrapped app.
        below: The path.
        most: The limit.
    """

    def __init__(self, app: WSGIApplication, below: str, most: int = MOST_SENDING) -> None:
        self._app = app
        self._below = below
        self._free = threading.BoundedSemaphore(most)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if not str(environ.get("PATH_INFO", "")).startswith(self._below):
            return self._app(environ, start_response)
        if not self._free.acquire(blocking=False):
            return ServiceUnavailable(retry_after=_RETRY_SECONDS)(environ, start_response)
        try:
            return ClosingIterator(self._app(environ, start_response), self._free.release)
        except BaseException:
            self._free.release()
            raise


class Recordings:
    """Renders, caches and serves recordings.

    Args:
        folder: The cache folder; created with the first recording.
        key: The key that seals the URLs of custom patterns.
        largest: How many bytes to cache, approximately.
        reserve: How many bytes of the disk to leave free.
    """

    def __init__(self, folder: Path, key: bytes, largest: int = LARGEST_CACHE, reserve: int = RESERVE) -> None:
        self._folder = folder
        self._key = key
        self._largest, self._reserve = largest, reserve
        self._rendering, self._waiting = threading.Lock(), threading.BoundedSemaphore(_MOST_WAITING)

    def serve(self, name: str, seal: str = "") -> Response:
        """Serve the recording of that name, or a range of it.

        Raises:
            NotFound: There is no such recording, or it is of a custom pattern and the seal is wrong.
            ServiceUnavailable: Too many requests are waiting for a rendering, and more could delay the skill itself.
                Or the disk has no room for a recording in addition to the reserve.
        """
        wanted = recording_of(name)
        if wanted is None or not (
            is_public(wanted) or hmac.compare_digest(seal_of(wanted, self._key).encode(), seal.encode())
        ):
            abort(404)
        answer = send_file(self.file(wanted), mimetype="audio/mpeg", conditional=True, etag=wanted.name)
        answer.headers["Cache-Control"] = _FOR_EVER
        return answer

    def file(self, wanted: Recording) -> Path:
        """Return a recording's file, rendering it if it is missing: one at a time, as each occupies a processor."""
        file = self._folder / wanted.name
        try:
            own_folder(self._folder)
            return file if _touch(file) else self._rendered(wanted, file)
        except OSError as error:
            _log.warning("the recordings cannot be used: %s", type(error).__name__)
            raise ServiceUnavailable from error

    def _rendered(self, wanted: Recording, file: Path) -> Path:
        """Render a file, unless another thread has done so meanwhile."""
        if not self._waiting.acquire(blocking=False):
            raise ServiceUnavailable(retry_after=_RETRY_SECONDS)
        try:
            with self._rendering:
                if not _touch(file):
                    self._render(wanted, file)
        finally:
            self._waiting.release()
        return file

    def _render(self, wanted: Recording, file: Path) -> None:
        from skill.breathing.mp3 import write  # imports numpy and an encoder, needed only here

        self._keep_reserve()
        write(wanted, file)
        self._make_room(file)

    def _keep_reserve(self) -> None:
        """Delete the least recently used recordings until there is room for another in addition to the reserve.

        Raises:
            ServiceUnavailable: There is no room even with all of them deleted.
        """
        files = [file for file, _ in _by_use(self._folder)]
        while shutil.disk_usage(self._folder).free < self._reserve + LARGEST_RECORDING:
            if not files:
                _log.warning("the disk has no room for recordings")
                raise ServiceUnavailable
            files.pop().unlink(missing_ok=True)
            _log.info("a recording makes room")

    def _make_room(self, newest: Path) -> None:
        """Delete the least recently used recordings. Unfinished files stay, as another process may be writing them."""
        stored = 0
        for file, size in _by_use(self._folder):
            stored += size
            if stored > self._largest and file != newest:
                file.unlink(missing_ok=True)
                _log.info("%s makes room", file.name)


def _touch(file: Path) -> bool:
    """Return whether a file of our own exists, marking it as just used if its time can be changed."""
    if not check_own(file):
        return False
    with suppress(OSError):
        os.utime(file)
    return True


def _by_use(folder: Path) -> list[tuple[Path, int]]:
    """Return the recordings and their sizes, the last used first, including files that were abandoned unfinished."""
    files = []
    for file in folder.iterdir():
        with suppress(OSError):
            status = file.stat()
            is_old = time.time() - status.st_mtime > _UNFINISHED_SECONDS
            if stat.S_ISREG(status.st_mode) and (is_old or not file.name.startswith(".")):
                files.append((status.st_mtime, file, status.st_size))
    return [(file, size) for _, file, size in sorted(files, reverse=True)]
