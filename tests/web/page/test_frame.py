"""The page in a browser: readable on any screen, by keyboard and by screen reader, and without a script."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext
from werkzeug.serving import make_server

from skill.efficacy.certainty import Rating
from skill.efficacy.domain import BASELINE, Domain
from skill.efficacy.evidence import Evidence, Key, Kind, Outcome
from skill.efficacy.ladder import Challenge, Ladder, Result
from skill.efficacy.performer import MAIN, Zone
from skill.efficacy.schedule import ScheduledDate
from tests.stage import NINE
from tests.web.page.visitors import Visitor

pytestmark = pytest.mark.browser
GIVEN_UP_MS = 60_000
VIEWS = ("/", "/certainty", "/ladder", "/ladder?domain=d2", "/certainty?domain=d2")
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 3


@pytest.fixture
def address(visitor: Visitor) -> Iterator[str]:
    """The page of somebody with much on their record, served; its address."""
    steps = (Challenge("c0", "talk to two friends", "I look up", 8), Challenge("c1", LONG, LONG, 4, LONG))
    ratings = (Rating(BASELINE, NINE - timedelta(days=90), 4), *(Rating(f"r{day}", NINE, day) for day in range(9)))
    domain = Domain(
        "first",
        goal="talk to ten people",
        name="talks",
        ladder=Ladder(steps, results=(Result("e1", "c0", Outcome.NO),)),
        ratings=ratings,
        date=ScheduledDate("d1", "2026-05-07", "15:00", zone="America/New_York"),
    )
    zone = Zone("America/New_York", NINE)
    told = Evidence(Key(MAIN, "first", NINE - timedelta(days=1), "e1"), Kind.DEBRIEF, outcome=Outcome.NO, worked=LONG)
    others = (Domain("d2", name=LONG), Domain("d3", name="driving", retired=True))
    visitor.keep(replace(visitor.performer, domains=(domain, *others), zone=zone), told)
    server = make_server("127.0.0.1", 0, visitor.client.application, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}/page"
    server.shutdown()


def signed_in(browser: Browser, visitor: Visitor, **how: Any) -> BrowserContext:
    """Return a browser that has the visitor's cookie."""
    cookie = visitor.client.get_cookie("ready-room", path="/page/")
    assert cookie is not None
    context = browser.new_context(**how)
    context.set_default_timeout(GIVEN_UP_MS)
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "domain": "127.0.0.1", "path": "/page/"}])
    return context


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 640, 1280], ids=["tiny", "phone", "twice-as-large", "desktop"])
def test_every_view_fits_and_is_clean(
    browser: Browser, visitor: Visitor, address: str, width: int, scheme: str
) -> None:
    context = signed_in(browser, visitor, viewport={"width": width, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    for view in VIEWS:
        page.goto(address + view)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
        violations = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations] == [], view
    assert complaints == [], "the content security policy blocks nothing that the page has"
    context.close()


def test_whoever_is_not_signed_in_is_asked_for_a_code_and_that_view_is_clean(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{address}/ladder", timeout=GIVEN_UP_MS)
    assert page.url == f"{address}/in"
    assert Axe().run(page).response["violations"] == []
    context.close()


def test_a_rating_is_given_with_the_keyboard_alone_and_no_script(
    browser: Browser, visitor: Visitor, address: str
) -> None:
    context = signed_in(browser, visitor, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/certainty")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.locator("input[value='6'][type='radio']").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=page-done-rated")
    assert page.get_by_role("status").text_content() == "Your rating is on your record."
    assert visitor.performer.domain.ratings[-1].value == 7
    context.close()


def test_the_style_is_small_and_asks_no_one_else(visitor: Visitor) -> None:
    with visitor.get("/static/page.css") as style:
        assert len(style.data) < 12_000
        assert b"url(" not in style.data
    for view in VIEWS:
        page = visitor.get(view).text
        assert "<script" not in page
        assert "style=" not in page
        assert "//" not in page.replace("<!doctype html>", ""), "no address but its own"
