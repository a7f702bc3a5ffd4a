"""The recordings of the breathing, rendered when they are first asked for, and kept on disk."""

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
"""Bytes of files that are kept; the longest unused go first."""
RESERVE = 256 * 1_024 * 1_024
"""Bytes of the disk that no recording takes: the ledger may be on it."""
LARGEST_RECORDING = 10 * 1_024 * 1_024
_FOR_EVER = "public, max-age=31536000, immutable"
_MOST_WAITING = 3
"""So many requests may wait for a rendering, in each process: the others' threads are for the skill."""
_RETRY_SECONDS = 5
MOST_SENDING = 8
"""So many answers with sound may be under way, in each process: a client that reads slowly holds a thread."""
_UNFINISHED_SECONDS = 3_600
_log = logging.getLogger(__name__)


class FewAtOnce:
    """An app of which few answers below a path are under way at once; whoever asks for more gets 503.

    Args:
        app: The app.
        below: The path.
        most: How many answers.
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
    """Gives files of sound.

    Args:
        folder: Where they are kept; made when the first one is.
        key: With which the addresses of somebody's own patterns are sealed.
        largest: How many bytes are kept, about.
        reserve: How many bytes of the disk stay free.
    """

    def __init__(self, folder: Path, key: bytes, largest: int = LARGEST_CACHE, reserve: int = RESERVE) -> None:
        self._folder = folder
        self._key = key
        self._largest, self._reserve = largest, reserve
        self._rendering, self._waiting = threading.Lock(), threading.BoundedSemaphore(_MOST_WAITING)

    def serve(self, name: str, seal: str = "") -> Response:
        """Serve the file of that name, or a range of it.

        Raises:
            NotFound: There is no such recording, or it is of somebody's own pattern and was not asked for by the skill.
            ServiceUnavailable: Enough others wait for theirs to be rendered: they may not hold up the skill itself.
                Or the disk has no room for one beside the reserve.
        """
        found = recording_of(name)
        if found is None or not (
            is_public(found) or hmac.compare_digest(seal_of(found, self._key).encode(), seal.encode())
        ):
            abort(404)
        answer = send_file(self.file(found), mimetype="audio/mpeg", conditional=True, etag=found.name)
        answer.headers["Cache-Control"] = _FOR_EVER
        return answer

    def file(self, wanted: Recording) -> Path:
        """Return the file of a recording, rendered where it is not there: one at a time, as each takes a processor."""
        file = self._folder / wanted.name
        try:
            own_folder(self._folder)
            return file if _is_used(file) else self._rendered(wanted, file)
        except OSError as error:
            _log.warning("the recordings cannot be used: %s", type(error).__name__)
            raise ServiceUnavailable from error

    def _rendered(self, wanted: Recording, file: Path) -> Path:
        """Render a file, unless another thread has meanwhile."""
        if not self._waiting.acquire(blocking=False):
            raise ServiceUnavailable(retry_after=_RETRY_SECONDS)
        try:
            with self._rendering:
                if not _is_used(file):
                    self._render(wanted, file)
        finally:
            self._waiting.release()
        return file

    def _render(self, wanted: Recording, file: Path) -> None:
        from skill.breathing.mp3 import write  # numpy and an encoder: for this only

        self._keep_reserve()
        write(wanted, file)
        self._make_room(file)

    def _keep_reserve(self) -> None:
        """Remove the longest unused until there is room for another one beside the reserve.

        Raises:
            ServiceUnavailable: There is not, though none is left.
        """
        files = [file for file, _ in _by_use(self._folder)]
        while shutil.disk_usage(self._folder).free < self._reserve + LARGEST_RECORDING:
            if not files:
                _log.warning("the disk has no room for recordings")
                raise ServiceUnavailable
            files.pop().unlink(missing_ok=True)
            _log.info("a recording makes room")

    def _make_room(self, newest: Path) -> None:
        """Remove the longest unused. Another process may do the same, or be writing: its unfinished files stay."""
        stored = 0
        for file, size in _by_use(self._folder):
            stored += size
            if stored > self._largest and file != newest:
                file.unlink(missing_ok=True)
                _log.info("%s makes room", file.name)


def _is_used(file: Path) -> bool:
    """Whether a file of ours is there; it counts as used now, where that can be written down."""
    if not check_own(file):
        return False
    with suppress(OSError):
        os.utime(file)
    return True


def _by_use(folder: Path) -> list[tuple[Path, int]]:
    """Return the recordings and how large they are, the last used first; what was left unfinished long ago, too."""
    found = []
    for file in folder.iterdir():
        with suppress(OSError):
            status = file.stat()
            is_old = time.time() - status.st_mtime > _UNFINISHED_SECONDS
            if stat.S_ISREG(status.st_mode) and (is_old or not file.name.startswith(".")):
                found.append((status.st_mtime, file, status.st_size))
    return [(file, size) for _, file, size in sorted(found, reverse=True)]
