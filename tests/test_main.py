"""The commands, each in a process of its own: forked, and where it matters started as users start them."""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests import forks
from tests.patience import GIVEN_UP_SECONDS, eventually
from tests.processes import SKILL, running

ROOT = Path(__file__).parent.parent
SIMULATOR = {"speak", "talk", "replay"}
FIRST = (
    "open ready room\nI'm getting ready for a board talk\nI want to give clear presentations to ten people\nsix\n"
    "I presented the budget to my team\nlast May\nI can explain numbers to people\n"
    "ask ready room to warm me up for two minutes\ntell ready room that I kept eye contact\nyes\n"
)


def _how(home: Path, arguments: tuple[str, ...], environment: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Return the program that has a command, and its environment."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("READY_ROOM_")}
    program = "simulator" if SIMULATOR.intersection(arguments[:1]) else "skill"
    return program, own | {"READY_ROOM_HOME": str(home)} | environment


def run(home: Path, *arguments: str, said: str = "", **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a command, in a fork."""
    program, whole = _how(home, arguments, environment)
    return forks.run(program, arguments, said, whole)


def started(home: Path, *arguments: str, said: str = "", **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a command as users do."""
    program, whole = _how(home, arguments, environment)
    return subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=ROOT,
        env=whole,
        input=said,
        capture_output=True,
        text=True,
        timeout=GIVEN_UP_SECONDS,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["talk", "--fast"], "open ready room\ntell ready room that I smiled 🎻\nexit\n"),
        (["talk", "--fast", "--person"], ""),
        (["serve", "--bind", "127.0.0.1:-1"], ""),
        (["export", "--user", "somebody"], ""),
    ],
    ids=lambda arguments: arguments[0] if isinstance(arguments, list) else "",
)
def test_a_command_does_as_much_in_a_fork_as_when_it_is_started(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    told = []
    for way in (started, run):
        home = tmp_path / "home"
        done = way(home, *arguments, said=said)
        told.append((done.returncode, done.stdout, done.stderr))
        shutil.rmtree(home, ignore_errors=True)
    assert told[0] == told[1]


def test_a_conversation_in_another_english(tmp_path: Path) -> None:
    said = run(tmp_path, "talk", "--locale", "en-AU", said="open ready room\nI'm dizzy\nstop\n").stdout
    assert "call triple zero or ask somebody near you" in " ".join(said.split())


def test_a_conversation_from_standard_input_and_a_new_process_still_knows_it(tmp_path: Path) -> None:
    first = started(tmp_path, "talk", said=FIRST)
    assert first.returncode == 0, first.stderr
    assert len(re.findall(r"In \(3\.\d s\) out \(5\.\d s\)|Breathe in \(3\.\d s\)", first.stdout)) == 12
    assert "You said: I presented the budget to my team." in first.stdout
    again = started(tmp_path, "talk", said="ask ready room for my evidence\n")
    assert "You said: I kept eye contact." in again.stdout
    assert "What it told you: I can explain numbers to people." in again.stdout


def test_what_passes_is_told_when_it_is_asked_for(tmp_path: Path) -> None:
    told = run(tmp_path, "talk", "--inspect", said="ask ready room to warm me up\nopen ready room\nexit\n").stdout
    assert re.search(r"\[WarmUpIntent by “warm me up”: \d+ ms, \d+ bytes, ledger: performer, shelf, save\]", told)
    assert re.search(r"\[SessionEndedRequest: \d+ ms, \d+ bytes, ledger: nothing\]", told)


def test_a_play_is_performed_and_what_is_no_play_is_an_error(tmp_path: Path) -> None:
    play = "tests/conversations/on-in-thirty-seconds.txt"
    performed = run(tmp_path, "replay", play)
    assert (performed.returncode, performed.stdout) == (0, (ROOT / play).read_text(encoding="utf-8"))
    other = tmp_path / "other.txt"
    other.write_text("# x\n@ 2026-05-04 09:00 America/New_York\nYou:  open ready room\nRoom: Good day. [listens]\n")
    wrong = run(tmp_path, "replay", str(other))
    assert wrong.returncode == 1
    assert "expected:  Good day." in wrong.stderr
    for broken in ("nowhere.txt", "README.md"):
        missing = run(tmp_path, "replay", broken)
        assert missing.returncode == 2
        assert missing.stderr.count("\n") == 1


def test_it_does_the_same_on_dynamodb(tmp_path: Path, dynamodb: str) -> None:
    ledger = f"dynamodb://talked?region=us-east-1&endpoint={dynamodb}"
    created = run(tmp_path, "create-table", READY_ROOM_LEDGER=ledger)
    assert created.stdout == "table talked in us-east-1 created\n", created.stderr
    run(tmp_path, "talk", said=FIRST, READY_ROOM_LEDGER=ledger)
    again = run(tmp_path, "talk", said="ask ready room for my evidence\n", READY_ROOM_LEDGER=ledger)
    assert "You said: I kept eye contact." in again.stdout
    assert not (tmp_path / "ledger.sqlite3").exists()


def test_a_play_is_written_as_it_goes_now(tmp_path: Path) -> None:
    play = (ROOT / "tests" / "conversations" / "one-shot.txt").read_text(encoding="utf-8")
    copy = tmp_path / "play.txt"
    copy.write_text(play.replace("[closes]", "It went otherwise. [closes]", 1), encoding="utf-8")
    assert run(tmp_path, "replay", str(copy)).returncode == 1
    assert run(tmp_path, "replay", "--write", str(copy)).returncode == 0
    assert copy.read_text(encoding="utf-8") == play


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (["talk"], {"READY_ROOM_LEDGER": "mysql://x"}, "READY_ROOM_LEDGER"),
        (["talk", "--locale", "en-NZ"], {}, "en-NZ"),
        (["serve"], {"READY_ROOM_SKILL_ID": "amzn1.ask.skill.x"}, "READY_ROOM_ACCOUNT_KEY"),
        (["create-table"], {"READY_ROOM_LEDGER": "nowhere"}, "READY_ROOM_LEDGER"),
        (
            ["talk"],
            {"READY_ROOM_SKILL_ID": "amzn1.ask.skill.x", "READY_ROOM_ACCOUNT_KEY": "sixteen letters!"},
            "READY_ROOM_SKILL_ID",
        ),
        (["serve"], {"READY_ROOM_LEDGER": f"sqlite:///{__file__}/x"}, "cannot open"),
        (["serve"], {"READY_ROOM_LEDGER": "dynamodb://[x"}, "READY_ROOM_LEDGER"),
        (["talk"], {"READY_ROOM_HOME": f"{__file__}/x"}, "READY_ROOM_HOME"),
        (["talk"], {"READY_ROOM_LEDGER": "dynamodb://t?region=us east"}, "cannot connect to DynamoDB"),
        (
            ["create-table"],
            {"READY_ROOM_LEDGER": "dynamodb://t?region=us-east-1&endpoint=http://127.0.0.1:9"},
            "cannot create table t",
        ),
        (["serve"], {"READY_ROOM_LEDGER": "sqlite:///:memory:"}, "nothing would be stored"),
        (["talk"], {"READY_ROOM_LEDGER": "sqlite:////data/100%/x"}, "write %25 for it"),
        (["talk"], {"READY_ROOM_LEDGER": "sqlite:////nowhere\n/x%"}, "READY_ROOM_LEDGER"),
        (["talk", "--url", "http://127.0.0.1:8000/%"], {}, "is not the URL of a service"),
        (["talk", "--url", "http://127.0.0.1:99999/alexa"], {}, "is not the URL of a service"),
        (["talk", "--url", "http://127.0.0.1:port/alexa"], {}, "is not the URL of a service"),
        (["talk", "--url", "127.0.0.1:8000/alexa"], {}, "is not the URL of a service"),
        (["talk", "--url", "ftp://127.0.0.1/alexa"], {}, "is not the URL of a service"),
        (["talk", "--url", "http://[x/alexa"], {}, "is not the URL of a service"),
        (["talk", "--url", "http://127.0.0.1/\x1b[2J"], {}, "is not the URL of a service"),
        (["serve", "--bind", "127.0.0.1:99999"], {}, "cannot listen at 127.0.0.1:99999"),
        (["serve", "--bind", "127.0.0.1:-1"], {}, "cannot listen at"),
        (["serve", "--bind", "127.0.0.1:http"], {}, "cannot listen at"),
        (["serve", "--bind", "127.0.0.1:"], {}, "cannot listen at"),
        (["serve", "--bind", "192.0.2.1:8000"], {}, "cannot listen at 192.0.2.1:8000"),
        (["serve", "--bind", "[::1]:x"], {}, "cannot listen at"),
        (["serve", "--bind", "a host:8000"], {}, "cannot listen at"),
        (["serve", "--bind", "fd://x"], {}, "cannot listen at"),
        (["speak", "--port", "99999"], {}, "99999 is not a port"),
        (["speak", "--port", "-1"], {}, "-1 is not a port"),
        (["speak", "--port", "http"], {}, "invalid int value"),
        (["sing"], {}, "invalid choice: 'sing'"),
        ([], {}, "required: COMMAND"),
        (["export"], {}, "one of the arguments --account --user is required"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_line(
    arguments: list[str], environment: dict[str, str], said: str, tmp_path: Path
) -> None:
    stopped = run(tmp_path, *arguments, **environment)
    assert stopped.returncode == 2
    assert stopped.stdout == ""
    assert stopped.stderr.startswith("ready-room: ")
    assert said in stopped.stderr
    assert stopped.stderr.count("\n") == 1
    assert "\x1b" not in stopped.stderr


@pytest.mark.parametrize("command", [("serve", "--bind"), ("speak", "--no-open", "--port")])
@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_a_port_that_is_in_use_stops_the_start_with_one_line(
    command: tuple[str, ...], address: str, tmp_path: Path
) -> None:
    family = socket.AF_INET6 if ":" in address and command[0] == "serve" else socket.AF_INET
    with socket.socket(family) as other:
        other.bind((address if family is socket.AF_INET6 else "127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        host = f"[{address}]:" if family is socket.AF_INET6 else "127.0.0.1:"
        stopped = run(tmp_path, *command, f"{host if command[0] == 'serve' else ''}{port}")
    assert (stopped.returncode, stopped.stdout, stopped.stderr.count("\n")) == (2, "", 1)
    assert "Address already in use" in stopped.stderr


KEYS = ("a key for these tests", "and another of these")
PRODUCTION = {"READY_ROOM_SKILL_ID": "amzn1.ask.skill.x"}


@pytest.mark.parametrize("kind", ["sqlite", "dynamodb"])
def test_a_ledger_that_was_made_with_another_key_is_not_served(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    ledger = f"sqlite:///{tmp_path}/ledger.sqlite3"
    if kind == "dynamodb":
        ledger = f"dynamodb://rekeyed?region=us-east-1&endpoint={request.getfixturevalue('dynamodb')}"
        run(tmp_path, "create-table", READY_ROOM_LEDGER=ledger)
    for _ in range(2):
        with serving(tmp_path, READY_ROOM_ACCOUNT_KEY=KEYS[0], READY_ROOM_LEDGER=ledger, **PRODUCTION):
            pass
    of_another: list[tuple[tuple[str, ...], dict[str, str]]] = [
        (("serve",), {"READY_ROOM_ACCOUNT_KEY": KEYS[1], **PRODUCTION}),
        (("serve",), {"READY_ROOM_ACCOUNT_KEY": f"{KEYS[0]}\n", **PRODUCTION}),
        (("talk",), {}),
        (("export", "--user", "somebody"), {"READY_ROOM_ACCOUNT_KEY": KEYS[1]}),
        (("erase", "--yes", "--user", "somebody"), {"READY_ROOM_ACCOUNT_KEY": KEYS[1]}),
    ]
    for command, environment in of_another:
        stopped = run(tmp_path, *command, READY_ROOM_LEDGER=ledger, **environment)
        assert (stopped.returncode, stopped.stdout, stopped.stderr.count("\n")) == (2, "", 1)
        assert "this ledger was made with another key" in stopped.stderr
        assert not any(key in stopped.stderr for key in KEYS)
    with serving(tmp_path, READY_ROOM_ACCOUNT_KEY=KEYS[0], READY_ROOM_LEDGER=ledger, **PRODUCTION):
        pass


def test_a_ledger_of_an_older_release_takes_the_key_that_it_is_served_with(tmp_path: Path) -> None:
    run(tmp_path, "talk", said=FIRST)
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite3")) as db, db:
        assert db.execute("DELETE FROM records WHERE account = 'ledger'").rowcount == 1
    again = run(tmp_path, "talk", said="ask ready room for my evidence\n")
    assert "You said: I kept eye contact." in again.stdout
    stopped = run(tmp_path, "talk", READY_ROOM_ACCOUNT_KEY=KEYS[0])
    assert "this ledger was made with another key" in stopped.stderr


def test_an_operator_who_only_looks_gives_no_ledger_its_key(tmp_path: Path) -> None:
    run(tmp_path, "create-table")
    for key in KEYS:
        told = run(tmp_path, "export", "--user", "somebody", READY_ROOM_ACCOUNT_KEY=key)
        assert "nothing is stored for" in told.stderr
    assert run(tmp_path, "talk", said="exit\n").returncode == 0


@pytest.mark.parametrize("ends", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT])
def test_the_key_of_the_speaker_is_in_no_process_and_its_file_goes_at_the_end(
    ends: signal.Signals, tmp_path: Path
) -> None:
    """A fake browser is started like any other, and records how."""
    browser, seen = tmp_path / "browser", tmp_path / "seen.json"
    browser.write_text(
        f"#!{sys.executable}\n"
        "import json, os, pathlib, sys\n"
        "file = pathlib.Path(sys.argv[-1].removeprefix('file://'))\n"
        "seen = [sys.orig_argv, oct(file.stat().st_mode & 0o777), file.read_text()]\n"
        f"new = pathlib.Path({str(seen)!r} + '.new'); new.write_text(json.dumps(seen)); new.rename({str(seen)!r})\n"
    )
    browser.chmod(0o700)
    own = {name: value for name, value in os.environ.items() if not name.startswith("READY_ROOM_")}
    own |= {"READY_ROOM_HOME": str(tmp_path / "home"), "DISPLAY": ":9", "BROWSER": f"{browser} %s"}
    command = [sys.executable, "-m", "simulator", "speak", "--port", "0"]
    command = ["sh", "-c", "trap '' INT; exec \"$@\"", "sh", *command]  # as a shell starts background processes
    with _ended(subprocess.Popen(command, cwd=ROOT, env=own, stdout=subprocess.PIPE, text=True)) as speaker:
        assert speaker.stdout is not None
        address = re.findall(r"http\S+", speaker.stdout.readline())[0]
        assert eventually(seen.exists)
        token = address.partition("#")[2]
        assert len(token) > 20
        arguments, mode, page = json.loads(seen.read_text())
        assert arguments[-1].startswith(f"file://{tmp_path}/home/")
        assert token not in " ".join(arguments)
        assert mode == "0o600"
        assert f'content="0;url={address}"' in page
        speaker.send_signal(ends)
        assert speaker.wait(timeout=GIVEN_UP_SECONDS) == 0
    assert not list((tmp_path / "home").glob("*.html*"))


@contextmanager
def _ended(process: "subprocess.Popen[str]") -> "Iterator[subprocess.Popen[str]]":
    """End a process after the block, even if it failed."""
    with process:
        try:
            yield process
        finally:
            process.kill()


def test_an_authority_that_cannot_be_read_stops_the_start_with_one_line(tmp_path: Path) -> None:
    for name in ("authority.pem", "authority.key"):
        (tmp_path / name).touch()
    stopped = run(tmp_path, "talk")
    assert (stopped.returncode, stopped.stderr.count("\n")) == (2, 1)
    assert "READY_ROOM_HOME" in stopped.stderr


@pytest.mark.parametrize("text", ["no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_so_does_its_key(text: str, tmp_path: Path) -> None:
    assert run(tmp_path, "talk", said="exit\n").returncode == 0
    (tmp_path / "authority.key").write_text(text)
    stopped = run(tmp_path, "talk")
    assert (stopped.returncode, stopped.stdout, stopped.stderr.count("\n")) == (2, "", 1)
    assert "authority.key" in stopped.stderr


@contextmanager
def serving(home: Path, **environment: str) -> Iterator[str]:
    """Serve the skill on a free port during the block; yield its base URL."""
    settings = {"READY_ROOM_HOME": str(home), **environment}
    with running(SKILL, settings, home / "service.log") as (_, port):
        _wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"


def _wait_for(url: str) -> None:
    until = time.monotonic() + GIVEN_UP_SECONDS
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=GIVEN_UP_SECONDS).close()
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(url)


def status_of(url: str, body: bytes = b"{}") -> int:
    """Post a body without a signature; return the status."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body), timeout=GIVEN_UP_SECONDS) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def test_the_service_answers_the_simulator_and_nobody_else(tmp_path: Path) -> None:
    with serving(tmp_path) as url:
        with urllib.request.urlopen(f"{url}/healthz", timeout=GIVEN_UP_SECONDS) as answer:
            assert json.load(answer) == {"ledger": "ok"}
        first = json.loads((tmp_path / "service.log").read_text(encoding="utf-8").splitlines()[0])
        assert (first["level"], first["message"]) == ("info", f"listening at {url}")
        assert status_of(f"{url}/alexa") == 400
        talked = run(tmp_path, "talk", "--url", f"{url}/alexa", said="tell ready room that I smiled\nyes\n")
        assert "You said: I smiled." in talked.stdout


def test_where_both_families_are_listened_to_this_machine_is_answered(tmp_path: Path) -> None:
    settings = {"READY_ROOM_HOME": str(tmp_path)}
    with running(SKILL, settings, tmp_path / "service.log", host="[::]") as (_, port):
        for host in ("127.0.0.1", "[::1]"):
            _wait_for(f"http://{host}:{port}/healthz")
            talked = run(tmp_path, "talk", "--url", f"http://{host}:{port}/alexa", said="open ready room\n")
            assert (talked.returncode, "[microphone open]" in talked.stdout) == (0, True), host


def test_a_service_with_a_skill_id_makes_no_local_authority(tmp_path: Path) -> None:
    key = {"READY_ROOM_SKILL_ID": "amzn1.ask.skill.x", "READY_ROOM_ACCOUNT_KEY": "sixteen letters!"}
    with serving(tmp_path, **key) as url:
        assert status_of(f"{url}/alexa") == 400
        assert not list(tmp_path.glob("authority.*"))
        talked = run(tmp_path, "talk", "--url", f"{url}/alexa", said="open ready room\n")
        assert "[the skill answered 400]" in talked.stdout
        assert talked.returncode == 1


def test_the_sound_of_a_pattern_is_written_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "own.mp3"
    done = run(tmp_path, "tones", "--pattern", "4-2-6-0", "--minutes", "1", "--clip", "--out", str(file))
    assert done.stdout == f"{file}: 5 cycles, 66 s\n"
    assert file.stat().st_size == pytest.approx(66 * 6_000, rel=0.01)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--pattern", "1-0-1-0"), "no such pattern: 1-0-1-0; use slow, even, box, sigh"),
        (("--minutes", "0"), "no such length: 0 minutes"),
        (("--minutes", "nan"), "no such length: nan minutes"),
        (("--minutes", "inf"), "no such length: inf minutes; at most 20"),
        (("--out", "/nowhere/at/all.mp3"), "/nowhere/at/all.mp3 is not a file in an existing folder"),
        (("--out", "."), ". is not a file"),
    ],
)
def test_a_sound_that_cannot_be_written_says_why(arguments: tuple[str, str], said: str, tmp_path: Path) -> None:
    out = () if arguments[0] == "--out" else ("--out", str(tmp_path / "x.mp3"))
    done = run(tmp_path, "tones", *arguments, *out)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "x.mp3").exists()
