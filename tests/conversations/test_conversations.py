"""Every conversation in this folder is performed on the whole skill and goes as it is written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from skill.simulator.device import Elicitation
from tests.play import FOLDER, agrees, perform, read
from tests.stage import Stage

PLAYS = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("elicitation", list(Elicitation))
@pytest.mark.parametrize("file", PLAYS, ids=lambda file: file.stem)
def test_a_conversation_goes_as_written(
    file: Path, elicitation: Elicitation, set_stage: Callable[[Elicitation], Stage]
) -> None:
    """On both ledgers, and on devices that honour an open question, ignore it, or take everything for its answer."""
    for turn, answer in perform(read(file.read_text(encoding="utf-8")), set_stage(elicitation)):
        assert agrees(turn.expected, answer), (
            f"\nYou:       {turn.said}\nexpected:  {turn.expected}\nanswered:  {answer}"
        )


@pytest.mark.parametrize("file", PLAYS, ids=lambda file: file.stem)
def test_every_turn_of_a_conversation_is_written_out(file: Path) -> None:
    """A turn without an expectation would prove nothing."""
    play = read(file.read_text(encoding="utf-8"))
    assert play.title
    assert all(turn.expected or turn.direction for turn in play.turns)
