"""Alexa's own API, as far as the skill asks it, on this machine."""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_ZONES = "zoneinfo/"


def local_zone() -> str:
    """Return this machine's time zone, an IANA name."""
    named = os.environ.get("TZ", "").lstrip(":")
    if "/" in named and not named.startswith("/"):
        return named
    linked = str(Path("/etc/localtime").resolve())
    return linked.split(_ZONES, 1)[1] if _ZONES in linked else "UTC"


@contextmanager
def serve_api(zone: str) -> Iterator[str]:
    """Serve the API on a free port of this machine while in the block; gives its base URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_zone = self.path.endswith("/settings/System.timeZone")
            body = json.dumps(zone).encode() if is_zone else b""
            self.send_response(200 if is_zone else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Say nothing: the terminal is for the conversation."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
