"""The recordings of the breathing, rendered when they are first asked for, and kept on disk."""

import logging
import os
import threading
from pathlib import Path

from flask import Response, abort, send_file

from skill.breathing.recordings import Recording, recording_of

LARGEST_CACHE = 512 * 1_024 * 1_024
"""Bytes of files that are kept; the longest unused go first."""
_FOR_EVER = "public, max-age=31536000, immutable"
_PATIENCE_SECONDS = 20.0
_log = logging.getLogger(__name__)


class Recordings:
    """Gives files of sound.

    Args:
        folder: Where they are kept; made when the first one is.
        largest: How many bytes are kept, about.
    """

    def __init__(self, folder: Path, largest: int = LARGEST_CACHE) -> None:
        self._folder = folder
        self._largest = largest
        self._rendering = threading.Lock()

    def serve(self, name: str) -> Response:
        """Serve the file of that name, or a range of it.

        Raises:
            NotFound: There is no such recording.
            ServiceUnavailable: Others are being rendered, and it took too long.
        """
        found = recording_of(name)
        if found is None:
            abort(404)
        answer = send_file(self.file(found), mimetype="audio/mpeg", conditional=True, etag=found.name)
        answer.headers["Cache-Control"] = _FOR_EVER
        return answer

    def file(self, wanted: Recording) -> Path:
        """Return the file of a recording, rendered where it is not there: one at a time, as each takes a processor."""
        file = self._folder / wanted.name
        if not self._is_there(file):
            if not self._rendering.acquire(timeout=_PATIENCE_SECONDS):
                abort(503)
            try:
                if not self._is_there(file):
                    self._render(wanted, file)
            finally:
                self._rendering.release()
        return file

    def _is_there(self, file: Path) -> bool:
        """Whether a file is there; it counts as used now."""
        try:
            os.utime(file)
        except OSError:
            return False
        return True

    def _render(self, wanted: Recording, file: Path) -> None:
        from skill.breathing.mp3 import write  # numpy and an encoder: for this only

        self._folder.mkdir(parents=True, exist_ok=True)
        write(wanted, file)
        self._make_room(file)

    def _make_room(self, newest: Path) -> None:
        files = sorted(self._folder.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
        kept = 0
        for file in files:
            kept += file.stat().st_size
            if kept > self._largest and file != newest:
                file.unlink(missing_ok=True)
                _log.info("%s makes room", file.name)
