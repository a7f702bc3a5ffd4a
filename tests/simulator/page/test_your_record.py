"""From the speaker's page to that of the skill, signed in as whoever is speaking."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.simulator.page.conftest import say

Open = Callable[..., Page]


def record(page: Page) -> Page:
    """Open the record in its new tab."""
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Your record").click()
    opened.value.wait_for_load_state()
    return opened.value


def speak_as(page: Page, name: str) -> None:
    """Add a voice, and speak as it."""
    page.fill("#voice", name)
    page.get_by_role("button", name="Add").click()
    expect(page.locator("#person")).to_have_value(name.lower())


def test_your_record_is_the_page_of_whoever_is_speaking_signed_in(opened: Open) -> None:
    page = opened()
    speak_as(page, "Ana")
    say(page, "Alexa, tell ready room that I kept eye contact")
    say(page, "yes")
    its = record(page)
    assert its.url.endswith("/skill/page/")
    expect(its.get_by_role("heading", level=1)).to_be_visible()
    expect(its.get_by_role("button", name="Sign out", exact=True)).to_be_visible()
    assert its.evaluate("window.opener") is None
    expect(page.locator("#cards")).to_have_text("None yet.")  # the code is for the browser
    its.get_by_role("button", name="Sign out", exact=True).click()
    expect(its.locator("#code")).to_be_visible()


def test_it_works_under_either_name_of_this_machine(opened: Open) -> None:
    page = opened()
    key = page.evaluate("localStorage.getItem('ready-room-speaker')")
    other = page.context.new_page()
    other.goto(page.url.replace("127.0.0.1", "localhost") + f"#{key}")
    other.locator("body[data-state=idle]").wait_for()
    assert record(other).url.startswith("http://localhost:")


def test_a_private_record_opens_for_its_voice_and_for_nobody_else(opened: Open) -> None:
    page = opened()
    speak_as(page, "Ana")
    say(page, "Alexa, tell ready room that I kept eye contact")
    say(page, "yes")
    say(page, "Alexa, ask ready room to keep my record to my voice")
    expect(record(page).get_by_role("button", name="Sign out", exact=True)).to_be_visible()
    assert "Your code is" in say(page, "Alexa, ask ready room for my page")
    assert "-" not in page.locator("#cards li").first.inner_text()


def test_the_way_there_is_accessible(opened: Open) -> None:
    page = opened()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, ".record").response
        assert found["passes"]
        assert [one["id"] for one in found["violations"]] == []
