"""The record's views in a real browser: accessible, no wider than the screen, and a sheet on one page."""

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext
from werkzeug.serving import make_server

from skill.alexa.authority import Authority
from skill.efficacy.domain import Domain, Plan
from skill.efficacy.evidence import Difficulty, Evidence, Kind, Outcome
from skill.efficacy.others import Encouragement, RoleModel
from skill.efficacy.performer import OwnPattern, Preferences
from skill.ledger.sqlite import SqliteLedger
from skill.web.page import keeping
from skill.web.page.keeping import MOST_PRINTED
from skill.web.page.pieces import key_text
from tests.stage import Clock, service
from tests.web.page.browsing import Reader, key, sign_in, win

pytestmark = pytest.mark.browser
LONG = "I looked at the back row and took a breath before I said the first word of it " * 6
NOTE = Evidence(key(40), Kind.NOTE, note="x" * 300, closed=True)
VIEWS = (
    *("/evidence", "/evidence/past", "/plan", "/preferences", "/keeping", "/keeping/delete", "/keeping/sheet"),
    *("/care/line", f"/evidence/piece?key={quote(key_text(NOTE.key))}"),
    f"/evidence/piece?key={quote(key_text(key(1)))}",
    f"/evidence/forget?key={quote(key_text(key(1)))}",
)


@pytest.fixture
def page_url(tmp_path: Path, authority: Authority) -> Iterator[tuple[str, str]]:
    """The address of a page with much on it, and the cookie that opens it."""
    ledger = SqliteLedger(tmp_path / "ledger.sqlite3")
    app = service(ledger, Clock(), authority)
    reader = sign_in(app, ledger)
    _fill(reader)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    cookie = reader.client.get_cookie("ready-room", path="/page/")
    assert cookie is not None
    yield f"http://127.0.0.1:{server.port}/page", cookie.value
    server.shutdown()


def _fill(reader: Reader) -> None:
    hard = {"worked": LONG, "shows": LONG, "plan": LONG, "difficulty": Difficulty.HARD, "certainty": 7}
    talk = Domain("first", goal="give clear talks", name="talk", plans=(Plan(LONG, "e1"),))
    others = replace(
        talk, models=(RoleModel("m", "Anna", did=LONG),), encouragements=(Encouragement("n", "Ben", LONG),)
    )
    reader.keep(
        *(win(number, **hard) for number in range(1, MOST_PRINTED + 10)),
        NOTE,
        win(41, outcome=Outcome.NO),
        Evidence(key(42), Kind.PRIVATE, note="kept back", closed=True),
        domains=(others, Domain("chess", name="chess final")),
        preferences=Preferences(cue="slow and tall", own_patterns=(OwnPattern("calm", "4-0-8-0"),)),
    )


def _opened(browser: Browser, page_url: tuple[str, str], **how: object) -> BrowserContext:
    context = browser.new_context(java_script_enabled=True, **how)  # type: ignore[arg-type]
    context.add_cookies([{"name": "ready-room", "value": page_url[1], "url": f"{page_url[0]}/"}])
    return context


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_view_is_accessible_and_fits_the_screen(
    browser: Browser, page_url: tuple[str, str], width: int, scheme: str
) -> None:
    with _opened(browser, page_url, viewport={"width": width, "height": 844}, color_scheme=scheme) as context:
        page = context.new_page()
        for view in VIEWS:
            page.goto(f"{page_url[0]}{view}")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
            found = Axe().run(page).response["violations"]
            assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], view


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_sheet_is_one_page_however_long_the_words(browser: Browser, page_url: tuple[str, str], paper: str) -> None:
    with _opened(browser, page_url) as context:
        page = context.new_page()
        page.goto(f"{page_url[0]}/keeping/sheet")
        assert page.locator("li").count() == MOST_PRINTED
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) == 1


@pytest.mark.parametrize("characters", [20, 60, 150])
def test_larger_print_fits_on_one_page_too(
    browser: Browser, tmp_path: Path, authority: Authority, characters: int
) -> None:
    app = service(ledger := SqliteLedger(tmp_path / "ledger.sqlite3"), Clock(), authority)
    reader = sign_in(app, ledger)
    words = LONG[:characters]
    domain = Domain("first", goal=LONG[:150], name="talk", plans=(Plan(LONG[:150], "e1"),))
    with browser.new_context() as context:
        page, sizes = context.new_page(), set()
        for number in range(1, MOST_PRINTED + 1):
            reader.keep(win(number, worked=words, shows=words), domains=(domain,), preferences=Preferences(cue="slow"))
            look = (Path(keeping.__file__).parent / "static" / "sheet.css").read_text(encoding="utf-8")
            page.set_content(re.sub("<link[^>]*>", f"<style>{look}</style>", reader.get("/keeping/sheet")))
            sizes.add(page.locator("body").get_attribute("class"))
            for paper in ("A4", "Letter"):
                pdf = page.pdf(format=paper)
                assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1, (number, paper, sizes)
        assert "large" in sizes


def test_a_piece_is_put_right_with_the_keyboard_alone(browser: Browser, page_url: tuple[str, str]) -> None:
    with _opened(browser, page_url) as context:
        page = context.new_page()
        page.goto(f"{page_url[0]}/evidence/piece?key={quote(key_text(NOTE.key))}")
        page.get_by_label("You said").focus()
        page.keyboard.press("Control+A")
        page.keyboard.type("I waved")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_role("status").wait_for()
        assert page.get_by_text("Put right on").is_visible()
