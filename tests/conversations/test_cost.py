"""What a turn of any play costs: at most two reads and one write, however long the story."""

from collections.abc import Callable
from typing import Any

import pytest

from skill.ledger.protocol import Ledger
from tests.play import FOLDER, perform, read
from tests.stage import Stage

PLAYS = sorted(FOLDER.glob("*.txt"))
READS = {"performer", "performers", "evidence", "latest", "shelf"}


class Counting:
    """A ledger that counts what it is asked."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        self.calls.append(name)
        call: Callable[..., Any] = getattr(self._ledger, name)
        return call


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
@pytest.mark.parametrize("file", PLAYS, ids=lambda file: file.stem)
def test_a_turn_costs_at_most_two_reads_and_one_write(file: Any, stage: Stage) -> None:
    counting: Any = Counting(stage.ledger)
    stage.ledger = counting
    for turn, _ in perform(read(file.read_text(encoding="utf-8")), stage):
        reads = [call for call in counting.calls if call in READS]
        assert counting.calls.count("save") <= 1, turn.said
        assert len(reads) <= 2, turn.said
        counting.calls.clear()
