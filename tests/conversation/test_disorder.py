"""Turns in disorder: others save in between, requests come again late, clocks are put back."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from simulator.device import Device
from simulator.endpoints import Endpoint
from simulator.plays import SECONDS_A_TURN, as_text
from skill.efficacy.performer import Performer
from skill.ledger.protocol import Change
from skill.ledger.sqlite import SqliteLedger
from tests.conversation.test_keeping import kept
from tests.patience import GIVEN_UP_SECONDS
from tests.stage import Stage


class Contended(SqliteLedger):
    """A ledger on which somebody else saves the same performer before each of the first saves.

    Args:
        file: Where it is.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self.times = 0

    def save(self, account: str, change: Change, *values: Any) -> None:
        """Save, after somebody else."""
        if self.times and change.performer:
            self.times -= 1
            other = self.performer(account, change.performer.id, values[-1])
            super().save(account, Change(other), *values)
        super().save(account, change, *values)


@pytest.fixture
def contended(tmp_path: Path, stage: Stage) -> Contended:
    """The stage's ledger, contended."""
    stage.ledger = ledger = Contended(tmp_path / "contended.sqlite3")
    return ledger


def before_its_plan(stage: Stage) -> Device:
    """Return a device on which a debrief wants but its plan."""
    device = stage.device()
    for said in ("ask ready room to debrief", "yes", "I paused", "I can wait for the next question"):
        device.hear(said)
    return device


only_once = pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)


@only_once
def test_a_record_that_others_save_in_between_is_decided_on_anew(contended: Contended, stage: Stage) -> None:
    device = before_its_plan(stage)
    contended.times = 3
    assert as_text(device.hear("when it begins I will breathe")).startswith("Got it.")
    assert contended.times == 0
    (evidence,) = kept(stage)
    assert evidence.plan == "when it begins I will breathe"


@only_once
def test_where_others_never_cease_to_save_the_words_are_kept_in_the_session(contended: Contended, stage: Stage) -> None:
    device = before_its_plan(stage)
    contended.times = 1_000
    assert "I still have your words. Should I try again?" in as_text(device.hear("when it begins I will breathe"))
    contended.times = 0
    assert as_text(device.hear("yes")).startswith("Got it.")
    (evidence,) = kept(stage)
    assert evidence.plan == "when it begins I will breathe"


class Meeting(SqliteLedger):
    """A ledger that gives nobody's state before two have asked for one."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self._both = Barrier(2, timeout=GIVEN_UP_SECONDS)

    def performer(self, *values: Any) -> Performer:
        """Give a state, to two at once."""
        self._both.wait()
        return super().performer(*values)


@only_once
def test_no_turn_waits_until_another_has_read(tmp_path: Path, stage: Stage) -> None:
    """With a database that stood still, one turn after another waited for all of those before it."""
    stage.ledger = Meeting(tmp_path / "meeting.sqlite3")
    devices = [stage.device("kitchen"), stage.device("car")]
    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(lambda device: as_text(device.hear("ask ready room for my evidence")), devices))
    assert not any("Something went wrong" in one for one in said), said


class Postman:
    """Carries requests, and carries the older ones once more after each, the latest first.

    Args:
        to: Where to.
    """

    def __init__(self, to: Endpoint) -> None:
        self._to = to
        self._carried: list[tuple[bytes, Mapping[str, str]]] = []

    def __call__(self, body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
        answer = self._to(body, headers)
        for older in reversed(self._carried):
            self._to(*older)
        self._carried.append((body, headers))
        return answer


TOLD = (
    "ask ready room to debrief",
    "partly",
    "I paused",
    "I can wait for the next question",
    "when I begin I will wait",
)


def test_older_requests_that_come_again_later_change_nothing(stage: Stage) -> None:
    stage.by_way_of = Postman
    device = stage.device()
    for said in (*TOLD, "yes", "hard", "seven", "tell ready room that I smiled"):
        device.hear(said)
        stage.clock.pass_time(timedelta(seconds=SECONDS_A_TURN))
    note, debrief = kept(stage)
    assert note.note == "I smiled"
    assert (debrief.outcome, debrief.worked, debrief.shows) == (
        "partly",
        "I paused",
        "I can wait for the next question",
    )
    assert debrief.plan == "when I begin I will wait"
    assert debrief.closed


@pytest.mark.parametrize("back", [timedelta(seconds=1), timedelta(hours=1), timedelta(hours=20)])
def test_a_clock_that_is_put_back_between_two_answers_loses_none(back: timedelta, stage: Stage) -> None:
    device = stage.device()
    for said in TOLD[:3]:
        device.hear(said)
    stage.clock.now -= back
    for said in TOLD[3:]:
        device.hear(said)
    (evidence,) = kept(stage)
    assert (evidence.worked, evidence.shows, evidence.plan) == ("I paused", *TOLD[3:])


@pytest.mark.parametrize("back", [timedelta(seconds=1), timedelta(hours=1), timedelta(hours=20)])
def test_what_was_done_in_the_future_is_no_trouble(back: timedelta, stage: Stage) -> None:
    for said in (*TOLD, "tell ready room that I smiled", "ask ready room to warm me up"):
        stage.device().hear(said)
    stage.clock.now -= back
    for said in ("open ready room", "ask ready room for my evidence", "ask ready room to warm me up"):
        assert "Something went wrong" not in as_text(stage.device().hear(said))
