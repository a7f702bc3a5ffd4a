"""How well the page's pacer keeps time: each phase's beginning in a real browser, held against the timeline.

`make pacer` measures two minutes in real time.
"""

import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from skill.breathing.patterns import PATTERNS
from skill.breathing.timeline import Timeline, lasting
from tests.simulator.page.conftest import started, tabs
from tools.chromium import ARGUMENTS, find

LATEST_MS = 100
LISTEN = """() => {
  window.begun = [];
  document.addEventListener("piece", ({ detail }) => { if (detail.is_cue) window.begun.push(detail.at); });
}"""


def lateness(page: Page, plan: Timeline, speed: int) -> Sequence[float]:
    """Breathe on a page; gives how many milliseconds after its time each phase began, as without speed-up."""
    page.evaluate(LISTEN)
    page.fill("#said", f"Alexa, ask ready room to warm me up for {plan.length_ms // 60_000} minutes")
    page.press("#said", "Enter")
    page.locator("body[data-state=speaking]").wait_for()
    page.locator("body[data-state=idle]").wait_for(timeout=plan.length_ms / speed + 60_000)
    begun: list[Any] = page.evaluate("window.begun")
    if len(begun) != len(plan.cues):
        raise ValueError(f"{len(begun)} phases on the page, {len(plan.cues)} in the timeline")
    return [(at - begun[0]) * speed - cue.start_ms for at, cue in zip(begun, plan.cues, strict=True)]


def main() -> None:
    """Measure."""
    plan = lasting(PATTERNS["slow"], 120)
    with tempfile.TemporaryDirectory() as folder, started(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        with tabs(browser, address) as opened:
            late = lateness(opened("1"), plan, 1)
        browser.close()
    print(f"{len(plan.cues)} phases in {plan.length_ms / 1_000:g} s: each began within {max(map(abs, late)):.1f} ms of")
    print(f"its time, the median {statistics.median(map(abs, late)):.1f} ms; the last one {late[-1]:.1f} ms after it")
    sys.exit(max(map(abs, late)) > LATEST_MS)


if __name__ == "__main__":
    main()
