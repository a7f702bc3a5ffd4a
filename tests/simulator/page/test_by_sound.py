"""The page speaks and listens with its own voice and ear; `make by-sound` holds whole conversations in real time."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from simulator.sound.ear import Ear
from simulator.sound.mouth import Mouth
from tests.patience import eventually
from tests.simulator.page.by_sound import Conversation, by_sound, recorded
from tests.simulator.page.conftest import say
from tests.simulator.page.test_page import DEBRIEF, MEETING

SEVERAL = 5
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


def test_of_two_tabs_one_listens_for_the_name(page: Page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    handed_over: list[Page] = []

    def note(request: Request) -> None:
        if "/api/called" in request.url:
            handed_over.append(request.frame.page)

    page.context.on("request", note)
    for tab in (page, other):
        tab.get_by_label("Listen for “Alexa”").check()
    assert eventually(lambda: other.evaluate("true") and len(handed_over) > SEVERAL)
    assert set(handed_over) == {page}
    page.close()
    assert eventually(lambda: other.evaluate("true") and handed_over[-1] is other)


BROKEN = "the engine crashed twice"


@pytest.fixture
def unlucky(browser: Browser, address: str, microphone: Path) -> Iterator[Page]:
    """A tab whose engines may fail."""
    with by_sound(browser, address, microphone, may_fail=True) as page:
        page.select_option("#speed", "4")
        yield page


def breaks(page: Page, call: str, after: int) -> None:
    """Let an engine answer so many calls, and fail from then on."""
    made = count()

    def answer(route: Route) -> None:
        route.continue_() if next(made) < after else route.fulfill(status=502, json={"problem": BROKEN})

    page.route(f"**/api/{call}**", answer)


def test_a_voice_that_fails_in_an_answer_is_told_and_the_rest_is_shown(unlucky: Page) -> None:
    breaks(unlucky, "say", after=1)
    unlucky.fill("#said", "Alexa, open ready room")
    unlucky.press("#said", "Enter")
    unlucky.locator("body[data-state=listening]").wait_for()
    expect(unlucky.locator("#transcript")).to_contain_text(BROKEN)
    expect(unlucky.locator("#transcript .room")).to_contain_text("what are you getting ready for?")


def test_an_ear_that_fails_leaves_the_question_open(unlucky: Page, microphone: Path, mouth: Mouth) -> None:
    breaks(unlucky, "listen", after=1)
    opened = Conversation(unlucky, microphone, mouth)
    assert [turn.heard for turn in opened.hold(["Alexa, open ready room"])] == ["alexa open ready room"]
    opened.put("I'm getting ready for my recital")
    expect(unlucky.locator("#transcript")).to_contain_text(f"Nothing could be heard ({BROKEN}). You can type.")
    assert say(unlucky, "my recital").startswith("Got it: recital.")


def test_a_wake_word_that_cannot_be_heard_is_switched_off(unlucky: Page) -> None:
    breaks(unlucky, "called", after=2)
    unlucky.get_by_label("Listen for “Alexa”").check()
    expect(unlucky.locator("#transcript")).to_contain_text(f"It doesn't listen for its name ({BROKEN}).")
    expect(unlucky.get_by_label("Listen for “Alexa”")).not_to_be_checked()


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
