"""The page keeps the time of the breathing, however late its timers are. In real time: `make pacer`."""

import pytest
from playwright.sync_api import Page

from skill.breathing.patterns import PATTERNS
from skill.breathing.timeline import Timeline, lasting
from tests.bench.pacer import VIEWPORTS, ask, lateness
from tests.simulator.page.conftest import LATE_MS, Open, pass_until

IDLE = "document.body.dataset.state === 'idle'"


def assert_no_phase_drifts(page: Page, plan: Timeline, speed: int) -> None:
    """Each phase after the first is as late as the one timer that begins it, and no later for all those before it."""
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
