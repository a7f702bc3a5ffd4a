"""The pacer on the screen: the page shows the skill's document in each of its viewports."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from flask import jsonify, request
from playwright.sync_api import Browser, Page, expect

from simulator.alexa_api import AlexaApi
from skill.alexa.authority import Authority
from skill.alexa.screens import begin, pacer, paused
from skill.breathing.patterns import BOX, SIGH, SLOW
from skill.breathing.timeline import Timeline, timeline
from skill.speech.parts import Line, Pause, line
from skill.speech.ssml import cue_words
from skill.speech.texts import texts_for
from tests.bench.pacer import LISTEN
from tests.simulator.page.conftest import Open, pass_time, pass_until, say
from tests.simulator.page.test_another_skill import Other, received, speaker_of
from tests.simulator.page.test_pacer import IDLE, assert_no_phase_drifts

VIEWPORTS = ("round", "hub", "low", "mobile", "tv")
WORDS = "rock & roll <3 and ${payload.pacer} in front of two hundred people, who all came to hear that one thing"
AFTER = (
    line("warm-up-landing"),
    line("warm-up-evidence"),
    Pause(300),
    line("warm-up-plan", words=WORDS),
    line("warm-up-go"),
)
TWO, SPEED = timeline(SLOW, 2), 4


@dataclass
class Showing(Other):
    """A skill that shows the pacer and reacts to touches."""

    round: Timeline = TWO
    after: tuple[Line | Pause, ...] = AFTER
    events: list[list[Any]] = field(default_factory=list)
    idle: int | None = None
    """Overrides how many milliseconds the document stays when nothing happens."""

    def alexa(self) -> Any:
        self.requests.append(request.get_json())
        inner = self.requests[-1]["request"]
        self.events += [inner["arguments"]] if "arguments" in inner else []
        what, done = inner.get("arguments", [inner.get("intent", {}).get("name", inner["type"]), 0])
        body: dict[str, Any] = {}
        if what in {"LaunchRequest", "resume", "skip"}:
            shown = pacer(
                self.round, self.round.cycles if what == "skip" else done, self.after, texts_for("en-US"), "pacer"
            )
            if self.idle:
                shown.document["settings"]["idleTimeout"] = self.idle
            body["directives"] = [shown, begin("pacer")]
        elif what == "AMAZON.PauseIntent":
            body["directives"] = [paused("pacer")]
        elif what != "pause":
            body["shouldEndSession"] = True
        if what == "LaunchRequest":
            body["outputSpeech"] = {"type": "SSML", "ssml": "<speak><s>Here we go.</s></speak>"}
        return jsonify({"version": "1.0", "response": DefaultSerializer().serialize(body)})


@pytest.fixture
def showing(authority: Authority, api: AlexaApi, browser: Browser) -> Iterator[tuple[Showing, Open]]:
    """The skill, and a function that opens driven tabs on a speaker with it."""
    with speaker_of(skill := Showing(), authority, api, browser, driven=True) as opened:
        yield skill, opened


def opens(page: Page, viewport: str = "hub") -> None:
    """Open the skill on a screen without waiting for the answer to end."""
    page.select_option("#viewport", viewport)
    page.fill("#said", "Alexa, open ready room")
    page.press("#said", "Enter")
    page.locator("#screen .apl").wait_for()


SEEN = """
  const isSeen = (one) => one.checkVisibility({ opacityProperty: true });
  const box = (one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return (one.closest(".scroll") ?? (one.tagName === "BUTTON" ? one : range)).getBoundingClientRect();
  };
  const all = (which) => [...document.querySelectorAll(which)].filter(isSeen).map((one) => [one.textContent, box(one)]);
"""
OUTSIDE = f"""() => {{ {SEEN}
  const screen = document.getElementById("screen"), edge = screen.getBoundingClientRect();
  const isFar = ([x, y]) => Math.hypot(x - edge.x - edge.width / 2, y - edge.y - edge.height / 2) > edge.width / 2 - 5;
  const isOut = ({{ left, right, top, bottom }}) => screen.classList.contains("round")
    ? [[left, top], [right, top], [left, bottom], [right, bottom]].some(isFar)
    : left < edge.left || right > edge.right || top < edge.top || bottom > edge.bottom;
  return all(".apl p, .apl button").filter(([, box]) => box.width && isOut(box)).map(([words]) => words);
}}"""
CROSSING = f"""() => {{ {SEEN}
  const cross = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const words = all(".apl p");
  return words.filter(([, a], place) => words.slice(place + 1).some(([, b]) => cross(a, b))).map(([one]) => one);
}}"""
WORD = """() => [...document.querySelectorAll(".apl p")].find((one) => one.style.opacity === "1")?.textContent"""
BUTTONS = """() => [...document.querySelectorAll(".apl button")].filter((one) => one.offsetWidth)
  .map((one) => [one.offsetWidth, one.offsetHeight])"""


def cue(words: str) -> str:
    """Return a JavaScript expression for whether the ring shows a cue."""
    return f"document.getElementById('cue').textContent === {json.dumps(words)}"


def fits(page: Page) -> None:
    """Assert that the screen's edge cuts nothing off and that no words overlap."""
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(CROSSING) == []


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_it_fits_every_screen(showing: tuple[Showing, Open], viewport: str) -> None:
    skill, opened = showing
    skill.round = timeline(BOX, 12)
    page = opened("1")
    opens(page, viewport)
    screen = page.locator("#screen")
    expect(screen.get_by_text("12 breaths left")).to_be_visible()
    pass_until(page, WORD)
    fits(page)
    screen.get_by_role("button", name="Pause").click()
    expect(screen.get_by_text("Paused")).to_have_css("opacity", "1")
    fits(page)
    screen.get_by_role("button", name="Skip the breathing").click()
    for words in ("Now let your breath do what it wants.", "Here's your evidence.", WORDS):
        pass_until(page, screen.locator("p", has_text=words))
        fits(page)
    pass_until(page, IDLE)
    expect(screen.locator("p", has_text="Go. When you're back")).to_be_visible()
    fits(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_buttons_are_large_enough_for_a_finger(showing: tuple[Showing, Open]) -> None:
    _, opened = showing
    page = opened("1")
    for viewport in VIEWPORTS:
        opens(page, viewport)
        pass_until(page, WORD)
        sizes = page.evaluate(BUTTONS)
        assert len(sizes) == 3
        assert min(min(size) for size in sizes) >= 64


def scale(page: Page) -> float:
    """Return the circle's current size as a fraction of its full size."""
    ring, circle = (page.locator(".apl .frame").nth(place).bounding_box() for place in (0, 1))
    assert ring is not None
    assert circle is not None
    return circle["width"] / ring["width"]


def test_the_circle_grows_tops_up_and_shrinks_and_the_words_follow(showing: tuple[Showing, Open]) -> None:
    skill, opened = showing
    skill.round = timeline(SIGH, 1)
    page = opened("1")
    opens(page)
    seen: dict[str, list[float]] = {"In": [], "More": [], "Out": []}
    pass_until(page, WORD)
    while page.locator("#screen").get_by_text("Last breath").is_visible():
        word = page.evaluate(WORD)
        if word in seen:
            seen[word].append(scale(page))
        pass_time(page, 100)
    assert seen["In"] == sorted(seen["In"])
    assert seen["In"][-1] - seen["In"][0] > 0.2
    assert max(seen["More"]) == pytest.approx(1, abs=0.05)
    assert seen["Out"][2:] == sorted(seen["Out"][2:], reverse=True)
    assert seen["Out"][-1] < 0.5


def test_what_it_speaks_is_written_and_lights_the_ring(showing: tuple[Showing, Open]) -> None:
    skill, opened = showing
    page = opened(str(SPEED))
    opens(page)
    breathe_in, breathe_out = (cue_words(cue, texts_for("en-US")) for cue in skill.round.cues[:2])
    pass_until(page, cue(breathe_in))
    said = page.locator("#transcript .room").last
    pass_until(page, cue(breathe_out))
    expect(said).to_contain_text(f"Here we go. {breathe_in} {breathe_out}", use_inner_text=True)
    pass_until(page, IDLE)
    expect(said).to_contain_text(f"Your plan: {WORDS}.", use_inner_text=True)
    expect(page.locator("#transcript .room")).to_have_count(1)
    expect(page.locator("#counts")).to_have_text("1 request, 0 not understood, 0 of Alexa's rules broken")


def test_nothing_of_it_waits_when_nobody_wants_to_wait(showing: tuple[Showing, Open]) -> None:
    skill, opened = showing
    skill.round = timeline(SLOW, 120)
    page = opened()
    assert say(page, "Alexa, open ready room").endswith("say: Alexa, open ready room.")


def test_it_is_left_when_nothing_happens(showing: tuple[Showing, Open]) -> None:
    skill, opened = showing
    skill.idle = 1_500
    page = opened()
    say(page, "Alexa, open ready room")
    pass_time(page, skill.idle - 1)
    expect(page.locator("#screen")).to_be_visible()
    pass_time(page, 1)
    expect(page.locator("#screen")).to_be_hidden()
    page.fill("#said", "Alexa, pause")
    page.press("#said", "Enter")
    expect(page.locator("#transcript")).to_contain_text("Nobody asked for the skill.")


def test_long_words_move_along(showing: tuple[Showing, Open]) -> None:
    skill, opened = showing
    skill.round, skill.after = timeline(SLOW, 1), (line("warm-up-plan", words=f"{WORDS}; {WORDS}; {WORDS}"),)
    page = opened(str(SPEED))
    opens(page, "round")
    page.get_by_role("button", name="Skip the breathing").click()
    words = page.locator("#screen .scroll p")
    pass_until(page, words)
    fits(page)
    pass_until(page, IDLE)
    assert words.evaluate("({ parentElement: at }) => at.scrollTop + at.clientHeight >= at.scrollHeight - 2")


def test_touches_send_what_was_touched_and_how_many_cycles_are_behind(showing: tuple[Showing, Open]) -> None:
    skill, opened = showing
    page = opened(str(SPEED))
    opens(page)
    screen = page.locator("#screen")
    pass_until(page, screen.get_by_text("Last breath"))
    screen.get_by_role("button", name="Pause").click()
    page.locator("body[data-state=idle]").wait_for()
    expect(screen.get_by_role("button", name="Pause")).to_be_hidden()
    assert page.locator(".apl").evaluate("(one) => one.getAnimations({ subtree: true }).length") == 0
    screen.get_by_role("button", name="Go on from here").click()
    expect(screen.get_by_role("button", name="Pause")).to_be_visible()
    screen.get_by_role("button", name="Skip the breathing").click()
    pass_until(page, screen.locator("p", has_text="Now let your breath"))
    expect(screen.get_by_role("button", name="Skip the breathing")).to_be_hidden()
    screen.get_by_role("button", name="Stop the warm-up").click()
    expect(screen).to_be_hidden()
    received(skill, page, "LaunchRequest", *["UserEvent"] * 4)
    assert skill.events == [["pause", 1], ["resume", 1], ["skip", 1], ["stop", 2]]
    touched = skill.requests[1]["request"]
    assert touched["source"] == {"type": "TouchWrapper", "id": "pause", "handler": "Press", "value": False}
    assert [one["session"]["new"] for one in skill.requests] == [True, False, False, False, False]
    assert skill.requests[1]["context"]["Alexa.Presentation.APL"]["token"] == "pacer"


def test_a_word_to_alexa_stops_it_and_goes_to_the_skill(showing: tuple[Showing, Open]) -> None:
    skill, opened = showing
    page = opened("1")
    opens(page)
    pass_until(page, cue("Breathe in"))
    page.fill("#said", "what a nice circle")
    page.press("#said", "Enter")
    expect(page.locator("#transcript")).to_contain_text("Begin with: Alexa.")
    page.fill("#said", "Alexa, pause")
    page.press("#said", "Enter")
    expect(page.locator("#screen").get_by_text("Paused")).to_have_css("opacity", "1")
    received(skill, page, "LaunchRequest", "PauseIntent")
    page.locator("body[data-state=idle]").wait_for()
    expect(page.locator("#screen").get_by_role("button", name="Go on from here")).to_be_visible()
    page.fill("#said", "stop")
    page.press("#said", "Enter")
    received(skill, page, "LaunchRequest", "PauseIntent", "StopIntent")
    expect(page.locator("#screen")).to_be_hidden()


def test_on_a_television_the_first_button_has_the_focus(showing: tuple[Showing, Open]) -> None:
    _, opened = showing
    page = opened("1")
    opens(page, "tv")
    pass_until(page, WORD)
    expect(page.locator("#screen").get_by_role("button", name="Pause")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#screen").get_by_role("button", name="Go on from here")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    pass_until(page, page.locator("#screen").locator("p", has_text="Now let your breath"))


def test_no_phase_drifts_on_the_screen(showing: tuple[Showing, Open]) -> None:
    skill, opened = showing
    skill.round = timeline(SLOW, 12)
    page = opened(str(SPEED))
    page.evaluate(LISTEN)
    opens(page)
    pass_until(page, IDLE, step_ms=1_000)
    assert_no_phase_drifts(page, skill.round, SPEED)
