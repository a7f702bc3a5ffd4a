"""Strangers who hold connections: silent ones, ones that send half a request, and ones that read slowly.

python -m tests.withstanding.strangers [--turns N]

Prints how long turns take meanwhile: at the service itself, and through the Caddy that stands before it on a machine of
one's own. Each connection that is closed is opened again, so that the strangers are as many all the time.
"""

import argparse
import os
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import urllib3

from simulator.device import Device
from simulator.requests import Caller
from simulator.signing import Signer
from skill.alexa.authority import LOCAL_CHAIN_URL, LOCAL_SKILL_ID, local_authority
from skill.breathing.recordings import Kind, Recording, named_recordings
from tests.processes import HOST, SKILL, running
from tests.stage import listener
from tests.withstanding.processes import LOG, Service, wait_for
from tools import caddy
from tools.dynamodb_local import _free_port

CADDYFILE = Path(__file__).parent.parent.parent / "infra" / "Caddyfile"
SILENT, HALVES, SLOW = 64, 80, 64
_GIVEN_UP = 60.0
_OPENED_AGAIN = 0.2
_SMALL_WINDOW = 4_096
_START_SECONDS = 60.0


@dataclass(frozen=True)
class Door:
    """Where requests go in.

    Args:
        port: The port of this machine.
        context: How TLS is spoken, where it is.
        authority: The file of the certificate to trust, where TLS is spoken.
        plain: The port where TLS is not spoken beside it.
    """

    port: int
    context: ssl.SSLContext | None = None
    authority: Path | None = None
    plain: int = 0

    @property
    def url(self) -> str:
        """The skill's endpoint."""
        return f"{'https' if self.context else 'http'}://{'localhost' if self.context else HOST}:{self.port}/alexa"

    def connect(self, window: int | None = None) -> socket.socket:
        """Open a connection."""
        line = socket.socket()
        if window:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        line.settimeout(_GIVEN_UP)
        line.connect((HOST, self.port))
        return self.context.wrap_socket(line, server_hostname="localhost") if self.context else line


Hold = Callable[[Door, threading.Event], None]
"""Holds a connection until the other side ends it, or the event is set."""


def _until_closed(line: socket.socket, is_over: threading.Event, seconds: float = _OPENED_AGAIN) -> None:
    line.settimeout(seconds)
    while not is_over.is_set():
        with suppress(TimeoutError, ssl.SSLWantReadError):
            if not line.recv(1):
                return


def silent(door: Door, is_over: threading.Event) -> None:
    """Connect, and say nothing: not even what TLS begins with."""
    with Door(door.port).connect() as line:
        _until_closed(line, is_over)


def half(door: Door, is_over: threading.Event) -> None:
    """Send half a request: its head, and less of a body than it says."""
    head = "POST /alexa HTTP/1.1\r\nHost: localhost\r\nSignatureCertChainUrl: x\r\nSignature-256: x\r\n"
    with door.connect() as line:
        line.sendall(f"{head}Content-Length: 2000\r\n\r\n{{".encode())
        _until_closed(line, is_over)


def slow(door: Door, is_over: threading.Event) -> None:
    """Ask for the longest recording, and read a byte now and then."""
    with door.connect(_SMALL_WINDOW) as line:
        line.sendall(f"GET /sound/{longest().name} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        while not is_over.wait(_OPENED_AGAIN):
            if not line.recv(1):
                return


def longest() -> Recording:
    """Return the longest of the recordings that anybody may ask for."""
    return max((one for one in named_recordings() if one.kind is Kind.STREAM), key=lambda one: one.timeline.whole_ms)


@dataclass
class Strangers:
    """Those who hold connections.

    Args:
        door: Where.
    """

    door: Door
    is_over: threading.Event = field(default_factory=threading.Event)
    held: dict[str, int] = field(default_factory=dict)
    """How many connections each kind has opened."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def come(self, hold: Hold, number: int) -> list[threading.Thread]:
        """Let so many of a kind come."""

        def stay() -> None:
            while not self.is_over.is_set():
                with self._lock:
                    self.held[hold.__name__] = self.held.get(hold.__name__, 0) + 1
                with suppress(OSError):
                    hold(self.door, self.is_over)
                self.is_over.wait(_OPENED_AGAIN)

        threads = [threading.Thread(target=stay, daemon=True) for _ in range(number)]
        for thread in threads:
            thread.start()
        return threads


@contextmanager
def strangers(door: Door, kinds: Mapping[Hold, int]) -> Iterator[Strangers]:
    """Let strangers hold connections while in the block."""
    there = Strangers(door)
    threads = [thread for hold, number in kinds.items() for thread in there.come(hold, number)]
    try:
        while sum(there.held.values()) < sum(kinds.values()):
            time.sleep(_OPENED_AGAIN)
        yield there
    finally:
        there.is_over.set()
        for thread in threads:
            thread.join(_GIVEN_UP)


ALL: Mapping[Hold, int] = {silent: SILENT, half: HALVES, slow: SLOW}


@contextmanager
def served(home: Path) -> Iterator[tuple[Service, Door]]:
    """Serve the skill, with sound, while in the block; gives it, and its own door."""
    settings = {
        "READY_ROOM_HOME": str(home),
        "READY_ROOM_LEDGER": f"sqlite:///{home}/ledger.sqlite3",
        "READY_ROOM_SOUND": "https://localhost/sound",
    }
    with running(SKILL, settings, home / LOG) as (process, port):
        wait_for(f"http://{HOST}:{port}/healthz", process)
        service = Service(process, f"http://{HOST}:{port}/alexa", home)
        service.whole()
        yield service, Door(port)


@contextmanager
def behind_caddy(home: Path, door: Door) -> Iterator[Door]:
    """Let Caddy stand before a service, as it does on a machine of one's own, while in the block; gives its door."""
    port, plain, keeps = _free_port(), _free_port(), home / "caddy"
    settings = {
        "READY_ROOM_HOST": "localhost",
        "READY_ROOM_SERVICE": f"{HOST}:{door.port}",
        "REQUEST_BUFFERS": "buffer_requests" if is_old() else "request_buffers 256KiB",
        "HTTPS_PORT": str(port),
        "HTTP_PORT": str(plain),
        **{name: str(keeps) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")},
    }
    command = [caddy.find(), "run", "--config", str(CADDYFILE), "--adapter", "caddyfile"]
    with (home / "caddy.log").open("wb") as out:
        process = subprocess.Popen(command, env={**os.environ, **settings}, stdout=out, stderr=subprocess.STDOUT)
    try:
        root = keeps / "caddy" / "pki" / "authorities" / "local" / "root.crt"
        yield replace(_door_of(port, root, process), plain=plain)
    finally:
        process.terminate()
        process.wait()


def is_old() -> bool:
    """Whether this machine's Caddy is from before 2.7, as Debian's is."""
    told = subprocess.run([caddy.find(), "version"], capture_output=True, text=True, check=True).stdout
    major, minor = (int(part) for part in told.removeprefix("v").split(".")[:2])
    return (major, minor) < (2, 7)


def _door_of(port: int, authority: Path, process: "subprocess.Popen[bytes]") -> Door:
    """Return a Caddy's door when it answers."""
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError):
            door = Door(port, ssl.create_default_context(cafile=str(authority)), authority)
            door.connect().close()
            return door
        time.sleep(_OPENED_AGAIN)
    raise RuntimeError("Caddy did not start")


class Teller:
    """Somebody who talks with the skill while strangers are there.

    Args:
        home: The service's home.
        door: Where it is.
        user: Their name.
    """

    def __init__(self, home: Path, door: Door, user: str) -> None:
        trusted = {"ca_certs": str(door.authority)} if door.authority else {}
        self._pool = urllib3.PoolManager(timeout=_GIVEN_UP, retries=False, **trusted)  # type: ignore[arg-type]
        self._url = door.url
        signer = Signer.load(local_authority(home).key, LOCAL_CHAIN_URL)
        understanding = listener("en-US", datetime.now(UTC).date().isoformat())
        self.device = Device(understanding, self._post, signer, LOCAL_SKILL_ID, caller=Caller(user=user))
        self.took: list[float] = []

    def _post(self, body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
        """Send a request over a connection of its own; gives the answer."""
        begun = time.monotonic()
        answer = self._pool.request("POST", self._url, body=body, headers={**headers, "Connection": "close"})
        self.took.append(time.monotonic() - begun)
        if answer.status != 200:
            raise RuntimeError(f"a turn was answered with {answer.status}")
        read: Mapping[str, Any] = answer.json()
        return read


def turns(home: Path, door: Door, number: int) -> Sequence[float]:
    """Hold so many turns one after the other; gives the seconds of each."""
    teller = Teller(home, door, f"somebody-at-{door.port}")
    for count in range(number):
        teller.device.hear(f"tell ready room that I did thing number {count}")
    return teller.took


def measure(name: str, home: Path, door: Door, number: int) -> None:
    """Print how long turns take without strangers, with each kind of them, and with all."""
    each: dict[str, Mapping[Hold, int]] = {"nobody": {}, "64 silent": {silent: SILENT}, "80 halves": {half: HALVES}}
    each |= {"64 slow": {slow: SLOW}, "all": ALL}
    for who, kinds in each.items():
        with strangers(door, kinds):
            try:
                seconds = sorted(turns(home, door, number))
                told = f"{seconds[len(seconds) // 2]:8.2f} {seconds[-1]:8.2f}"
            except urllib3.exceptions.HTTPError as error:
                told = f"stopped: {type(error).__name__}"
        print(f"{name:12}{who:12}{told}", flush=True)


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="turns while strangers hold connections")
    parser.add_argument("--turns", type=int, default=40)
    chosen = parser.parse_args()
    print(f"{'':12}{'strangers':12}{'median s':>8} {'slowest':>8}   of {chosen.turns} turns")
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as (_, door):
        recorded = urllib3.request("GET", f"http://{HOST}:{door.port}/sound/{longest().name}", timeout=_GIVEN_UP)
        print(f"(the slow ones read {len(recorded.data) / 1e6:.1f} MB)")
        measure("the service", Path(folder), door, chosen.turns)
        with behind_caddy(Path(folder), door) as before:
            measure("Caddy", Path(folder), before, chosen.turns)


if __name__ == "__main__":
    main()
