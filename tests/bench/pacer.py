"""How well the page's pacer keeps time: each phase's beginning in a real browser, held against the timeline.

`make pacer` measures two minutes in real time, spoken and shown on a screen.
"""

import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from skill.breathing.patterns import PATTERNS
from skill.breathing.timeline import Timeline, lasting
from tests.simulator.page.conftest import started, tabs
from tools.chromium import ARGUMENTS, find

LATEST_MS = 100
VIEWPORTS = {"spoken": "none", "shown": "hub"}
"""How a round is led, by the screen."""
LISTEN = """() => {
  window.begun = [];
  document.addEventListener("piece", ({ detail }) => { if (detail.is_cue) window.begun.push(detail.at); });
}"""


def lateness(begun: Sequence[float], plan: Timeline, speed: int = 1) -> Sequence[float]:
    """Return how many milliseconds after its time each phase began, by when each did at a speed."""
    if len(begun) != len(plan.cues):
        raise ValueError(f"{len(begun)} phases on the page, {len(plan.cues)} in the timeline")
    return [at - begun[0] - cue.start_ms / speed for at, cue in zip(begun, plan.cues, strict=True)]


def ask(page: Page, plan: Timeline) -> None:
    """Ask for a round on a page, and return when it is about to be led."""
    page.evaluate(LISTEN)
    page.fill("#said", f"Alexa, ask ready room to warm me up for {plan.length_ms // 60_000} minutes")
    page.press("#said", "Enter")
    page.locator("body[data-state=speaking]").wait_for()


def breathe(page: Page, plan: Timeline, viewport: str) -> Sequence[float]:
    """Breathe on a page with such a screen, in real time; gives how late each phase began."""
    page.select_option("#viewport", viewport)
    ask(page, plan)
    page.locator("body[data-state=idle]").wait_for(timeout=plan.length_ms + 120_000)
    return lateness(page.evaluate("window.begun"), plan)


def main() -> None:
    """Measure."""
    plan, latest = lasting(PATTERNS["slow"], 120), 0.0
    with tempfile.TemporaryDirectory() as folder, started(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        with tabs(browser, address) as opened:
            for how, viewport in VIEWPORTS.items():
                late = breathe(opened("1"), plan, viewport)
                latest = max(latest, *map(abs, late))
                print(f"{len(plan.cues)} phases, {how}, in {plan.length_ms / 1_000:g} s: each began within")
                print(
                    f"{max(map(abs, late)):.1f} ms of its time, the median {statistics.median(map(abs, late)):.1f} ms;",
                    end=" ",
                )
                print(f"the last one {late[-1]:.1f} ms after it")
        browser.close()
    sys.exit(latest > LATEST_MS)


if __name__ == "__main__":
    main()
