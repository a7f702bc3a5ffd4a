"""The page keeps the time of the breathing. In real time: `make pacer`."""

import statistics

import pytest

from skill.breathing.patterns import PATTERNS
from skill.breathing.timeline import lasting
from tests.bench.pacer import lateness
from tests.simulator.page.conftest import Open

SPEED = 4


@pytest.mark.parametrize("viewport", ["none", "hub"], ids=["spoken", "shown"])
def test_no_phase_drifts_over_two_minutes(opened: Open, viewport: str) -> None:
    """Lateness that added up would show in the last phases; a busy machine's shows here and there."""
    page = opened(str(SPEED))
    page.select_option("#viewport", viewport)
    late = [ms / SPEED for ms in lateness(page, lasting(PATTERNS["slow"], 120), SPEED)]
    assert statistics.median(map(abs, late)) < 50
    assert min(map(abs, late[-6:])) < 50
