"""From the first note to nothing: a code from the speaker, and the page in a real browser without scripts."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import WSGIRequestHandler, make_server

from simulator.device import Device
from skill.alexa.requests import account_of
from tests.patience import patient
from tests.stage import ACCOUNT_KEY, Stage, service

CODE = re.compile(r"\b[2-9B-DF-HJKMNP-TV-Z]{5}-[2-9B-DF-HJKMNP-TV-Z]{5}\b")


class _Quiet(WSGIRequestHandler):
    """Logs no requests."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Write nothing."""


@pytest.fixture
def address(stage: Stage) -> Iterator[str]:
    """The address of the page, over the stage's ledger."""
    app = service(stage.ledger, stage.clock, stage.authority)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/page"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A tab without scripts, which asks nobody but the page."""
    with closing(browser.new_context(java_script_enabled=False, accept_downloads=True)) as context:
        tab = context.new_page()
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        yield tab
        assert all(url.startswith((address, "data:")) for url in asked), asked


def code_of(device: Device) -> str:
    """Return the code that the speaker sends to the app."""
    device.hear("Alexa, open ready room")
    card = device.hear("my page").card
    assert card is not None
    found = CODE.search(card[1])
    assert found is not None, card
    return found[0]


def go(page: Page, name: str) -> None:
    """Follow a link by its name."""
    page.get_by_role("link", name=name, exact=True).click()


def save(page: Page, section: str) -> None:
    """Press the button that saves what a part of the page asks for."""
    page.get_by_role("region", name=section).get_by_role("button", name="Save").click()


def done(page: Page) -> str:
    """Return what the page says was done."""
    return page.get_by_role("status").inner_text()


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
def test_what_is_said_is_seen_changed_printed_and_deleted(stage: Stage, page: Page, address: str) -> None:
    device = stage.device()
    device.hear("Alexa, tell ready room that I kept the left hong going")
    device.leave()

    page.goto(f"{address}/in")
    page.get_by_label("Code").fill(code_of(device).lower().replace("-", " "))
    page.get_by_role("button", name="Open my page").click()
    assert page.get_by_role("heading", name="Today").is_visible()

    go(page, "Evidence")
    page.get_by_role("link", name="Change or forget").click()
    page.get_by_role("button", name="Read it in my warm-ups").click()
    assert done(page) == "It may be read before you go on."
    page.get_by_label("You said").fill("I kept the left hand going")
    save(page, "Put it right")
    assert done(page) == "Saved."
    assert "Put right on" in page.content()
    page.get_by_role("button", name="Read it in my warm-ups").click()

    go(page, "Today")
    assert "I kept the left hand going" in page.get_by_role("main").inner_text()
    stage.clock.now += timedelta(minutes=3)
    assert "I kept the left hand going" in str(device.hear("Alexa, ask ready room to warm me up").ssml)
    device.leave()

    go(page, "Keep")
    with page.expect_download() as taken:
        go(page, "Everything, as a file (JSON)")
    told = json.loads(Path(taken.value.path()).read_text(encoding="utf-8"))
    assert [one["body"].get("note") for one in told["records"] if one["sort"].startswith("E#")] == [
        "I kept the left hand going"
    ]
    page.get_by_role("link", name=re.compile("Open the sheet")).first.click()
    page.get_by_text("I kept the left hand going").first.wait_for()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1

    page.goto(f"{address}/keeping")
    go(page, "Delete everything…")
    page.get_by_label("Yes, delete my record").check()
    page.get_by_role("button", name="Delete everything").click()
    assert page.get_by_role("heading", name="Deleted").is_visible()
    page.goto(f"{address}/evidence")
    assert page.url == f"{address}/in"
    assert not list(stage.ledger.everything(account_of(stage.user, ACCOUNT_KEY), patient()))
