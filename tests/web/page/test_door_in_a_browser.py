"""The door in a real browser, and another site in the same browser that tries it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import WSGIRequestHandler, make_server

from skill.alexa.authority import Authority
from skill.ledger.sqlite import SqliteLedger
from tests.patience import GIVEN_UP_SECONDS
from tests.stage import NINE, Clock, service
from tests.web.page.doors import give

SITE = """
<form method="post" action="{page}/in"><input name="code" value="{code}"><button id="in">in</button></form>
<form method="post" action="{page}/out"><input name="everywhere" value="yes"><button id="out">out</button></form>
<a href="{page}/">to your page</a>
<iframe src="{page}/in"></iframe>
"""
"""Another site: it tries to sign the browser in, and out, and to put the page into a frame."""


class Quiet(WSGIRequestHandler):
    """Logs no requests."""

    def log_request(self, *_: object) -> None:
        """Log nothing."""


@contextmanager
def served(app: Flask) -> Iterator[int]:
    """Serve an app on this machine; yield its port."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def ledger(tmp_path: Path) -> SqliteLedger:
    """A ledger in a file."""
    return SqliteLedger(tmp_path / "ledger.sqlite3")


@pytest.fixture
def address(ledger: SqliteLedger, clock: Clock, authority: Authority) -> Iterator[str]:
    """The address of the page."""
    with served(service(ledger, clock, authority)) as port:
        yield f"http://127.0.0.1:{port}/page"


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab of a browser that was never here."""
    with browser.new_context() as context:
        context.set_default_timeout(GIVEN_UP_SECONDS * 1_000)
        yield context.new_page()


def sign_in(tab: Page, address: str, code: str) -> None:
    """Type a code at the door."""
    tab.goto(address)
    tab.get_by_label("Code").fill(code)
    tab.get_by_role("button", name="Open my page").click()
    assert tab.url == f"{address}/"


def test_somebody_comes_in_by_the_keyboard_and_goes_out(tab: Page, address: str, ledger: SqliteLedger) -> None:
    tab.goto(address)
    assert tab.url == f"{address}/in"
    tab.keyboard.type("bcdfg 23456")
    tab.keyboard.press("Enter")
    tab.get_by_role("alert").get_by_text("open a page").wait_for()
    tab.keyboard.type(give(ledger, NINE).lower())
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{address}/")
    tab.get_by_role("button", name="Sign out", exact=True).click()
    tab.get_by_role("status").get_by_text("signed out").wait_for()
    tab.goto(f"{address}/evidence")
    assert tab.url == f"{address}/in"


def test_no_script_can_read_the_cookie_and_going_back_shows_nothing(
    tab: Page, address: str, ledger: SqliteLedger
) -> None:
    sign_in(tab, address, give(ledger, NINE))
    assert tab.evaluate("document.cookie") == ""
    tab.get_by_role("button", name="Sign out everywhere").click()
    tab.go_back()
    assert tab.url == f"{address}/in", "the browser has not kept the page"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"], ids=["the same site", "another site"])
def test_another_site_in_the_same_browser_gets_nowhere(
    host: str, browser: Browser, tab: Page, address: str, ledger: SqliteLedger
) -> None:
    """A port does not make another site of a browser's, though another origin."""
    sign_in(tab, address, give(ledger, NINE))
    code = give(ledger, NINE, "r2", "b" * 32)
    site = Flask("site")
    site.add_url_rule("/", "start", lambda: SITE.format(page=address, code=code))
    blocked: list[str] = []
    tab.on("console", lambda told: blocked.append(told.text))
    with served(site) as port:
        for button in ("#in", "#out"):
            tab.goto(f"http://{host}:{port}/")
            tab.locator(button).click()
            tab.get_by_role("heading", name="That didn't work").wait_for()
    tab.goto(f"{address}/")
    assert tab.url == f"{address}/", "they are signed in, and as themselves"
    account = [cookie.get("value", "")[:32] for cookie in tab.context.cookies()]
    assert account == ["a" * 32]
    assert any("frame-ancestors" in text for text in blocked)
    with browser.new_context() as another:
        sign_in(another.new_page(), address, code)
