"""Commands for operators: serve the skill, and manage accounts, backups and sound. `python -m skill` is the same.

ready-room serve [--bind ADDRESS]
ready-room create-table
ready-room export (--account ACCOUNT | --user ID) [--format json|csv] [--out FILE]
ready-room erase (--account ACCOUNT | --user ID) --yes
ready-room import FILE
ready-room backup FILE
ready-room tones (--pattern NAME --minutes N [--clip] --out FILE | --all --out FOLDER)
"""

import argparse
import gc
import logging
import socket
import struct
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any
from wsgiref.types import WSGIApplication

from skill import logs
from skill.breathing.patterns import PATTERNS, pattern_of
from skill.breathing.recordings import Kind, named_recordings, recording
from skill.breathing.timeline import lasting
from skill.command_line import Commands, Parser, run
from skill.ledger.opening import create
from skill.settings import BadSetting, Settings

_THREADS = 32
"""Per worker. A turn's deadline starts when a thread takes it, so no request may wait for a thread."""


def lazily(module: str, command: str) -> Callable[[Settings, argparse.Namespace], int]:
    """Return a command whose module is imported only when it runs."""

    def run(settings: Settings, arguments: argparse.Namespace) -> int:
        chosen: Callable[[Settings, argparse.Namespace], int] = getattr(import_module(f"skill.{module}"), command)
        return chosen(settings, arguments)

    return run


_RECEIVE_SECONDS, _SEND_SECONDS = 2, 20
"""How long to wait for a request's next bytes, and until an answer's next bytes can be sent."""


def _ready(server: Any) -> None:  # noqa: ANN401 - gunicorn's
    """Limit how long a thread waits for a client, as far as sockets allow, and log where the service listens."""
    for listener in server.LISTENERS:
        for option, seconds in ((socket.SO_RCVTIMEO, _RECEIVE_SECONDS), (socket.SO_SNDTIMEO, _SEND_SECONDS)):
            listener.sock.setsockopt(
                socket.SOL_SOCKET, option, struct.pack("ll", seconds, 0)
            )  # accepted sockets inherit it
        if hasattr(socket, "TCP_DEFER_ACCEPT") and listener.sock.family in {socket.AF_INET, socket.AF_INET6}:
            listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, _RECEIVE_SECONDS)
    logging.getLogger("skill.serve").info("listening at %s", ", ".join(map(str, server.LISTENERS)))


def _is_no_timeout(record: logging.LogRecord) -> bool:
    """Whether a log record of gunicorn's is about anything but a client that took too long."""
    return record.exc_info is None or not isinstance(record.exc_info[1], BlockingIOError | TimeoutError)


def serve(settings: Settings, arguments: argparse.Namespace) -> int:
    """Serve the skill with gunicorn."""
    logs.to(sys.stdout)
    logging.getLogger("gunicorn.error").addFilter(_is_no_timeout)
    gc.disable()  # imported objects stay: collecting while importing took a tenth of the startup
    from gunicorn.app.base import BaseApplication

    from skill.assembly import application

    _check_bind(arguments.bind)

    class Service(BaseApplication):
        def load_config(self) -> None:
            chosen = {"bind": arguments.bind, "workers": 2, "threads": _THREADS, "preload_app": True}
            chosen["loglevel"] = "error"  # its warnings contain bytes sent by strangers
            chosen["when_ready"] = _ready
            for name, value in (chosen | {"control_socket_disable": True}).items():
                self.cfg.set(name, value)

        def load(self) -> WSGIApplication:
            app = application(settings)
            gc.freeze()  # the workers share these objects with the first process, and no turn waits for collecting them
            gc.enable()
            return app

    Service().run()
    return 0


def _check_bind(bind: str) -> None:
    """Check that an address can be bound; gunicorn would retry for seconds and print many lines.

    Raises:
        BadSetting: It cannot.
    """
    from gunicorn.util import is_ipv6, parse_address

    try:
        address = parse_address(bind)
        if not isinstance(address, tuple):  # a socket that exists, or a file
            return
        with socket.socket(socket.AF_INET6 if is_ipv6(address[0]) else socket.AF_INET) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except (OSError, OverflowError, RuntimeError) as error:
        raise BadSetting(f"cannot listen at {bind}: {getattr(error, 'strerror', None) or error}") from error


def create_table(settings: Settings, _arguments: argparse.Namespace) -> int:
    """Create the ledger's table in DynamoDB."""
    print(create(settings.ledger))
    return 0


_LONGEST_MINUTES, _LONGEST_CLIP = 20, 4


def tones(_settings: Settings, arguments: argparse.Namespace) -> int:
    """Write a breathing pattern's sound to a file, or all named patterns' recordings, for another host, to a folder."""
    from skill.breathing.mp3 import write  # imports numpy and an encoder, needed only here

    if arguments.all:
        arguments.out.mkdir(parents=True, exist_ok=True)
        for one in named_recordings():
            write(one, arguments.out / one.name)
        return 0
    pattern, longest = pattern_of(arguments.pattern), _LONGEST_CLIP if arguments.clip else _LONGEST_MINUTES
    if pattern is None:
        raise BadSetting(
            f"no such pattern: {arguments.pattern}; use {', '.join(PATTERNS)}, or your own, such as 4-2-6-0"
        )
    if not 0 < arguments.minutes <= longest:
        raise BadSetting(f"no such length: {arguments.minutes:g} minutes; at most {longest}, fractions allowed")
    if arguments.out.is_dir() or not arguments.out.parent.is_dir():
        raise BadSetting(f"{arguments.out} is not a file in an existing folder")
    kind = Kind.CLIP if arguments.clip else Kind.STREAM
    chosen = recording(pattern, lasting(pattern, round(arguments.minutes * 60)).cycles, kind)
    write(chosen, arguments.out)
    print(f"{arguments.out}: {chosen.cycles} cycles, {chosen.timeline.whole_ms / 1_000:g} s")
    return 0


def _add_account(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose an account."""
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("--account", help="the account: 32 hexadecimal digits")
    choice.add_argument("--user", metavar="ID", help="the Amazon user id; - reads it from standard input")


def _add_service(commands: Commands) -> None:
    """Add the commands that serve the skill or prepare for that."""
    serving = commands.add_parser("serve", help="serve the skill at POST /alexa")
    serving.add_argument("--bind", default="127.0.0.1:8000", help="address and port (default: %(default)s)")
    serving.set_defaults(run=serve)
    creating = commands.add_parser("create-table", help="create the table that READY_ROOM_LEDGER names")
    creating.set_defaults(run=create_table)
    sounding = commands.add_parser("tones", help="write the sound of a breathing pattern to a file")
    sounding.add_argument(
        "--pattern", default="slow", help="a name, or the seconds in, hold, out, hold, such as 4-0-6-0"
    )
    sounding.add_argument("--minutes", type=float, default=5, help="default: %(default)s; at most 20, or 4 with --clip")
    sounding.add_argument("--clip", action="store_true", help="write a clip, as played within an answer")
    sounding.add_argument("--all", action="store_true", help="write every recording of the named patterns to a folder")
    sounding.add_argument("--out", type=Path, required=True, metavar="FILE")
    sounding.set_defaults(run=tones)


def _add_operators(commands: Commands) -> None:
    """Add the commands for stored records: export, erase, import and backup."""
    exporting = commands.add_parser("export", help="write everything that is stored for an account")
    _add_account(exporting)
    exporting.add_argument(
        "--format", choices=("json", "csv"), default="json", help="default: %(default)s, which holds everything"
    )
    exporting.add_argument("--out", type=Path, metavar="FILE", help="a new file (default: standard output)")
    exporting.set_defaults(run=lazily("operators", "export"))
    erasing = commands.add_parser("erase", help="delete everything that is stored for an account")
    _add_account(erasing)
    erasing.add_argument("--yes", action="store_true", help="confirm; nothing is deleted without it")
    erasing.set_defaults(run=lazily("operators", "erase"))
    importing = commands.add_parser("import", help="restore an exported account that has no records")
    importing.add_argument("file", type=Path, metavar="FILE", help="a JSON file that export wrote")
    importing.set_defaults(run=lazily("operators", "import_"))
    backing = commands.add_parser("backup", help="copy a SQLite ledger to a new file, even while it is in use")
    backing.add_argument("file", type=Path, metavar="FILE")
    backing.set_defaults(run=lazily("operators", "backup"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; 2 if a setting is wrong."""
    parser = Parser(prog="ready-room", description=__doc__.splitlines()[0] if __doc__ else "")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_service(commands)
    _add_operators(commands)
    return run(parser, arguments)


if __name__ == "__main__":
    sys.exit(main())
