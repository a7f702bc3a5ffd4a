"""A record on the screen: the page shows the skill's document in each of its viewports."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from flask import jsonify, request
from playwright.sync_api import Browser, expect

from simulator.alexa_api import AlexaApi
from skill.alexa.authority import Authority
from skill.alexa.screens import record
from skill.conversation.turn import Shown, ShownRating, ShownText
from skill.speech.parts import Line, line
from skill.speech.texts import texts_for
from tests.simulator.page.conftest import Open, pass_until
from tests.simulator.page.test_another_skill import Other, speaker_of
from tests.simulator.page.test_screen import OUTSIDE, VIEWPORTS, WORDS, opens
from tests.stage import NINE


def day(number: int) -> Line:
    return line("screen-day", month=line("screen-month", month=9), day=number)


PROGRESS = Shown(
    line("screen-words", words="answer questions for ten minutes in front of the whole board, without notes"),
    (
        ShownText(line("screen-certainty"), line("progress-trend", trend="down", first="10", latest="7")),
        ShownText(line("screen-rung", done=2, count=3), line("screen-next", what="present to the board")),
        ShownText(line("screen-did", date=line("date-yesterday")), line("screen-quote", words=WORDS)),
    ),
    tuple(
        ShownRating(
            value, NINE + timedelta(days=days), day(days), line("screen-rating", value=str(value), day=day(days))
        )
        for value, days in ((10, 0), (0, 10), (5, 15), (7, 20))
    ),
    (9, 10),
)
EVIDENCE = Shown(line("screen-count", count=12, more="no"), PROGRESS.texts[2:] * 3)


@dataclass
class Reading(Other):
    """A skill that shows a record and asks for more."""

    shows: Shown = PROGRESS

    def alexa(self) -> Any:
        self.requests.append(request.get_json())
        directive = record(self.shows, texts_for("en-US"))
        speech = {"type": "SSML", "ssml": "<speak><s>Here it is.</s></speak>"}
        body = {"directives": [directive], "outputSpeech": speech}
        return jsonify({"version": "1.0", "response": DefaultSerializer().serialize(body)})


@pytest.fixture
def reading(authority: Authority, api: AlexaApi, browser: Browser) -> Iterator[tuple[Reading, Open]]:
    """The skill, and a function that opens driven tabs on a speaker with it."""
    with speaker_of(skill := Reading(), authority, api, browser, driven=True) as opened:
        yield skill, opened


BOXES = """
  const box = (one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return range.getBoundingClientRect();
  };
  const texts = [...document.querySelectorAll(".apl p")];
"""
SPILLING = f"""() => {{ {BOXES}
  const isOut = (one) => {{
    const its = box(one), edge = (one.closest(".scroll") ?? document.querySelector(".apl")).getBoundingClientRect();
    return its.left < edge.left - 1 || its.right > edge.right + 1;
  }};
  return texts.filter(isOut).map((one) => one.textContent);
}}"""
OVERLAPPING = f"""() => {{ {BOXES}
  const cross = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const crosses = (one, place) => texts.slice(place + 1).some((other) => cross(box(one), box(other)));
  return texts.filter(crosses).map((one) => one.textContent);
}}"""
POINTS = """() => [...document.querySelectorAll(".apl .frame[aria-label]")].map((one) => {
  const { left, top, width, height } = one.getBoundingClientRect();
  return [one.getAttribute("aria-label"), left + width / 2, top + height / 2, width, height];
})"""


@pytest.mark.parametrize("viewport", VIEWPORTS)
@pytest.mark.parametrize("shows", [PROGRESS, EVIDENCE], ids=["progress", "evidence"])
def test_a_record_fits_every_screen(reading: tuple[Reading, Open], viewport: str, shows: Shown) -> None:
    skill, opened = reading
    skill.shows = shows
    page = opened("1")
    opens(page, viewport)
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(SPILLING) == []
    assert page.evaluate(OVERLAPPING) == []
    last = page.locator("#screen p", has_text="rock & roll <3").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_the_points_of_a_plot_are_round_and_as_high_as_their_ratings(
    reading: tuple[Reading, Open], viewport: str
) -> None:
    _, opened = reading
    page = opened("1")
    opens(page, viewport)
    points = page.evaluate(POINTS)
    assert [label for label, *_ in points] == ["10 Sep 0", "0 Sep 10", "5 Sep 15", "7 Sep 20"]
    ten, zero, five, seven = points
    assert five[2] == pytest.approx((ten[2] + zero[2]) / 2, abs=1)
    assert seven[2] == pytest.approx(zero[2] - 0.7 * (zero[2] - ten[2]), abs=1)
    assert zero[1] == pytest.approx((ten[1] + seven[1]) / 2, abs=1)
    assert all(width == pytest.approx(height, abs=0.01) for *_, width, height in points)


def test_a_record_without_a_trend_has_no_band(reading: tuple[Reading, Open]) -> None:
    skill, opened = reading
    page = opened("1")
    opens(page)
    expect(page.locator("#screen")).to_contain_text("no change")
    skill.shows = replace(PROGRESS, ratings=PROGRESS.ratings[:2], unchanged=None)
    opens(page)
    expect(page.locator("#screen")).not_to_contain_text("no change")


def test_a_record_goes_by_itself(reading: tuple[Reading, Open]) -> None:
    _, opened = reading
    page = opened("1")
    opens(page)
    pass_until(page, "document.getElementById('screen').hidden", step_ms=1_000)
