"""The page in a real browser, on a real speaker in a process of its own.

No test here goes by the time of this machine: on tabs that are `driven` the page's time stands still but for what a
test lets pass, and on all others no answer and no microphone waits.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect, sync_playwright

from tools.chromium import ARGUMENTS, find

ROOT = Path(__file__).parents[3]
DO_NOT_WAIT = "0"
GIVEN_UP_MS = 120_000
"""A busy machine is no fault of the page's: this only ends what hangs."""
expect.set_options(timeout=GIVEN_UP_MS)
NOON_MS = 12 * 3_600_000
LATE_MS = 40
"""By how much each wait of a driven page ends late, as timers do in any browser."""
DRIVE = f"""
  window.Worker = class {{
    postMessage({{ id, ms }}) {{
      setTimeout(() => this.onmessage({{ data: id }}), ms + {LATE_MS});
    }}
  }};
  const animate = Element.prototype.animate, begun = new WeakMap();
  Element.prototype.animate = function (...how) {{
    const moves = animate.apply(this, how);
    moves.pause();
    begun.set(moves, performance.now());
    return moves;
  }};
  window.follow = () => {{
    const moving = document.getAnimations().filter((one) => begun.has(one));
    for (const one of moving) one.currentTime = performance.now() - begun.get(one);
  }};
"""
"""What Playwright's clock does not reach follows it: the page's ticker, a thread of its own, and its animations."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS), timeout=GIVEN_UP_MS)
        yield chromium
        chromium.close()


@contextmanager
def started(home: Path) -> Iterator[str]:
    """Start a speaker as anybody would, in a process of its own; gives the address that it writes."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("READY_ROOM_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", "speak", "--port", "0", "--no-open"],
        cwd=ROOT,
        env=own | {"READY_ROOM_HOME": str(home), "TZ": "America/New_York"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield re.findall(r"http\S+", process.stdout.readline())[0]
    finally:
        process.terminate()
        process.wait(timeout=GIVEN_UP_MS / 1_000)
        process.stdout.close()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A speaker on which nothing was said yet."""
    with started(tmp_path / "home") as written:
        yield written


@pytest.fixture(scope="session")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A speaker for plays, which leave nothing behind."""
    with started(tmp_path_factory.mktemp("theatre")) as written:
        yield written


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Open]:
    """Opens tabs on a speaker."""
    with tabs(browser, address) as open_:
        yield open_


@pytest.fixture
def driven(browser: Browser, address: str) -> Iterator[Open]:
    """Opens tabs on a speaker, on which time stands still but for what the test lets pass."""
    with tabs(browser, address, driven=True) as open_:
        yield open_


@pytest.fixture
def stage(browser: Browser, theatre: str) -> Iterator[Page]:
    """A tab on the speaker for plays."""
    with tabs(browser, theatre) as open_:
        yield open_()


@contextmanager
def tabs(browser: Browser, address: str, *, driven: bool = False) -> Iterator[Open]:
    """Open tabs; at the end, nothing was asked of another machine, and nothing went wrong on a page.

    Args:
        browser: Where.
        address: The speaker's.
        driven: Whether time stands still on them but for what is let pass.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(GIVEN_UP_MS)
    if driven:
        context.clock.install(time=0)
        context.add_init_script(DRIVE)
    elsewhere: list[str] = []
    wrong: list[str] = []
    origin = address.split("#", maxsplit=1)[0]

    def watch(request: Request) -> None:
        if not request.url.startswith(origin):
            elsewhere.append(request.url)

    def open_(speed: str = DO_NOT_WAIT) -> Page:
        page = context.new_page()
        page.on("request", watch)
        page.on("response", lambda response: wrong.append(response.text()) if response.status >= 400 else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.goto(address)
        page.locator("body[data-state=idle]").wait_for()
        page.locator("#household > summary").click()
        page.select_option("#speed", speed)
        if driven:
            page.select_option("#aloud", "0")  # a browser's own voice keeps a time of its own
            page.clock.pause_at(NOON_MS)
        else:
            page.select_option("#patience", "0")
        return page

    try:
        yield open_
    finally:
        context.close()
    assert elsewhere == []
    assert wrong == []


def pass_time(page: Page, ms: int) -> None:
    """Let time pass on a driven page, when the speaker has answered."""
    page.locator("body:not([data-state=thinking])").wait_for()
    page.clock.run_for(ms)
    page.evaluate("window.follow()")


def pass_until(page: Page, is_so: str | Locator, at_most_ms: int = 600_000, step_ms: int = 100) -> int:
    """Let time pass on a driven page, step by step, until something is so; gives how many milliseconds passed.

    Args:
        page: The page.
        is_so: Something to be seen, or an expression of the page's.
        at_most_ms: When to give up.
        step_ms: How much passes at once.
    """
    passed = 0
    while not (page.evaluate(is_so) if isinstance(is_so, str) else is_so.is_visible()):
        assert passed < at_most_ms, f"not so after {passed} ms: {is_so}"
        pass_time(page, step_ms)
        passed += step_ms
    return passed


def say(page: Page, words: str) -> str:
    """Say something by typing it; gives what is answered, when it has been said."""
    answers = page.locator("#transcript .room")
    before = int(answers.last.get_attribute("data-number") or 0) if answers.count() else 0
    page.fill("#said", words)
    page.press("#said", "Enter")
    answer = page.locator(f"#transcript .room[data-number='{before + 1}']")
    answer.wait_for()
    page.locator("body[data-state=idle], body[data-state=listening]").wait_for()
    return answer.inner_text().removeprefix("Ready Room").strip()
