"""An engine is started on first use, again after a crash, and ends when we do; a call has a deadline."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from simulator.sound import engine as module
from simulator.sound.engine import MISSING, ROOT, Engine, EngineFailed, command
from tests.patience import GIVEN_UP_SECONDS, eventually

ECHO = """
import os, sys, time
from simulator.sound.serving import serve

def answer(header, body):
    print("a library says something")
    match header.get("do"):
        case "crash": os._exit(1)
        case "crash once" if not os.path.exists(header["file"]):
            open(header["file"], "w").close()
            os._exit(1)
        case "crash aloud":
            print("no more memory", flush=True)
            os._exit(1)
        case "raise": raise ValueError("no such voice")
        case "sleep":
            open(header.get("file", os.devnull), "w").close()
            time.sleep(600)
    return {"pid": os.getpid(), **header}, body[::-1]

serve(answer)
"""


@pytest.fixture
def engine() -> Iterator[Engine]:
    """An engine that answers what it is sent, the bytes backwards."""
    with Engine((sys.executable, "-c", ECHO), GIVEN_UP_SECONDS, loading=0) as engine:
        yield engine


def is_running(pid: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_starts_on_first_use_and_stays(engine: Engine) -> None:
    assert engine.pid is None
    answer, body = engine.call({"n": 1}, b"abc")
    assert (answer["n"], answer["pid"], body) == (1, engine.pid, b"cba")
    assert engine.call({"n": 2})[0]["pid"] == engine.pid


def test_it_ends_when_it_is_closed_and_starts_again(engine: Engine) -> None:
    pid = engine.call({})[0]["pid"]
    engine.close()
    assert not is_running(pid)
    assert engine.call({})[0]["pid"] != pid


def test_a_crash_restarts_it(engine: Engine, tmp_path: Path) -> None:
    pid = engine.call({})[0]["pid"]
    os.kill(pid, signal.SIGKILL)
    assert engine.call({"n": 1})[0]["n"] == 1
    assert engine.call({"do": "crash once", "file": str(tmp_path / "crashed")})[0]["do"] == "crash once"


def test_what_crashes_it_twice_is_an_error(engine: Engine) -> None:
    with pytest.raises(EngineFailed, match="crashed twice"):
        engine.call({"do": "crash"})
    assert engine.call({"n": 1})[0]["n"] == 1


def test_what_it_printed_last_is_told(engine: Engine) -> None:
    with pytest.raises(EngineFailed, match="crashed twice: no more memory"):
        engine.call({"do": "crash aloud"})


def test_an_error_is_told_and_it_goes_on(engine: Engine) -> None:
    pid = engine.call({})[0]["pid"]
    with pytest.raises(EngineFailed, match="no such voice"):
        engine.call({"do": "raise"})
    assert engine.call({})[0]["pid"] == pid


def test_a_call_has_a_deadline_after_which_the_process_is_ended() -> None:
    with Engine((sys.executable, "-c", ECHO), 0.05, loading=0) as engine:
        with pytest.raises(EngineFailed, match="too long"):
            engine.call({"do": "sleep"})
        assert engine.pid is None


def test_a_call_may_be_given_more_time() -> None:
    with Engine((sys.executable, "-c", ECHO), 0.05, loading=0) as engine:
        assert engine.call({"n": 1}, seconds=GIVEN_UP_SECONDS)[0]["n"] == 1


def test_closing_ends_a_call_that_would_never_be_answered(engine: Engine, tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    with ThreadPoolExecutor() as pool:
        hanging = pool.submit(engine.call, {"do": "sleep", "file": str(asked)})
        assert eventually(asked.exists)
        engine.close()
        with pytest.raises(EngineFailed, match="was ended"):
            hanging.result(GIVEN_UP_SECONDS)
    assert engine.pid is None


def test_an_engine_that_is_closed_before_it_runs_can_be_asked_later(engine: Engine) -> None:
    engine.close()
    assert engine.call({"n": 1})[0]["n"] == 1


def test_an_engine_that_reads_nothing_does_not_hold_us_up() -> None:
    with (
        Engine((sys.executable, "-c", "import time; time.sleep(600)"), 0.05, loading=0) as engine,
        pytest.raises(EngineFailed, match="too long"),
    ):
        engine.call({}, bytes(2**20))


def test_it_ends_when_we_end() -> None:
    ours = f"""
from simulator.sound.engine import Engine
engine = Engine(({sys.executable!r}, "-c", {ECHO!r}), 60)
engine.call({{}})
print(engine.pid, flush=True)
"""
    done = subprocess.run([sys.executable, "-c", ours], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not is_running(int(done.stdout))


def test_where_nothing_is_installed_the_message_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "PYTHON", tmp_path / "python")
    assert not module.is_installed()
    with Engine(command("mouth_process"), 1) as engine, pytest.raises(EngineFailed, match=MISSING):
        engine.call({})


def test_a_call_that_is_interrupted_leaves_no_answer_for_the_next_one(engine: Engine) -> None:
    engine.call({})
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    with pytest.raises(KeyboardInterrupt):
        engine.call({"do": "sleep"}, b"first")
    assert engine.call({"n": 2}, b"abc")[1] == b"cba"
