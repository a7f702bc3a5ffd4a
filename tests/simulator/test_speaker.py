"""The speaker answers only its own page, and malformed calls get a clear error."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from simulator.alexa_api import AlexaApi
from simulator.clock import Clock
from simulator.endpoints import into
from simulator.household import Household
from simulator.local import MODELS, rehearsal
from simulator.sound.engine import MISSING
from simulator.speaker import ROOMS, Speaker, speaker_app
from skill.alexa.authority import LOCAL_SKILL_ID, Authority
from skill.ledger.sqlite import SqliteLedger
from tests.stage import NINE, PLAYS, service, signer

TOKEN, HOST = "a-key-for-this-test", "127.0.0.1:8000"


@pytest.fixture
def client(tmp_path: Path, authority: Authority, api: AlexaApi) -> Iterator[Client]:
    """A client of the speaker's app."""
    clock = Clock()
    clock.ahead = NINE - clock()
    app = service(SqliteLedger(tmp_path / "ledger.sqlite3"), clock, authority)
    household = Household(MODELS, into(app), signer(authority), LOCAL_SKILL_ID, api, clock)
    yield Client(speaker_app(Speaker(household, rehearsal, PLAYS), app, TOKEN, frozenset({HOST})))


def post(client: Client, name: str, body: Any = None, **headers: str) -> TestResponse:
    """Call the API as the page does, with some headers replaced; an empty one is left out."""
    own = {"Host": HOST, "Origin": f"http://{HOST}", "X-Speaker-Token": TOKEN, "Content-Type": "application/json"}
    own |= {name.replace("_", "-"): value for name, value in headers.items()}
    text = body if isinstance(body, str | bytes) else json.dumps(body if body is not None else {"room": None})
    sent = {header: value for header, value in own.items() if value}
    return client.post(f"/api/{name}", data=text, headers=sent, environ_base={"REMOTE_ADDR": "127.0.0.1"})


def get(client: Client, path: str, address: str = "127.0.0.1", site: str = "") -> TestResponse:
    """Request a path as a browser does, which may name the site that linked to it."""
    headers = {"Host": HOST} | ({"Sec-Fetch-Site": site} if site else {})
    answer = client.get(path, headers=headers, environ_base={"REMOTE_ADDR": address})
    answer.get_data()
    answer.close()
    return answer


def test_its_own_page_is_answered(client: Client) -> None:
    assert post(client, "enter").get_json()["room"] == "kitchen"


@pytest.mark.parametrize(
    ("locale", "number"), [("en-GB", "nine nine nine"), ("en-AU", "triple zero"), ("en-US", "911")]
)
def test_a_device_speaks_the_locale_that_is_chosen(locale: str, number: str, client: Client) -> None:
    assert locale in post(client, "enter").get_json()["choices"]["locales"]
    post(client, "set", {"room": "kitchen", "name": "locale", "value": locale})
    post(client, "hear", {"room": "kitchen", "said": "open ready room"})
    answer = post(client, "hear", {"room": "kitchen", "said": "I'm dizzy"})
    assert number in answer.get_data(as_text=True)
    assert f'"locale":"{locale}"' in answer.get_data(as_text=True).replace(" ", "")


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Speaker_Token": ""},
        {"X_Speaker_Token": "another"},
        {"X_Speaker_Token": "schlüssel"},
        {"Host": "ready-room.example:8000"},
        {
            "Host": "ready-room.example:8000",
            "Origin": "http://ready-room.example:8000",
        },  # a name that resolves to this machine
        {"Host": "ready-room.example:8000", "Origin": ""},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:8001"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Origin": "https://127.0.0.1:8000"},
        {"Origin": "null"},
    ],
)
def test_whoever_else_calls_is_turned_away(client: Client, headers: dict[str, str]) -> None:
    answer = post(client, "enter", **headers)
    assert answer.status_code == 403
    assert "kitchen" not in answer.get_data(as_text=True)


def test_another_machine_is_turned_away(client: Client) -> None:
    for path in ("/", "/page/main.js", "/skill/healthz"):
        assert get(client, path, "10.0.0.7").status_code == 403
        assert get(client, path).status_code == 200


def test_a_simple_request_of_another_page_is_no_call(client: Client) -> None:
    """A form can send requests to other sites without permission, but neither JSON nor the token."""
    assert post(client, "enter", Content_Type="text/plain").status_code == 415
    assert get(client, "/api/enter").status_code == 405


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_may_lead_here_and_have_nothing_fetched_or_rendered(client: Client, site: str) -> None:
    """Browsers request sounds and pictures of another page without an origin, but name the site."""
    for path in ("/skill/sound/slow-x2-clip-1.mp3", "/skill/healthz", "/page/main.js"):
        assert get(client, path, site=site).status_code == 403, path
        assert get(client, path, site="same-origin").status_code != 403, path
    assert get(client, "/", site=site).status_code == 200


def test_the_page_runs_nothing_but_its_own(client: Client) -> None:
    answer = get(client, "/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    page = answer.get_data(as_text=True)
    assert "<script>" not in page
    assert "style=" not in page
    assert TOKEN not in page


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("hear", {}),
        ("hear", {"room": "kitchen"}),
        ("hear", {"room": "cellar", "said": "hello"}),
        ("hear", {"room": ["kitchen"], "said": "hello"}),
        ("hear", {"room": "kitchen", "said": "x" * 1_001}),
        ("hear", {"room": "kitchen", "said": 7}),
        ("hear", ["kitchen"]),
        ("hear", "no JSON"),
        ("hear", b"\xff"),
        ("hear", "[" * 30_000),
        ("set", {"room": "kitchen", "name": "wings", "value": True}),
        ("set", {"room": "kitchen", "name": "screen", "value": "yes"}),
        ("set", {"room": "kitchen", "name": "elicitation", "value": ["honour"]}),
        ("set", {"room": "kitchen", "name": "locale", "value": "../en-US"}),
        ("set", {"room": "kitchen", "name": "zone", "value": "Moon/Sea"}),
        ("set", {"room": "kitchen", "name": "person", "value": {"a": 1}}),
        ("pass_time", {"room": "kitchen", "seconds": 0}),
        ("pass_time", {"room": "kitchen", "seconds": 1e9}),
        ("pass_time", {"room": "kitchen", "seconds": True}),
        ("playback", {"room": "kitchen", "event": "PlaybackPerhaps"}),
        ("touch", {"room": "kitchen", "arguments": "x", "source": {}, "token": "x"}),
        ("replay", {"play": "../../README"}),
        ("replay", {"play": ["voices"]}),
        ("wake", {"room": "kitchen"}),
        ("say", {"room": "kitchen", "piece": {"words": "hello"}, "speed": 1}),
        ("say", {"room": "kitchen", "piece": {"words": "hello"}, "speed": 3}),
        ("say", {"room": "kitchen", "piece": {"words": "x" * 8_001}, "speed": 1}),
        ("say", {"room": "kitchen", "piece": {"words": 7}, "speed": 1}),
        ("say", {"room": "kitchen", "piece": {"words": "hello", "silence": -1}, "speed": 1}),
        ("say", {"room": "kitchen", "piece": {"words": "hello", "rate": True}, "speed": 1}),
        ("say", {"room": "kitchen", "piece": {"words": "hello", "is_cue": "yes"}, "speed": 1}),
        ("say", {"room": "kitchen", "piece": {}, "speed": 1}),
        ("say", {"room": "kitchen", "piece": "hello", "speed": 1}),
    ],
)
def test_what_is_odd_gets_a_clear_answer(client: Client, name: str, body: Any) -> None:
    post(client, "enter")
    answer = post(client, name, body)
    assert answer.status_code == 400
    assert answer.get_json()["problem"]


@pytest.mark.parametrize("path", ["/page", "/page/today", "/nowhere"])
def test_a_mistyped_address_is_answered_with_a_line_to_read(client: Client, path: str) -> None:
    answer = get(client, path)
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")


def test_a_document_that_was_left_is_left(client: Client) -> None:
    post(client, "enter")
    assert post(client, "leave", {"room": "kitchen"}).get_json() == {}


def test_voices_and_the_clock_have_an_end(client: Client) -> None:
    post(client, "enter")
    for number in range(20):
        assert post(client, "set", {"room": "kitchen", "name": "person", "value": f"Voice {number}"}).status_code == 200
    assert post(client, "set", {"room": "kitchen", "name": "person", "value": "One more"}).status_code == 400
    assert post(client, "set", {"room": "kitchen", "name": "person", "value": "voice 3"}).status_code == 200
    later = {"room": "kitchen", "seconds": 366 * 86_400}
    assert [post(client, "pass_time", later).status_code for _ in range(5)][-1] == 400


def test_a_body_has_a_limit(client: Client) -> None:
    assert post(client, "hear", "x" * 70_000).status_code == 413


HEARS = ("listen?room=kitchen", "called?room=kitchen&rate=48000&begins=1")


def record(client: Client, recording: bytes, call: str = HEARS[0], **headers: str) -> TestResponse:
    """Send a recording as the page does."""
    own = {"Host": HOST, "Origin": f"http://{HOST}", "X-Speaker-Token": TOKEN}
    own |= {"Content-Type": "application/octet-stream"}
    own |= {name.replace("_", "-"): value for name, value in headers.items()}
    local = {"REMOTE_ADDR": "127.0.0.1"}
    return client.post(f"/api/{call}", data=recording, headers=own, environ_base=local)


@pytest.mark.parametrize("call", HEARS)
def test_a_recording_is_taken_from_its_own_page_only_and_has_a_limit(call: str, client: Client) -> None:
    post(client, "enter")
    assert record(client, bytes(2), call, X_Speaker_Token="another").status_code == 403
    assert record(client, bytes(2), call, Origin="http://evil.example").status_code == 403
    assert record(client, bytes(2), call, Content_Type="text/plain").status_code == 415
    assert record(client, bytes(2 * 16_000 * 30 + 2), call).status_code == 413
    assert [record(client, odd, call).status_code for odd in (b"", bytes(3))] == [400, 400]


@pytest.mark.parametrize("rate", ["", "0", "7999", "192001", "-16000", "1e5", "16000.5", "9" * 400])
def test_what_a_microphone_hears_has_a_rate(rate: str, client: Client) -> None:
    post(client, "enter")
    answer = record(client, bytes(2), f"called?room=kitchen&rate={rate}")
    assert (answer.status_code, "samples a second" in answer.get_json()["problem"]) == (400, True)
    assert record(client, bytes(2), "called?room=nowhere&rate=48000").status_code == 400


def test_without_its_engines_the_page_is_told_so(client: Client) -> None:
    assert post(client, "enter").get_json()["choices"]["aloud"] is False
    heard = [record(client, bytes(2 * 16_000), call) for call in HEARS]
    for answer in (*heard, post(client, "wake", {"room": "kitchen"})):
        assert (answer.status_code, answer.get_json()["problem"]) == (400, MISSING)


@pytest.mark.parametrize(
    "said", ["\ud800", "<img src=x onerror=alert(1)>", "\x00\x1f", "Alexa, open ready room \U0001f600"]
)
def test_whatever_is_said_is_heard(client: Client, said: str) -> None:
    post(client, "enter")
    assert post(client, "hear", {"room": "kitchen", "said": said}).status_code == 200


def test_the_ninth_tab_takes_over_the_device_that_was_longest_not_used(client: Client) -> None:
    assert [post(client, "enter").get_json()["room"] for _ in ROOMS] == list(ROOMS)
    post(client, "state", {"room": "kitchen"})
    assert post(client, "enter").get_json()["room"] == "study"
    assert post(client, "enter", {"room": "hall"}).get_json()["room"] == "hall"


def test_a_service_in_production_carries_nothing_of_it_nor_what_renders_sound() -> None:
    code = (
        "import sys; heavy = {'hassil', 'simulator.local', 'numpy', 'lameenc'};"
        "from skill.assembly import application; from skill.settings import Settings; import os;"
        "application(Settings.read(os.environ)); "
        "print([name for name in sys.modules if 'simulator' in name or name in heavy])"
    )
    production = {"READY_ROOM_SKILL_ID": "amzn1.ask.skill.x", "READY_ROOM_ACCOUNT_KEY": "sixteen letters!"}
    production |= {"READY_ROOM_SOUND": "https://sound.example"}
    ledger = {"READY_ROOM_LEDGER": "dynamodb://table?region=us-east-1&endpoint=http://127.0.0.1:9"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=production | ledger, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def says(client: Client, *utterances: str) -> None:
    """Say one after the other in the kitchen."""
    for said in utterances:
        assert post(client, "hear", {"room": "kitchen", "said": said}).status_code == 200


def come_in(client: Client, code: str, **headers: str) -> TestResponse:
    """Send a code to the skill's page as the speaker's form does, whose origin a browser leaves out."""
    own = {"Host": HOST, "Origin": "null", "Sec-Fetch-Site": "same-origin"}
    own |= {name.replace("_", "-"): value for name, value in headers.items()}
    sent = {header: value for header, value in own.items() if value}
    return client.post("/skill/page/in", data={"code": code}, headers=sent, environ_base={"REMOTE_ADDR": "127.0.0.1"})


def code_of(client: Client) -> str:
    """Return the code that the speaker gets for whoever is speaking."""
    return str(post(client, "record", {"room": "kitchen"}).get_json()["code"])


def voice(client: Client, name: str) -> None:
    """Speak as somebody."""
    post(client, "set", {"room": "kitchen", "name": "person", "value": name})


def test_a_code_signs_the_browser_in_to_the_page_of_whoever_is_speaking(client: Client) -> None:
    post(client, "enter")
    says(client, "Alexa, open ready room")
    code = code_of(client)
    assert post(client, "state", {"room": "kitchen"}).get_json()["isListening"], "its session is another one"
    answer = come_in(client, code)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/skill/page/")
    assert "Path=/skill/page/" in answer.headers["Set-Cookie"]
    page = get(client, "/skill/page/", site="same-origin")
    assert page.status_code == 200
    assert "script-src" not in page.headers["Content-Security-Policy"], "the skill's own policy"
    assert page.headers["Cache-Control"] == "no-store"
    assert come_in(client, code).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"Sec_Fetch_Site": ""}, {"Sec_Fetch_Site": "cross-site"}, {"Origin": "http://e.example"}]
)
def test_another_site_signs_nobody_in(client: Client, headers: dict[str, str]) -> None:
    post(client, "enter")
    code = code_of(client)
    assert come_in(client, code, **headers).status_code == 403
    assert come_in(client, code).status_code == 303, "the code was not used"


def test_a_private_record_opens_for_its_voice_by_the_code_that_is_said(client: Client) -> None:
    post(client, "enter")
    voice(client, "Ana")
    says(client, "Alexa, tell ready room that I sang", "yes", "Alexa, ask ready room to keep my record to my voice")
    assert come_in(client, code_of(client)).status_code == 303
    voice(client, "")
    answer = post(client, "record", {"room": "kitchen"})
    assert answer.status_code == 400
    assert "I don't recognize your voice" in answer.get_json()["problem"]
