"""The page speaks and listens with its own voice and ear; `make by-sound` holds whole conversations in real time."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from simulator.sound.ear import Ear
from simulator.sound.mouth import Mouth
from tests.patience import eventually
from tests.simulator.page.by_sound import Conversation, by_sound, recorded
from tests.simulator.page.test_page import DEBRIEF, MEETING

QUIET_SECONDS = 0.5
"""So much of what is recorded after an interruption is looked at."""


@pytest.fixture(scope="module")
def mouth() -> Iterator[Mouth]:
    """Says what the page is to hear."""
    with Mouth() as mouth:
        yield mouth


@pytest.fixture
def microphone(tmp_path: Path) -> Path:
    """The file that the browser takes for what its microphone hears."""
    return tmp_path / "microphone.wav"


@pytest.fixture
def page(browser: Browser, address: str, microphone: Path) -> Iterator[Page]:
    """A tab that hears the file and records what it plays; no request of it may leave this machine."""
    with by_sound(browser, address, microphone) as page:
        yield page


def test_two_turns_by_sound_alone(page: Page, microphone: Path, mouth: Mouth) -> None:
    expect(page.locator("#own-note")).to_contain_text("nothing leaves it")
    opening, meeting = Conversation(page, microphone, mouth).hold([said for said, _ in MEETING[:2]])
    assert (opening.heard, meeting.heard) == ("alexa open ready room", "i'm getting ready for my thesis defense")
    assert meeting.answer.startswith(MEETING[1][1])
    with Ear(name="ready room") as ear:
        assert ear.hear(opening.played).words.startswith("welcome to ready room if you're on soon")
        assert "thesis defense" in ear.hear(meeting.played).words
    for turn in (opening, meeting):
        assert turn.between("spoken", "cut") >= 0.75, "the pause is waited for"


def test_what_is_said_stops_at_once(page: Page) -> None:
    page.fill("#said", "Alexa, open ready room")
    page.press("#said", "Enter")
    assert eventually(lambda: page.evaluate("window.played.some((block) => block.some((one) => one > 0.1))"))
    page.keyboard.press("Escape")
    page.locator("body[data-state=idle]").wait_for()
    recorded(page)
    assert eventually(lambda: page.evaluate("window.played.length * 1024 > window.rate"))
    quiet = recorded(page)
    last = quiet.samples[-round(QUIET_SECONDS * quiet.rate) :]
    assert not np.any(last), "the second sentence is not heard"


def test_what_was_heard_can_be_put_right_before_it_is_sent(page: Page, microphone: Path, mouth: Mouth) -> None:
    page.select_option("#speed", "0")
    page.select_option("#checks", "always")
    page.select_option("#listens", "0")
    (opening,) = Conversation(page, microphone, mouth).hold(["Alexa, open ready room"])
    assert opening.heard == "alexa open ready room"
    Conversation(page, microphone, mouth).put("I'm getting ready for my recital")
    page.click("#press")
    page.locator("body[data-state=checking]").wait_for()
    page.locator("#said").press("End")  # whoever types has all the time that it takes
    expect(page.locator("#said")).to_have_value("i'm getting ready for my recital")
    page.locator("body[data-state=listening]").wait_for()
    page.fill("#said", "my viva")
    page.press("#said", "Enter")
    expect(page.locator("#transcript .room").nth(1)).to_contain_text("viva")


@pytest.mark.parametrize("called", [["Alexa, open ready room"], ["Alexa", "open ready room"]], ids=["at once", "first"])
def test_it_listens_for_its_name(called: list[str], page: Page, microphone: Path, mouth: Mouth) -> None:
    page.select_option("#speed", "0")
    heard = page.locator("#transcript .you")
    Conversation(page, microphone, mouth).put("What time is it?", *called, between_seconds=1.2)
    page.get_by_label("Listen for “Alexa”").check()
    page.locator("body[data-state=listening]").wait_for()
    expect(heard).to_have_text(["Youopen ready room"])
    expect(page.locator("#transcript .room")).to_contain_text("Welcome to Ready Room")
    page.get_by_label("Listen for “Alexa”").uncheck()


@pytest.mark.everything
def test_a_first_meeting_a_warm_up_and_a_debrief_by_sound_alone(page: Page, microphone: Path, mouth: Mouth) -> None:
    page.select_option("#speed", "4")
    conversation = Conversation(page, microphone, mouth)
    for turns in (MEETING, (("Alexa, ask ready room to warm me up", "Softly, through the nose."),)):
        for (_, answered), turn in zip(turns, conversation.hold([said for said, _ in turns]), strict=True):
            assert answered in turn.answer, turn.heard
    page.get_by_role("button", name="An hour later").click()
    expect(page.locator("#ahead")).to_be_visible()
    for (_, answered), turn in zip(DEBRIEF, conversation.hold([said for said, _ in DEBRIEF]), strict=True):
        assert answered in turn.answer, turn.heard
    expect(page.locator("#cards")).to_contain_text("What worked: I answered the first question slowly")
