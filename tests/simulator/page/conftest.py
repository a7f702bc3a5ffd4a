"""The page in a real browser, on a real speaker in a process of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from tools.chromium import ARGUMENTS, find

ROOT = Path(__file__).parents[3]
DO_NOT_WAIT = "0"
expect.set_options(timeout=30_000)  # a busy machine is no fault of the page's


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@contextmanager
def started(home: Path) -> Iterator[str]:
    """Start a speaker as anybody would, in a process of its own; gives the address that it writes."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("READY_ROOM_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "skill", "speak", "--port", "0", "--no-open"],
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
        process.wait(timeout=20)
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
def stage(browser: Browser, theatre: str) -> Iterator[Page]:
    """A tab on the speaker for plays."""
    with tabs(browser, theatre) as open_:
        yield open_()


@contextmanager
def tabs(browser: Browser, address: str) -> Iterator[Open]:
    """Open tabs; at the end, nothing was asked of another machine, and nothing went wrong on a page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
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
        return page

    try:
        yield open_
    finally:
        context.close()
    assert elsewhere == []
    assert wrong == []


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
