"""The device notices when it is spoken to, keeps the session, and sends the skill nothing else."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from simulator.alexa_api import AlexaApi, local_zone
from simulator.answer import APL
from simulator.device import Device, Elicitation
from simulator.endpoints import NoAnswer, into, over_http
from simulator.signing import Signer
from skill.alexa.authority import LOCAL_CHAIN_URL, LOCAL_SKILL_ID, Authority
from tests.stage import Clock, listener, signer

ASKS: dict[str, Any] = {
    "sessionAttributes": {"question": "x"},
    "response": {
        "outputSpeech": {"type": "SSML", "ssml": "<speak><s>Yes?</s></speak>"},
        "reprompt": {"outputSpeech": {"type": "SSML", "ssml": "<speak><s>Well?</s></speak>"}},
        "shouldEndSession": False,
        "directives": [
            {"type": "Dialog.ElicitSlot", "slotToElicit": "words", "updatedIntent": {"name": "AnswerIntent"}}
        ],
    },
}
SAYS_BYE = {"type": "SSML", "ssml": "<speak><s>Bye.</s></speak>"}
ENDS: dict[str, Any] = {"response": {"outputSpeech": SAYS_BYE, "shouldEndSession": True}}


class Skill:
    """A skill that gives the answers it was made with and records the requests."""

    def __init__(self, *answers: dict[str, Any]) -> None:
        self.answers = list(answers)
        self.requests: list[dict[str, Any]] = []

    def __call__(self, body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
        assert {"SignatureCertChainUrl", "Signature-256"} <= set(headers)
        self.requests.append(json.loads(body))
        return self.answers.pop(0) if self.answers else ENDS

    @property
    def last(self) -> dict[str, Any]:
        """The request object of the last envelope."""
        request: dict[str, Any] = self.requests[-1]["request"]
        return request


def device(skill: Skill, authority: Authority, elicitation: Elicitation = Elicitation.HONOUR) -> Device:
    """Return a device connected to the skill."""
    clock = Clock()
    day = clock.now.date().isoformat()
    return Device(
        listener("en-US", day), skill, signer(authority), LOCAL_SKILL_ID, elicitation=elicitation, clock=clock
    )


def test_an_answer_that_takes_longer_than_alexa_waits_breaks_a_rule(authority: Authority) -> None:
    times = iter((0.0, 8.0, 10.0, 18.1))
    day = Clock().now.date().isoformat()
    kitchen = Device(
        listener("en-US", day), Skill(), signer(authority), LOCAL_SKILL_ID, clock=Clock(), timer=lambda: next(times)
    )
    broken = [kitchen.hear("open ready room").exchanges[0].broken for _ in range(2)]
    assert broken == [(), ("the answer took 8.1 s, more than 8",)]


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("open ready room", None),
        ("Alexa, open ready room.", None),
        ("launch the ready room skill", None),
        ("open ready room skill", None),
        ("open the ready room skill", None),
        ("launch ready room skill", None),
        ("Alexa, open Ready Room skill please", None),
        ("alexa open ready room skill thank you", None),
        ("Hey Alexa, please start my Ready Room skill.", None),
        ("can you open ready room skill", None),
        ("could you please open the skill ready room", None),
        ("open the ready room app", None),
        ("ready room skill", None),
        ("OPEN READY ROOM SKILL!!", None),
        ("open ready room now", None),
        ("open ready room skill and warm me up", "WarmUpIntent"),
        ("ready room", None),
        ("ask ready room", None),
        ("ask ready room to warm me up", "WarmUpIntent"),
        ("Alexa, ask ready room for my evidence", "SayMyIntent"),
        ("tell ready room I'm done", "DoneIntent"),
        ("tell ready room that I'm done", "DoneIntent"),
        ("tell ready room that I kept eye contact", "SayThatIntent"),
        ("open ready room and warm me up", "WarmUpIntent"),
        ("open ready room. Warm me up.", "WarmUpIntent"),
        ("warm me up with ready room", "WarmUpIntent"),
    ],
)
def test_the_skill_is_called_by_its_name(said: str, intent: str | None, authority: Authority) -> None:
    skill = Skill()
    device(skill, authority).hear(said)
    assert skill.requests[0]["session"]["new"] is True
    assert skill.last["type"] == ("IntentRequest" if intent else "LaunchRequest")
    assert skill.last.get("intent", {}).get("name") == intent


@pytest.mark.parametrize("said", ["warm me up", "stop", "yes", "open another room"])
def test_whoever_does_not_call_it_is_not_heard(said: str, authority: Authority) -> None:
    skill = Skill()
    answer = device(skill, authority).hear(said)
    assert skill.requests == []
    assert answer.remark is not None
    assert "Nobody asked for the skill" in answer.remark


def test_a_session_keeps_its_id_and_its_attributes_until_it_ends(authority: Authority) -> None:
    skill = Skill(ASKS, ASKS, ENDS)
    kitchen = device(skill, authority)
    assert kitchen.hear("open ready room").is_open
    assert kitchen.hear("yes").is_open
    assert not kitchen.hear("no").is_open
    first, second, third = (request["session"] for request in skill.requests)
    assert first["sessionId"] == second["sessionId"] == third["sessionId"]
    assert (first["new"], second["new"]) == (True, False)
    assert (first["attributes"], second["attributes"]) == ({}, {"question": "x"})
    assert kitchen.hear("yes").remark is not None


def test_silence_is_prompted_once_and_then_ends_the_session(authority: Authority) -> None:
    skill = Skill(ASKS)
    kitchen = device(skill, authority)
    kitchen.hear("open ready room")
    assert kitchen.hear("").ssml == ASKS["response"]["reprompt"]["outputSpeech"]["ssml"]
    assert not kitchen.hear("").is_open
    assert skill.last == skill.last | {"type": "SessionEndedRequest", "reason": "EXCEEDED_MAX_REPROMPTS"}
    assert kitchen.hear("").ssml is None


def test_calling_it_again_ends_the_session_and_begins_another(authority: Authority) -> None:
    skill = Skill(ASKS, {}, ASKS)
    kitchen = device(skill, authority)
    kitchen.hear("open ready room")
    kitchen.hear("open ready room")
    assert [request["request"]["type"] for request in skill.requests] == [
        *("LaunchRequest", "SessionEndedRequest", "LaunchRequest"),
    ]
    assert kitchen.hear("exit").is_open is False


@pytest.mark.parametrize(
    ("elicitation", "said", "intent"),
    [
        (Elicitation.HONOUR, "purple", "AnswerIntent"),
        (Elicitation.HONOUR, "I kept eye contact", "AnswerIntent"),
        (Elicitation.HONOUR, "stop", "AMAZON.StopIntent"),
        (Elicitation.IGNORE, "I kept eye contact", "SayIIntent"),
        (Elicitation.IGNORE, "stop", "AMAZON.StopIntent"),
        (Elicitation.GREEDY, "I kept eye contact", "AnswerIntent"),
        (Elicitation.GREEDY, "stop", "AnswerIntent"),
    ],
)
def test_free_text_is_honoured_ignored_or_swallows_everything(
    elicitation: Elicitation, said: str, intent: str, authority: Authority
) -> None:
    skill = Skill(ASKS)
    kitchen = device(skill, authority, elicitation)
    kitchen.hear("open ready room")
    kitchen.hear(said)
    assert skill.last["intent"]["name"] == intent


def test_a_directive_for_an_intent_without_a_dialog_is_ignored(authority: Authority) -> None:
    directive = {"type": "Dialog.ElicitSlot", "slotToElicit": "words", "updatedIntent": {"name": "NoteIntent"}}
    skill = Skill({**ASKS, "response": {**ASKS["response"], "directives": [directive]}})
    kitchen = device(skill, authority)
    kitchen.hear("open ready room")
    kitchen.hear("I kept eye contact")
    assert skill.last["intent"]["name"] == "SayIIntent"


def test_slots_say_whether_their_list_holds_what_was_said(authority: Authority) -> None:
    skill = Skill(ASKS, ASKS)
    kitchen = device(skill, authority, Elicitation.IGNORE)
    kitchen.hear("open ready room")
    kitchen.hear("it was really tough")
    (authority_,) = skill.last["intent"]["slots"]["difficulty"]["resolutions"]["resolutionsPerAuthority"]
    assert authority_["values"] == [{"value": {"name": "hard", "id": "hard"}}]
    kitchen.hear("open ready room")
    skill.answers = [ASKS]
    kitchen.hear("purple elephants juggle")


@pytest.mark.parametrize(
    ("said", "name", "value", "listed"),
    [
        (
            "a job interview",
            "thing",
            "job interview",
            {"name": "job interview", "id": "a29a89884d69644093409bfd1e9293c7"},
        ),
        ("give me square breathing", "pattern", "square", {"name": "box", "id": "box"}),
        ("purple elephants juggle", "anything", "purple elephants juggle", None),
        ("seven", "number", "7", ()),
        ("I kept eye contact", "words", "kept eye contact", ()),
    ],
)
def test_a_slot_is_written_as_alexa_writes_it(
    said: str, name: str, value: str, listed: dict[str, str] | tuple[()] | None, authority: Authority
) -> None:
    """A value without an id in the model gets the MD5 of its name, and the slot holds its value twice."""
    skill = Skill(ASKS, ASKS)
    kitchen = device(skill, authority, Elicitation.IGNORE)
    kitchen.hear("open ready room")
    kitchen.hear(said)
    slot = skill.last["intent"]["slots"][name]
    lists = slot.get("resolutions", {}).get("resolutionsPerAuthority", [])
    found = [(one["status"]["code"], one.get("values")) for one in lists]
    matched = ("ER_SUCCESS_MATCH", [{"value": listed}]) if listed else ("ER_SUCCESS_NO_MATCH", None)
    assert (slot["value"], slot["source"], found) == (value, "USER", [] if listed == () else [matched])
    assert slot["slotValue"] == {
        "type": "Simple",
        **{part: slot[part] for part in ("value", "resolutions") if part in slot},
    }


def test_a_skill_that_does_not_answer_is_an_error() -> None:
    with pytest.raises(NoAnswer, match="no answer"):
        over_http("http://127.0.0.1:9/alexa")(b"", {})

    def app(_environ: object, start_response: Any) -> list[bytes]:
        start_response("400 BAD REQUEST", [])
        return [b""]

    with pytest.raises(NoAnswer, match="400"):
        into(app)(b"", {})


class Failing(Skill):
    """A skill that stops answering after a number of requests."""

    def __init__(self, *answers: dict[str, Any], after: int) -> None:
        super().__init__(*answers)
        self.after = after

    def __call__(self, body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
        answer = super().__call__(body, headers)
        if len(self.requests) > self.after:
            raise NoAnswer("the skill answered 500")
        return answer


@pytest.mark.parametrize("after", [0, 1])
def test_a_session_ends_when_the_skill_does_not_answer(authority: Authority, after: int) -> None:
    skill = Failing(ASKS, ASKS, after=after)
    kitchen = device(skill, authority)
    for said in ("open ready room", "yes")[: after + 1]:
        if said == ("open ready room", "yes")[after]:
            with pytest.raises(NoAnswer):
                kitchen.hear(said)
        else:
            kitchen.hear(said)
    assert not kitchen.is_open
    assert kitchen.hear("yes").remark is not None


def test_a_session_that_cannot_be_ended_is_over_all_the_same(authority: Authority) -> None:
    skill = Failing(ASKS, after=1)
    kitchen = device(skill, authority)
    kitchen.hear("open ready room")
    with pytest.raises(NoAnswer):
        kitchen.hear("exit")
    skill.after = 9
    assert kitchen.hear("open ready room").remark is None


def test_in_an_answer_its_name_is_a_place(authority: Authority) -> None:
    skill = Skill(ASKS, ASKS, ASKS)
    kitchen = device(skill, authority)
    kitchen.hear("open ready room")
    kitchen.hear("I felt calm in the ready room")
    assert skill.last["intent"]["slots"]["words"]["value"] == "i felt calm in the ready room"
    kitchen.hear("Alexa, warm me up with ready room")
    assert [one["request"]["type"] for one in skill.requests][2:] == ["SessionEndedRequest", "IntentRequest"]


PLAYS: dict[str, Any] = {
    "response": {
        "shouldEndSession": True,
        "directives": [
            {
                "type": "AudioPlayer.Play",
                "playBehavior": "REPLACE_ALL",
                "audioItem": {
                    "stream": {"url": "https://a.example/slow.mp3", "token": "slow", "offsetInMilliseconds": 0}
                },
            }
        ],
    }
}


@pytest.mark.parametrize(
    ("said", "activity"),
    [
        (["what a nice tone"], "PLAYING"),  # not for the skill
        (["tell ready room I'm done"], "PAUSED"),  # while a session is open
        (["tell ready room I'm done", "no"], "PLAYING"),  # and after it has ended
        (["tell ready room I'm done", "stop"], "PAUSED"),
        (["stop"], "PAUSED"),
        (["pause"], "PAUSED"),
    ],
)
def test_a_track_plays_on_after_what_was_no_word_to_stop_it(
    said: list[str], activity: str, authority: Authority
) -> None:
    answers = [ASKS, ENDS] if len(said) > 1 or "ready room" in said[0] else [ENDS]
    skill = Skill(PLAYS, {"response": {}}, *answers)
    kitchen = device(skill, authority)
    kitchen.hear("open ready room")
    track = [kitchen.hear(one).track for one in said][-1]
    assert track is not None
    assert track.activity == activity
    kinds = [request["request"]["type"] for request in skill.requests]
    assert kinds[1] == "AudioPlayer.PlaybackStopped"


def test_nothing_can_be_answered_to_a_track_that_was_stopped(authority: Authority) -> None:
    kitchen = device(Skill(PLAYS, {"response": {"directives": [{"type": "AudioPlayer.Stop"}]}}), authority)
    kitchen.hear("open ready room")
    track = kitchen.hear("what a nice tone").track
    assert track is not None
    assert track.activity == "PLAYING"


def test_without_its_name_only_a_word_for_a_player_reaches_the_skill(authority: Authority) -> None:
    skill = Skill(PLAYS)
    kitchen = device(skill, authority)
    kitchen.hear("open ready room")
    assert kitchen.hear("help").remark is not None
    assert kitchen.hear("resume").remark is None
    assert skill.last["intent"]["name"] == "AMAZON.ResumeIntent"


@pytest.mark.parametrize(("said", "status"), [("yes", "ACCEPTED"), ("no", "DENIED"), ("", "NOT_ANSWERED")])
def test_a_permission_is_given_by_a_yes_only(said: str, status: str, authority: Authority) -> None:
    asks = {"type": "Connections.SendRequest", "name": "AskFor", "token": "x"}
    skill, api = Skill({"response": {"directives": [asks]}}), AlexaApi("http://127.0.0.1:9", "UTC")
    kitchen = Device(listener("en-US", "2026-05-04"), skill, signer(authority), LOCAL_SKILL_ID, api=api)
    assert "permission" in (kitchen.hear("open ready room").ssml or "")
    kitchen.hear(said)
    assert skill.last["payload"]["status"] == status
    assert bool(api.permitted) == (said == "yes")


@pytest.mark.parametrize(
    ("answer", "said", "is_one"),
    [
        (ASKS, "yes", False),
        ({**ASKS, "sessionAttributes": {"tries": 1}}, "yes", True),
        (ASKS, "yes yes no no", False),
    ],
)
def test_what_has_to_be_asked_again_is_a_breakdown(
    answer: dict[str, Any], said: str, is_one: bool, authority: Authority
) -> None:
    kitchen = device(Skill(ASKS, answer), authority, Elicitation.IGNORE)
    assert not kitchen.hear("open ready room").exchanges[0].is_breakdown
    assert kitchen.hear(said).exchanges[-1].is_breakdown is is_one


@pytest.mark.parametrize(("zone", "known"), [("Asia/Tokyo", "Asia/Tokyo"), ("Europe/Berln", "UTC"), ("../etc", "UTC")])
def test_a_time_zone_that_is_none_is_not_taken(zone: str, known: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    assert local_zone() == known


@pytest.mark.parametrize("body", [b"<html>", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_no_answer(body: bytes) -> None:
    def app(_environ: object, start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [body]

    with pytest.raises(NoAnswer, match="is not JSON"):
        into(app)(b"", {})


def test_a_key_that_is_none_is_an_error(authority: Authority) -> None:
    with pytest.raises(ValueError, match="PEM"):
        Signer.load(authority.chain, LOCAL_CHAIN_URL)


SHOWN: dict[str, Any] = {
    "response": {
        "directives": [
            {
                "type": f"{APL}.RenderDocument",
                "token": "pacer",
                "document": {"type": "APL", "version": "1.4", "mainTemplate": {"items": [{"type": "Text"}]}},
            }
        ]
    }
}
TOUCHED: dict[str, Any] = {"type": "TouchWrapper", "id": "pause", "handler": "Press", "value": False}


def shows(*answers: dict[str, Any], authority: Authority) -> tuple[Skill, Device]:
    """Return a skill, and a device on whose screen it has just shown something."""
    kitchen = device(skill := Skill(SHOWN, *answers), authority)
    kitchen.caller = replace(kitchen.caller, interfaces=frozenset({APL}))
    assert kitchen.hear("open ready room").is_shown
    return skill, kitchen


def test_a_document_keeps_the_session_without_a_microphone(authority: Authority) -> None:
    skill, kitchen = shows({"response": {}}, SHOWN, authority=authority)
    assert not kitchen.is_open
    assert kitchen.hear("").exchanges == ()
    kitchen.touch(["pause", 1], TOUCHED, "pacer")
    assert kitchen.hear("pause").is_shown
    assert not kitchen.hear("stop").is_shown
    pause = {
        "type": f"{APL}.UserEvent",
        "token": "pacer",
        "arguments": ["pause", 1],
        "source": TOUCHED,
        "components": {},
    }
    assert skill.requests[1]["request"].items() >= pause.items()
    assert skill.requests[2]["request"]["intent"]["name"] == "AMAZON.PauseIntent"
    assert [one["session"]["new"] for one in skill.requests] == [True, False, False, False]
    assert len({one["session"]["sessionId"] for one in skill.requests}) == 1
    assert [one["context"].get(APL, {}).get("token") for one in skill.requests] == [None, "pacer", "pacer", "pacer"]
    assert kitchen.hear("stop").remark is not None


def test_the_session_of_a_document_ends_when_it_is_left(authority: Authority) -> None:
    skill, kitchen = shows(authority=authority)
    kitchen.leave()
    assert kitchen.hear("pause").remark is not None
    assert len(skill.requests) == 1


def test_calling_the_skill_again_leaves_the_document(authority: Authority) -> None:
    skill, kitchen = shows(authority=authority)
    kitchen.hear("open ready room")
    assert [one["request"]["type"] for one in skill.requests][1:] == ["SessionEndedRequest", "LaunchRequest"]
    assert APL not in skill.requests[-1]["context"]


def test_without_a_screen_nothing_is_shown_and_no_session_kept(authority: Authority) -> None:
    kitchen = device(Skill(SHOWN), authority)
    assert not kitchen.hear("open ready room").is_shown
    assert kitchen.hear("pause").remark is not None
