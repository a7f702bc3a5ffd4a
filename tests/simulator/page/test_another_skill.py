"""The speaker with another skill, which plays a track and shows a document."""

import io
import re
import threading
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, jsonify, request, send_file
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from simulator.alexa_api import AlexaApi
from simulator.clock import Clock
from simulator.endpoints import into
from simulator.household import Household
from simulator.local import MODELS, rehearsal
from simulator.speaker import SKILL, Speaker, speaker_app
from skill.alexa.authority import LOCAL_SKILL_ID, Authority
from tests.patience import ENDS_WITHIN
from tests.simulator.page.conftest import GIVEN_UP_MS, Open, say, tabs
from tests.stage import PLAYS, signer

TOKEN = "a-key-for-this-test"
SECONDS = 80
"""Long enough for a busy machine to finish its work before the track is nearly over, 10 s from its end."""
FAST = "document.getElementById('sound').playbackRate = 16"
DOCUMENT = {
    "type": "APL",
    "version": "2024.3",
    "mainTemplate": {
        "parameters": ["payload"],
        "items": [
            {"type": "Text", "when": "${viewport.shape == 'round'}", "text": "round"},
            {
                "type": "Container",
                "width": "100%",
                "height": "100%",
                "alignItems": "center",
                "items": [
                    {"type": "Text", "id": "cue", "text": "${payload.cues[0]}"},
                    {"type": "Frame", "id": "circle", "width": 100, "height": 100, "borderRadius": 50},
                    {
                        "type": "Container",
                        "data": "${payload.cues}",
                        "item": {"type": "Text", "text": "${index + 1}: ${data}"},
                    },
                    {
                        "type": "TouchWrapper",
                        "id": "skip",
                        "item": {"type": "Text", "text": "Skip"},
                        "onPress": {"type": "SendEvent", "arguments": ["skip", "${payload.cues.length}"]},
                    },
                ],
            },
        ],
    },
    "onMount": [
        {"type": "SetValue", "componentId": "cue", "property": "text", "value": "in"},
        {
            "type": "AnimateItem",
            "componentId": "circle",
            "duration": 300,
            "value": [{"property": "transform", "from": [{"scale": 1}], "to": [{"scale": 2}]}],
        },
        {"type": "SetValue", "componentId": "cue", "property": "text", "value": "out"},
    ],
}


def tone() -> io.BytesIO:
    """Return a quiet WAV file of `SECONDS`."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setparams((1, 1, 8_000, 0, "NONE", ""))
        out.writeframes(b"\x81\x7f" * 4_000 * SECONDS)
    file.seek(0)
    return file


@dataclass
class Other:
    """A skill that plays a track and shows a document, and records the requests."""

    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)

    def app(self) -> Flask:
        app = Flask(__name__)
        app.add_url_rule("/alexa", view_func=self.alexa, methods=["POST"])
        app.add_url_rule("/tone.wav", view_func=lambda: send_file(tone(), mimetype="audio/wav"))
        return app

    def alexa(self) -> Any:
        envelope = request.get_json()
        self.requests.append(envelope)
        inner = envelope["request"]
        name = inner.get("intent", {}).get("name", inner["type"])
        directives: list[dict[str, Any]] = []
        if name in {"LaunchRequest", "AMAZON.ResumeIntent"}:
            at = 0 if name == "LaunchRequest" else envelope["context"]["AudioPlayer"]["offsetInMilliseconds"]
            stream = {"url": f"{self.url}/tone.wav", "token": "tone", "offsetInMilliseconds": at}
            item = {"stream": stream, "metadata": {"title": "A tone"}}
            directives = [{"type": "AudioPlayer.Play", "playBehavior": "REPLACE_ALL", "audioItem": item}]
        elif name == "AMAZON.PauseIntent":
            directives = [{"type": "AudioPlayer.Stop"}]
        elif name == "HearEvidenceIntent":
            shown = {"payload": {"cues": ["in", "out"]}}
            kind = "Alexa.Presentation.APL.RenderDocument"
            directives = [{"type": kind, "token": "pacer", "document": DOCUMENT, "datasources": shown["payload"]}]
        speaks = name in {"LaunchRequest", "HearEvidenceIntent"}
        body: dict[str, Any] = {"directives": directives}
        if not name.startswith("AudioPlayer."):
            body["shouldEndSession"] = True
        if speaks:
            body["outputSpeech"] = {"type": "SSML", "ssml": "<speak><s>Here it is.</s></speak>"}
        return jsonify({"version": "1.0", "response": body})

    @property
    def kinds(self) -> list[str]:
        """The intents and request types that it received, in order."""
        requests = [one["request"] for one in self.requests]
        return [one.get("intent", {}).get("name", one["type"]).split(".")[-1] for one in requests]


@pytest.fixture
def other(authority: Authority, api: AlexaApi, browser: Browser) -> Iterator[tuple[Other, Open]]:
    """The skill, and a function that opens tabs on a speaker with it."""
    with speaker_of(skill := Other(), authority, api, browser) as opened:
        yield skill, opened


@contextmanager
def speaker_of(
    skill: Other, authority: Authority, api: AlexaApi, browser: Browser, *, driven: bool = False
) -> Iterator[Open]:
    """Start a speaker with a skill; yield a function that opens tabs, see `tabs`."""
    clock = Clock()
    household = Household(MODELS, into(skill.app()), signer(authority), LOCAL_SKILL_ID, api, clock)
    server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True)
    host = f"127.0.0.1:{server.server_port}"
    skill.url = f"http://{host}{SKILL}"
    server.app = speaker_app(Speaker(household, rehearsal, Path(PLAYS)), skill.app(), TOKEN, frozenset({host}))
    thread = threading.Thread(target=server.serve_forever, args=(ENDS_WITHIN,))
    thread.start()
    try:
        with tabs(browser, f"http://{host}/#{TOKEN}", driven=driven) as opened:
            yield opened
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def received(skill: Other, page: Page, *kinds: str) -> None:
    """Wait until the skill has received these requests in this order."""
    for _ in range(GIVEN_UP_MS // 100):
        if skill.kinds == list(kinds):
            return
        page.wait_for_timeout(100)
    assert skill.kinds == list(kinds)


def test_a_track_plays_is_paused_and_resumed_where_it_was(other: tuple[Other, Open]) -> None:
    skill, opened = other
    page = opened("1")
    say(page, "Alexa, open ready room")
    expect(page.locator("#track")).to_contain_text(re.compile("A tone (0:0[1-9]|0:[1-5]|1:)"))
    received(skill, page, "LaunchRequest", "PlaybackStarted")
    page.get_by_role("button", name="Pause").click()
    received(skill, page, "LaunchRequest", "PlaybackStarted", "PlaybackStopped", "PauseIntent")
    stopped = skill.requests[2]["request"]["offsetInMilliseconds"]
    assert 1_000 <= stopped < SECONDS * 1_000
    assert "session" not in skill.requests[2]
    expect(page.get_by_role("button", name="Pause")).to_be_hidden()
    assert page.evaluate("document.getElementById('sound').paused")
    page.get_by_role("button", name="Resume").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    received(
        skill,
        page,
        *("LaunchRequest", "PlaybackStarted", "PlaybackStopped", "PauseIntent"),
        *("ResumeIntent", "PlaybackStarted"),
    )
    assert skill.requests[4]["context"]["AudioPlayer"]["offsetInMilliseconds"] == stopped
    assert page.evaluate("document.getElementById('sound').currentTime") * 1_000 >= stopped


def test_a_track_goes_on_after_what_was_no_word_for_it_and_ends(other: tuple[Other, Open]) -> None:
    skill, opened = other
    page = opened("1")
    say(page, "Alexa, open ready room")
    received(skill, page, "LaunchRequest", "PlaybackStarted")
    page.fill("#said", "what a nice tone")
    page.press("#said", "Enter")
    expect(page.locator("#transcript .aside").last).to_contain_text("Nobody asked for the skill.")
    received(skill, page, "LaunchRequest", "PlaybackStarted", "PlaybackStopped", "PlaybackStarted")
    page.evaluate(FAST)
    expect(page.locator("#track")).to_be_hidden()
    assert skill.kinds[4:] == ["PlaybackNearlyFinished", "PlaybackFinished"]


def test_a_document_is_shown_moves_and_is_touched(other: tuple[Other, Open]) -> None:
    skill, opened = other
    page = opened()
    say(page, "Alexa, ask ready room to read my evidence")
    screen = page.locator("#screen .apl")
    expect(screen.locator("p")).to_have_text(["out", "1: in", "2: out", "Skip"])
    circle = screen.locator(".frame").bounding_box()
    place = page.locator("#screen").bounding_box()
    assert circle is not None
    assert place is not None
    assert circle["width"] == pytest.approx(200 * place["width"] / 1_280, rel=0.05)
    screen.get_by_role("button", name="Skip").click()
    received(skill, page, "HearEvidenceIntent", "UserEvent")
    touched = skill.requests[-1]["request"]
    assert touched["arguments"] == ["skip", 2]
    assert touched["source"] == {"type": "TouchWrapper", "id": "skip", "handler": "Press", "value": False}
    assert touched["token"] == "pacer"


def test_a_device_without_a_screen_shows_nothing_and_says_what_is_wrong(other: tuple[Other, Open]) -> None:
    _, opened = other
    page = opened()
    page.select_option("#viewport", "none")
    say(page, "Alexa, ask ready room to read my evidence")
    expect(page.locator("#screen")).to_be_hidden()
    expect(page.locator("#counts")).to_contain_text("1 of Alexa's rules broken")
    page.locator("#inspector > summary").click()
    expect(page.locator("#exchanges .wrong")).to_contain_text("is sent to a device without a screen")
