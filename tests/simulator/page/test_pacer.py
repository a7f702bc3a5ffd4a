"""The page keeps the breathing on time, however late its timers are. `make pacer` measures it in real time."""

import pytest
from playwright.sync_api import Page

from skill.breathing.patterns import PATTERNS
from skill.breathing.timeline import Timeline, lasting
from tests.bench.pacer import VIEWPORTS, ask, lateness
from tests.simulator.page.conftest import LATE_MS, Open, pass_until

IDLE = "document.body.dataset.state === 'idle'"


def assert_no_phase_drifts(page: Page, plan: Timeline, speed: int) -> None:
    """Each phase after the first is late by the one timer that starts it; lateness doesn't add up."""
    late = lateness(page.evaluate("window.begun"), plan, speed)
    assert late == pytest.approx([0, *[LATE_MS] * (len(plan.cues) - 1)], abs=1)


@pytest.mark.parametrize("speed", [1, 4])
@pytest.mark.parametrize("viewport", VIEWPORTS.values(), ids=list(VIEWPORTS))
def test_no_phase_drifts_over_two_minutes(driven: Open, viewport: str, speed: int) -> None:
    page, plan = driven(str(speed)), lasting(PATTERNS["slow"], 120)
    page.select_option("#viewport", viewport)
    ask(page, plan)
    pass_until(page, IDLE, step_ms=1_000)
    assert_no_phase_drifts(page, plan, speed)
