"""Runs the skill on this machine with the simulator around it: in the terminal, on a page, or for plays."""

import argparse
import os
import re
import secrets
import shutil
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast
from urllib.parse import urlsplit
from wsgiref.types import WSGIApplication

from werkzeug.serving import WSGIRequestHandler, make_server

from simulator.alexa_api import local_zone, serve_api
from simulator.clock import Clock, StandingClock
from simulator.device import Elicitation
from simulator.endpoints import into, over_http
from simulator.household import Household
from simulator.plays import perform, read, script
from simulator.signing import Signer
from simulator.sound.aloud import Aloud
from simulator.sound.ear import Ear
from simulator.sound.engine import MISSING, EngineFailed, is_installed
from simulator.sound.loudspeaker import Loudspeaker
from simulator.sound.mouth import Mouth
from simulator.sound.pcm import Sound, joined
from simulator.sound.rendering import rendered
from simulator.sound.wake_word import WakeWord
from simulator.speaker import SKILL, Speaker, speaker_app
from simulator.spoken import Piece
from simulator.terminal import Terminal
from simulator.watched import Watched
from skill.alexa.authority import LOCAL_CHAIN_URL, LOCAL_SKILL_ID, local_authority
from skill.assembly import authority_of, check_key, local_service
from skill.breathing.recordings import recording_of
from skill.files import write_own
from skill.ledger.opening import has_odd_percent, open_ledger
from skill.ledger.protocol import Ledger
from skill.ledger.sqlite import SqliteLedger
from skill.settings import BadSetting, Settings
from skill.speech.cues import cue_ms
from skill.web.app import SOUND
from skill.web.page import PATH as PAGE

_ROOT = Path(__file__).parent.parent
MODELS = _ROOT / "interaction_models"
_NOT_CALLS = ("turn",)
"""Methods of a ledger that call nothing."""
PLAYS = _ROOT / "tests" / "conversations"
USUAL_PORT = 8000
"""The port of `make run`, which serves the skill's page for the terminal too: both have the same ledger."""
_UNUSED_SOUND = "https://ready-room.example/sound"
"""The base URL of the recordings in plays, which are never fetched."""
_REDIRECT = """<!doctype html>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0;url={0}">
<meta name="referrer" content="no-referrer">
<title>Ready Room</title>
<p><a href="{0}">Ready Room's speaker</a></p>
"""
_WIDEST = 100
"""The maximum number of characters in a line of the conversation."""


@contextmanager
def at_home(settings: Settings, url: str | None = None) -> Iterator[tuple[Household[Clock], WSGIApplication | None]]:
    """Yield a household and the skill's app; with a URL, a household of that running service and `None`."""
    _check_address(url or "http://127.0.0.1")
    if settings.skill_id:
        raise BadSetting("READY_ROOM_SKILL_ID is set: the simulator needs a service without a skill id")
    authority = authority_of(settings)
    try:
        signer = Signer.load(authority.key, LOCAL_CHAIN_URL)
    except (ValueError, TypeError) as error:
        raise BadSetting(f"{authority.key} is not a key: delete it to get a new one") from error
    clock = Clock()
    with serve_api(local_zone()) as api:
        if url:
            yield Household(MODELS, over_http(url), signer, LOCAL_SKILL_ID, api, clock), None
            return
        opened = open_ledger(settings.ledger)
        check_key(settings, opened)
        ledger = Watched(opened, _NOT_CALLS)
        app = local_service(settings, cast(Ledger, ledger), clock)
        yield Household(MODELS, into(app), signer, LOCAL_SKILL_ID, api, clock, ledger_calls=ledger), app


def _check_address(url: str) -> None:
    """Check that a URL can be used at all.

    Raises:
        BadSetting: It can't.
    """
    try:
        parts = urlsplit(url)
        is_url = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and url.isprintable()
    except ValueError:
        is_url = False
    if not is_url or " " in url or has_odd_percent(url):
        raise BadSetting(f"{url!r} is not the URL of a service: use http://host:port/alexa, or https")


@contextmanager
def rehearsal(begins: datetime, sound: str = _UNUSED_SOUND) -> Iterator[Household[StandingClock]]:
    """Yield a household for one play, with its own skill, ledger, authority and clock."""
    with TemporaryDirectory() as folder, serve_api(str(begins.tzinfo)) as api:
        home, clock = Path(folder), StandingClock(begins)
        ledger = Watched(SqliteLedger(home / "ledger.sqlite3"), _NOT_CALLS)
        signer = Signer.load(local_authority(home, begins).key, LOCAL_CHAIN_URL)
        settings = _with_page(replace(Settings.read({}), home=home, sound=sound))
        endpoint = into(local_service(settings, cast(Ledger, ledger), clock))
        yield Household(MODELS, endpoint, signer, LOCAL_SKILL_ID, api, clock, ledger_calls=ledger)


def _with_page(settings: Settings, port: int = USUAL_PORT) -> Settings:
    """Return settings with the address that the skill's page has on this machine, unless there is to be none."""
    return settings if settings.page is None else replace(settings, page=f"http://127.0.0.1:{port}{SKILL}{PAGE}")


def talk(settings: Settings, arguments: argparse.Namespace) -> int:
    """Hold a conversation in the terminal; return the exit status."""
    with ExitStack() as stack:
        household, _ = stack.enter_context(at_home(_with_page(settings), arguments.url))
        household.api.has_reminders = not arguments.no_reminders
        household.elicitation, household.person = Elicitation(arguments.elicitation), arguments.person
        household.locale = arguments.locale
        is_interactive = sys.stdin.isatty()
        width = min(shutil.get_terminal_size().columns, _WIDEST) if sys.stdout.isatty() else None
        device = household.device()
        device.is_typed = arguments.typed
        screen = Terminal(
            device,
            sys.stdout,
            in_real_time=is_interactive and not arguments.fast,
            inspects=arguments.inspect,
            width=width,
            say=stack.enter_context(_aloud(settings.home, arguments.locale)) if arguments.aloud else None,
        )
        return 0 if screen.talk(_prompted() if is_interactive else sys.stdin, echo=not is_interactive) else 1


@contextmanager
def _aloud(home: Path, locale: str) -> Iterator[Callable[[Sequence[Piece]], None]]:
    """Yield a function that says the pieces of an answer.

    Raises:
        BadSetting: The voice is not installed.
    """
    if not is_installed():
        raise BadSetting(MISSING)
    loudspeaker = Loudspeaker(home / "spoken", print)
    with Mouth() as mouth:

        def say(spoken: Sequence[Piece]) -> None:
            try:
                sound = rendered(spoken, mouth, lambda words: cue_ms(words, locale), tones_of)
            except EngineFailed as problem:
                print(f"[{problem}]")
                return
            loudspeaker.play(sound)

        yield say


def tones_of(url: str, rate: int) -> Sound | None:
    """Return the tones of a recording by its URL, without the way over a file; `None` if it is not the skill's."""
    from skill.breathing import tones

    named = recording_of(urlsplit(url).path.rsplit("/", 1)[-1])
    return joined([Sound(rate, block) for block in tones.samples(named.timeline, rate)]) if named else None


def _prompted() -> Iterator[str]:
    print("Type what you would say. Begin with: Alexa, open ready room.")
    print("An empty line means silence, Ctrl-C interrupts speech, Ctrl-D quits.\n")
    while True:
        try:
            yield input("You: ")
        except (EOFError, KeyboardInterrupt):
            print()
            return


def speak(settings: Settings, arguments: argparse.Namespace) -> int:
    """Serve a smart speaker on a page until Ctrl-C; return the exit status."""
    token = secrets.token_urlsafe(24)
    with ExitStack() as stack:
        listening = stack.enter_context(_bound(arguments.port))
        port = listening.getsockname()[1]
        sound = f"http://127.0.0.1:{port}{SKILL}{SOUND}"
        household, app = stack.enter_context(at_home(_with_page(replace(settings, sound=sound), port)))
        names = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))
        rehearse = partial(rehearsal, sound=sound)
        aloud = stack.enter_context(_voice_and_ear(household)) if is_installed() else None
        page = speaker_app(Speaker(household, rehearse, PLAYS, aloud), app, token, names)
        server = make_server("127.0.0.1", port, page, threaded=True, request_handler=_Quiet, fd=listening.fileno())
        address = f"http://127.0.0.1:{port}/#{token}"
        print(f"Ready Room's speaker: {address}\nCtrl-C stops it.", flush=True)
        # Each of these stops it; Ctrl-C as well, which is ignored in a process that a shell starts in the background.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            signal.signal(number, signal.default_int_handler)
        try:
            if arguments.open and _has_screen():
                webbrowser.open(stack.enter_context(way_to(address, settings.home)))
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


def _voice_and_ear(household: Household[Clock]) -> Aloud:
    name = household.listener(household.locale).invocation
    return Aloud(Mouth(), Ear(name=name), WakeWord(), MODELS, cue_ms, tones_of)


def _has_screen() -> bool:
    return bool(sys.platform in {"darwin", "win32"} or os.environ.keys() & {"DISPLAY", "WAYLAND_DISPLAY"})


@contextmanager
def way_to(address: str, home: Path) -> Iterator[str]:
    """Yield the URL of a private file that redirects to an address with a key in it.

    Every user of the machine can see a browser's arguments in the list of processes, but not the file.
    """
    file = home / f"speaker-{urlsplit(address).port}.html"
    write_own(file, _REDIRECT.format(address).encode())
    try:
        yield file.as_uri()
    finally:
        file.unlink(missing_ok=True)


@contextmanager
def _bound(port: int) -> Iterator[socket.socket]:
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
        except OverflowError as error:
            raise BadSetting(f"{port} is not a port: use 0 to 65535") from error
        except OSError as error:
            raise BadSetting(f"port {port}: {error.strerror}: choose another with ARGS='--port …'") from error
        listening.listen()
        yield listening


class _Quiet(WSGIRequestHandler):
    """Logs no requests: the terminal is for the address."""

    protocol_version = "HTTP/1.1"
    timeout = 30
    """Seconds that a connection may be idle."""

    def log(self, *_args: Any, **_named: Any) -> None:  # noqa: ANN401 - the library's signature
        """Write nothing."""


def replay(_settings: Settings, arguments: argparse.Namespace) -> int:
    """Perform plays and print or write the result; return 1 if one differs from its file or breaks Alexa's rules."""
    problems = []
    for file in arguments.files:
        try:
            text = Path(file).read_text(encoding="utf-8")
            play = read(text)
        except (OSError, ValueError, LookupError) as error:
            raise BadSetting(f"{file} is not a play: {error}") from error
        with rehearsal(play.begins) as household:
            household.elicitation = Elicitation(arguments.elicitation)
            performed = list(perform(play, household))
        header = [line for line in text.splitlines() if line.startswith(("#", "@"))]
        written = re.sub(r"\n{3,}", "\n\n", "\n".join([*header, "", *script(performed)]))
        if arguments.write:
            Path(file).write_text(f"{written}\n", encoding="utf-8")
        else:
            print(written)
        problems += [f"{file}: {one.problem}" for one in performed if one.problem and not arguments.write]
    print("\n".join(problems), file=sys.stderr, end="\n" if problems else "")
    return 1 if problems else 0
