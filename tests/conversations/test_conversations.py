"""Every conversation in this folder is performed on the whole skill and goes as it is written."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from simulator.alexa_api import AlexaApi
from simulator.device import Elicitation
from simulator.endpoints import Endpoint
from simulator.plays import Play, perform, read
from tests.stage import PLAYS, Stage

FILES = sorted(PLAYS.glob("*.txt"))


@pytest.fixture
def set_in(api: AlexaApi, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Play]:
    """Return a function that reads a play and sets the devices' time zone to the one that it takes place in."""

    def set_in_(file: Path) -> Play:
        play = read(file.read_text(encoding="utf-8"))
        monkeypatch.setattr(api, "zone", str(play.begins.tzinfo))
        return play

    return set_in_


WAYS = [*(("sqlite", elicitation) for elicitation in Elicitation), ("dynamodb", Elicitation.HONOUR)]
"""Ledgers and devices. A ledger never learns what a device does with free text: one device is enough on the second."""


@pytest.mark.parametrize(("ledger", "elicitation"), WAYS, indirect=["ledger"])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_conversation_goes_as_written(
    file: Path,
    elicitation: Elicitation,
    set_stage: Callable[[Elicitation], Stage],
    set_in: Callable[[Path], Play],
) -> None:
    """On both ledgers, and on devices that honour an open question, ignore it, or take everything for its answer.

    None of Alexa's rules is broken on the way.
    """
    for performed in perform(set_in(file), set_stage(elicitation)):
        assert not performed.problem, performed.problem


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_turn_of_a_conversation_is_written_out(file: Path) -> None:
    """A turn without an expectation would prove nothing."""
    play = read(file.read_text(encoding="utf-8"))
    assert play.title
    assert all(turn.expected or turn.direction for turn in play.turns)


def twice(endpoint: Endpoint) -> Endpoint:
    """Send each request twice; the second answer is what is heard."""

    def post(body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
        endpoint(body, headers)
        return endpoint(body, headers)

    return post


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_conversation_goes_as_written_when_every_request_is_repeated(
    file: Path, stage: Stage, set_in: Callable[[Path], Play]
) -> None:
    """A repeated request finds its answer already there, and says the same again."""
    stage.by_way_of = twice
    for performed in perform(set_in(file), stage):
        assert not performed.problem, performed.problem
