"""What a turn of any play costs: at most two reads and one write, however long the story."""

from typing import Any, cast

import pytest

from simulator.plays import perform, read
from simulator.watched import Watched
from skill.ledger.protocol import Ledger
from tests.stage import PLAYS, Stage

READS = {"performer", "performers", "evidence", "latest", "shelf"}


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
@pytest.mark.parametrize("file", sorted(PLAYS.glob("*.txt")), ids=lambda file: file.stem)
def test_a_turn_costs_at_most_two_reads_and_one_write(file: Any, stage: Stage) -> None:
    calls = Watched(stage.ledger)
    stage.ledger = cast(Ledger, calls)
    for performed in perform(read(file.read_text(encoding="utf-8")), stage):
        asked, requests = calls(), len(performed.answer.exchanges) if performed.answer else 1
        reads = [call for call in asked if call in READS]
        assert asked.count("save") <= requests, performed.turn.said
        assert len(reads) <= 2 * requests, performed.turn.said
