"""The page, used as a person would use it."""

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from simulator.local import way_to
from tests.simulator.page.conftest import pass_until, say
from tests.simulator.page.test_pacer import IDLE

Open = Callable[..., Page]
MEETING = (
    ("Alexa, open ready room", "Welcome to Ready Room."),
    ("I'm getting ready for my thesis defense", "Got it: thesis defense."),
    ("I want to defend my thesis before five examiners", "how certain are you"),
    ("six", "Think of one time"),
    ("I gave a talk at the spring colloquium", "When was that"),
    ("last May", "What does that tell you"),
    ("I can explain my method to people who doubt it", "Alexa, open ready room. Then: warm me up."),
)
DEBRIEF = (
    ("Alexa, open ready room", "Did it go the way you wanted"),
    ("yes", "What's one thing you did that worked?"),
    ("I answered the first question slowly", "What does that tell you"),
    ("I can take my time in front of people", "What will you do differently"),
    ("that's enough", "That's on your record"),
)


def talk(page: Page, turns: tuple[tuple[str, str], ...]) -> None:
    for said, answered in turns:
        assert answered in say(page, said)


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)], ids=["desktop", "phone"])
def test_a_first_meeting_a_warm_up_and_a_debrief(opened: Open, size: tuple[int, int], tmp_path: Path) -> None:
    page = opened()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    talk(page, MEETING)
    warm_up = say(page, "Alexa, ask ready room to warm me up")
    assert "Softly, through the nose." in warm_up
    assert "You said: I gave a talk at the spring colloquium." in warm_up
    page.get_by_role("button", name="An hour later").click()
    expect(page.locator("#ahead")).to_be_visible()
    talk(page, DEBRIEF)
    expect(page.locator("#cards")).to_contain_text("What worked: I answered the first question slowly")
    expect(page.locator("#screen")).to_contain_text("What worked: I answered the first question slowly")
    expect(page.locator("#counts")).to_have_text("14 requests, 0 not understood, 0 of Alexa's rules broken")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.screenshot(path=tmp_path / "page.png", full_page=True)


def test_the_page_passes_an_accessibility_check(opened: Open) -> None:
    page = opened()
    talk(page, MEETING[:2])
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page).response
        assert found["passes"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == []


def test_the_microphone_closes_after_its_reprompt(driven: Open) -> None:
    page = driven()
    say(page, "Alexa, open ready room")
    expect(page.locator("#status")).to_contain_text("Listening")
    assert 8_000 <= pass_until(page, page.locator("#transcript .room").nth(1)) < 8_500
    expect(page.locator("#status")).to_contain_text("Listening")
    assert 8_000 <= pass_until(page, IDLE) < 8_500
    expect(page.locator("#status")).to_have_text("Say: Alexa, open ready room.")
    expect(page.locator("#exchanges b").first).to_have_text("SessionEndedRequest")


def test_stop_cuts_short_what_is_said_and_goes_to_the_skill_only_in_a_session(driven: Open) -> None:
    page = driven("1")
    page.select_option("#viewport", "none")
    page.locator("#said").focus()
    page.keyboard.type("Alexa, ask ready room to warm me up")
    page.keyboard.press("Enter")
    page.locator("#transcript .room").wait_for()
    page.keyboard.type("what was that")
    page.keyboard.press("Enter")
    expect(page.locator("#transcript")).to_contain_text("Begin with: Alexa.")
    page.keyboard.press("Escape")
    expect(page.locator("#transcript")).to_contain_text("(stopped)")
    expect(page.locator("#counts")).to_contain_text("1 request,")
    page.select_option("#speed", "0")
    say(page, "Alexa, open ready room")
    say(page, "stop")
    expect(page.locator("#exchanges b").first).to_have_text("AMAZON.StopIntent")


def test_two_tabs_are_two_devices_of_one_account(opened: Open) -> None:
    kitchen, study = opened(), opened()
    expect(kitchen.locator("#room")).to_have_text("kitchen")
    expect(study.locator("#room")).to_have_text("study")
    say(kitchen, "Alexa, tell ready room that I kept eye contact")
    say(kitchen, "yes")
    say(kitchen, "Alexa, open ready room")
    assert "You said: I kept eye contact." in say(study, "Alexa, ask ready room for my evidence")
    expect(kitchen.locator("body")).to_have_attribute("data-state", "listening")
    kitchen.reload()
    expect(kitchen.locator("#room")).to_have_text("kitchen")
    expect(kitchen.locator("body")).to_have_attribute("data-state", "listening")
    say(kitchen, "stop")


def test_two_voices_have_two_records(opened: Open) -> None:
    page = opened()
    page.fill("#voice", "Ana")
    page.get_by_role("button", name="Add").click()
    expect(page.locator("#person")).to_have_value("ana")
    say(page, "Alexa, tell ready room that I kept eye contact")
    say(page, "yes")
    page.fill("#voice", "Ben")
    page.get_by_role("button", name="Add").click()
    expect(page.locator("#person")).to_have_value("ben")
    assert "nothing on your record yet" in say(page, "Alexa, ask ready room for my evidence")
    page.select_option("#person", "ana")
    assert "You said: I kept eye contact." in say(page, "Alexa, ask ready room for my evidence")


def test_a_reminder_rings_on_every_device(opened: Open) -> None:
    page, other = opened(), opened()
    for said in ("Alexa, ask ready room I'm getting ready for a recital", "skip", "six", "skip"):
        say(page, said)
    say(page, "Alexa, ask ready room my recital is tomorrow at three p m")
    say(page, "yes")
    assert "Alexa will remind you" in say(page, "yes")
    expect(page.locator("#reminders")).to_contain_text("14:00: Time to get ready.")
    page.get_by_role("button", name="A day later").click()
    page.get_by_role("button", name="A day later").click()
    expect(page.locator("#transcript .rings")).to_have_text("Reminder, 14:00: Time to get ready.")
    expect(other.locator("#transcript .rings")).to_have_text("Reminder, 14:00: Time to get ready.")
    expect(page.locator("#reminders")).to_have_text("None is set.")


def test_settings_reach_the_device(opened: Open) -> None:
    page = opened()
    page.select_option("#viewport", "none")
    page.select_option("#elicitation", "greedy")
    page.select_option("#zone", "Asia/Tokyo")
    say(page, "Alexa, ask ready room to debrief")
    request = last_request(page)
    assert set(request["context"]["System"]["device"]["supportedInterfaces"]) == {"AudioPlayer"}
    say(page, "yes")
    say(page, "stop")
    assert last_request(page)["request"]["intent"]["name"] == "AnswerIntent"


def last_request(page: Page) -> dict:  # type: ignore[type-arg]
    """Return the last request that the inspector shows."""
    page.evaluate("document.getElementById('inspector').open = true")
    latest = page.locator("#exchanges > li").first.locator("details", has_text="Request")
    latest.locator("summary").click()
    request: dict = json.loads(latest.locator("pre").inner_text())  # type: ignore[type-arg]
    return request


def test_a_locale_is_chosen_on_the_page(opened: Open) -> None:
    page = opened()
    expect(page.locator("#locale option")).to_have_text(["en-AU", "en-CA", "en-GB", "en-IN", "en-US"])
    page.select_option("#locale", "en-AU")
    expect(page.locator("#locale")).to_have_value("en-AU")
    say(page, "Alexa, open ready room")
    assert "call triple zero" in say(page, "I'm dizzy")


def test_the_inspector_tells_what_matched(opened: Open) -> None:
    page = opened()
    page.locator("#inspector > summary").click()
    say(page, "Alexa, ask ready room to warm me up for two minutes")
    latest = page.locator("#exchanges > li").first
    expect(latest).to_contain_text("for two minutes” → WarmUpIntent by “warm me up for {length}” (length: PT2M)")
    expect(latest).to_contain_text("ledger: performer, shelf, save")
    say(page, "Alexa, open ready room")
    say(page, "purple elephants juggle")
    expect(page.locator("#counts")).to_contain_text("1 not understood")


@pytest.mark.parametrize(
    "play", ["about-to-go-on", "breathing", "first-meeting", "four-weeks", "on-a-screen", "voices"]
)
def test_a_play_replays_on_the_page(stage: Page, play: str) -> None:
    page = stage
    page.locator("#plays > summary").click()
    page.select_option("#play", play)
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator("#replayed")).to_contain_text("all as written.")
    expect(page.locator("#transcript .wrong")).to_have_count(0)
    expect(page.locator("#transcript .you").first).to_be_attached()


def test_many_turns_take_no_more_memory(opened: Open) -> None:
    page = opened()
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def memory() -> dict[str, float]:
        session.send("HeapProfiler.collectGarbage")
        metrics = session.send("Performance.getMetrics")["metrics"]
        return {one["name"]: one["value"] for one in metrics}

    def turns(number: int) -> None:
        for _ in range(number // 2):
            say(page, "Alexa, open ready room")
            say(page, "no")

    turns(70)  # until the transcript and the inspector are full
    before = memory()
    turns(40)
    after = memory()
    assert after["Nodes"] - before["Nodes"] < 60  # the browser keeps one per turn for the field's "undo"
    assert after["JSEventListeners"] - before["JSEventListeners"] < 20
    assert after["JSHeapUsedSize"] - before["JSHeapUsedSize"] < 500_000


def test_the_file_that_a_browser_is_started_with_leads_to_the_page(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    """The key is in the file, not in the browser's arguments."""
    with way_to(address, tmp_path) as file, closing(browser.new_context()) as context:
        assert address.partition("#")[2] not in file
        page = context.new_page()
        page.goto(file)
        page.locator("body[data-state=idle]").wait_for()
    assert list(tmp_path.glob("speaker*")) == []
