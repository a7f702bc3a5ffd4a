"""Fixtures for the page in a real browser, served by a real speaker in a separate process.

No test here depends on real time: on `driven` tabs the page's time moves only when a test moves it, and on all others
neither answers nor the microphone wait.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect

from skill.alexa.authority import local_authority
from tests.simulator.page.speakers import forked

ROOT = Path(__file__).parents[3]
DO_NOT_WAIT = "0"
GIVEN_UP_MS = 120_000
"""Long enough for a busy machine, as this is only for pages that hang."""
expect.set_options(timeout=GIVEN_UP_MS)
NOON_MS = 12 * 3_600_000
LATE_MS = 40
"""How late each wait of a driven page ends, as timers are late in any browser."""
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
"""Makes the page's worker and its animations follow Playwright's clock, which doesn't control them."""


@contextmanager
def started(home: Path) -> Iterator[str]:
    """Start a speaker from the command line; yield the address that it prints."""
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


@pytest.fixture(scope="session")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a local authority, for homes to be copied from: keys take time to make."""
    folder = tmp_path_factory.mktemp("identity")
    local_authority(folder)
    return folder


@pytest.fixture
def address(tmp_path: Path, identity: Path) -> Iterator[str]:
    """The address of a new speaker. That it starts from the command line as well shows in `theatre`."""
    home = shutil.copytree(identity, tmp_path / "home")
    with forked(home, GIVEN_UP_MS / 1_000) as written:
        yield written


@pytest.fixture(scope="session")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a speaker for plays, which leave no data behind."""
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
    """Opens tabs on a speaker whose time moves only when the test moves it."""
    with tabs(browser, address, driven=True) as open_:
        yield open_


@pytest.fixture
def stage(browser: Browser, theatre: str) -> Iterator[Page]:
    """A tab on the speaker for plays."""
    with tabs(browser, theatre) as open_:
        yield open_()


@contextmanager
def tabs(
    browser: Browser, address: str, *, driven: bool = False, script: str = "", may_fail: bool = False
) -> Iterator[Open]:
    """Yield a function that opens tabs; afterwards, check that they had no errors and used no other machine.

    Args:
        browser: The browser.
        address: The speaker's address.
        driven: Whether the tabs' time moves only when the test moves it.
        script: What each tab runs before its own scripts.
        may_fail: Whether calls to the speaker may fail.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(GIVEN_UP_MS)
    if driven:
        context.clock.install(time=0)
        context.add_init_script(DRIVE)
    if script:
        context.add_init_script(script)
    foreign: list[str] = []
    errors: list[str] = []
    origin = address.split("#", maxsplit=1)[0]

    def watch(request: Request) -> None:
        if not request.url.startswith(origin):
            foreign.append(request.url)

    def open_(speed: str = DO_NOT_WAIT) -> Page:
        page = context.new_page()
        page.on("request", watch)
        page.on("response", lambda response: errors.append(response.text()) if response.status >= 400 else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(address)
        page.locator("body[data-state=idle]").wait_for()
        page.locator("#household > summary").click()
        page.select_option("#speed", speed)
        if driven:
            page.select_option("#aloud", "0")  # the browser's voice doesn't follow the clock
            page.clock.pause_at(NOON_MS)
        else:
            page.select_option("#patience", "0")
        return page

    try:
        yield open_
    finally:
        context.close()
    assert foreign == []
    assert may_fail or errors == [], errors


def pass_time(page: Page, ms: int) -> None:
    """Move the time of a driven page, once the speaker has answered."""
    page.locator("body:not([data-state=thinking])").wait_for()
    page.clock.run_for(ms)
    page.evaluate("window.follow()")


def pass_until(page: Page, condition: str | Locator, at_most_ms: int = 600_000, step_ms: int = 100) -> int:
    """Move the time of a driven page step by step until a condition holds; return the milliseconds that passed.

    Args:
        page: The page.
        condition: A locator that must be visible, or a JavaScript expression that must be true.
        at_most_ms: When to give up.
        step_ms: The length of a step.
    """
    passed = 0
    while not (page.evaluate(condition) if isinstance(condition, str) else condition.is_visible()):
        assert passed < at_most_ms, f"not true after {passed} ms: {condition}"
        pass_time(page, step_ms)
        passed += step_ms
    return passed


def say(page: Page, words: str) -> str:
    """Type an utterance; return the answer once it has been spoken."""
    answers = page.locator("#transcript .room")
    before = int(answers.last.get_attribute("data-number") or 0) if answers.count() else 0
    page.fill("#said", words)
    page.press("#said", "Enter")
    answer = page.locator(f"#transcript .room[data-number='{before + 1}']")
    answer.wait_for()
    page.locator("body[data-state=idle], body[data-state=listening]").wait_for()
    return answer.inner_text().removeprefix("Ready Room").strip()
