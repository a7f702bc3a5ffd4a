"""An unknown value in place of each enum of the SDK: the answer is the same as without it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from ask_sdk_model import RequestEnvelope

from simulator.requests import id_without_one
from skill.alexa.skill import AlexaSkill
from skill.breathing.patterns import SLOW
from skill.breathing.round import Round
from skill.ledger.sqlite import SqliteLedger
from tests.alexa.whole import Place, enums, merged, places_of_enums, request_with_everything, with_value
from tests.patience import patient
from tests.stage import NINE

ODD: tuple[Any, ...] = ("A_VALUE_OF_TOMORROW", "", 7, 1.5, True, None, [], ["x"], {}, {"a": "b"})
VARIANTS = range(2)
USER = {"userId": "amzn1.ask.account.somebody"}
TOKEN = Round(SLOW, 60, False, "main", "abc", NINE).token
PLAYS = {"token": TOKEN, "offsetInMilliseconds": 60_000, "playerActivity": "PLAYING"}
SCREEN = {"token": TOKEN, "version": "2024.3"}


def matched(name: str, id_: str) -> dict[str, Any]:
    """Return a list's resolution of a value that it contains."""
    value = {"name": name, "id": id_}
    return {"resolutionsPerAuthority": [{"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": value}]}]}


def intent(name: str, **slots: Any) -> dict[str, Any]:
    """Return an intent with filled slots: each holds what was said, with or without a list value."""
    filled = {
        slot: {"name": slot, "value": said[0], "resolutions": matched(*said[1:])}
        if isinstance(said, tuple)
        else {"name": slot, "value": said}
        for slot, said in slots.items()
    }
    return {"type": "IntentRequest", "intent": {"name": name, "slots": filled}}


OUTCOME = intent("OutcomeIntent", outcome=("it tanked", "not as I meant", "no"))
TALK = intent("ThingIntent", thing=("job interview", "job interview", id_without_one("job interview")))
RESPONSE = {"status": {"code": "200", "message": "OK"}, "name": "AskFor", "token": "main"}


@dataclass(frozen=True)
class Said:
    """A request, and the requests before it.

    Args:
        request: The parts of the request that the skill reads.
        before: The requests that opened the session.
        context: What the device plays or shows.
    """

    request: Mapping[str, Any]
    before: Sequence[Mapping[str, Any]] = ()
    context: Mapping[str, Any] = field(default_factory=dict)


SPOKEN: Mapping[str, Said] = {
    "a launch": Said({"type": "LaunchRequest"}),
    "a value with an id": Said(OUTCOME, [intent("DebriefIntent")]),
    "a value without one": Said(TALK, [{"type": "LaunchRequest"}]),
    "free text": Said(
        intent("AnswerIntent", words="I spoke slowly"), [intent("DebriefIntent"), intent("AMAZON.YesIntent")]
    ),
    "a note": Said(intent("NoteIntent", words="I kept eye contact")),
    "a number": Said(intent("NumberIntent", number="7"), [intent("RateIntent")]),
    "a date": Said(intent("ScheduleIntent", date="2026-05-09", time="18:00")),
    "a pattern": Said(intent("WarmUpIntent", length="PT2M", pattern=("square", "box", "box"))),
    "a wish in a list": Said(intent("AnythingIntent", anything=("warm me up", "x", id_without_one("x")))),
    "yes": Said(intent("AMAZON.YesIntent"), [intent("DebriefIntent")]),
    "nothing understood": Said(intent("AMAZON.FallbackIntent"), [intent("DebriefIntent")]),
    "an intent of tomorrow": Said(intent("AMAZON.TomorrowIntent"), [intent("DebriefIntent")]),
    "a permission given": Said({"type": "Connections.Response", "payload": {"status": "ACCEPTED"}, **RESPONSE}),
    "a permission refused": Said({"type": "Connections.Response", "payload": {"status": "DENIED"}, **RESPONSE}),
    "pause, to a track": Said(intent("AMAZON.PauseIntent"), context={"AudioPlayer": PLAYS}),
    "stop, to a screen": Said(intent("AMAZON.StopIntent"), context={"Alexa.Presentation.APL": SCREEN}),
    "a touch": Said(
        {"type": "Alexa.Presentation.APL.UserEvent", "token": TOKEN, "arguments": ["stop", 3]},
        context={"Alexa.Presentation.APL": SCREEN},
    ),
}
UNSPOKEN: Mapping[str, Said] = {
    **{
        f"AudioPlayer.Playback{did}": Said({"type": f"AudioPlayer.Playback{did}", "token": TOKEN})
        for did in ("Started", "Stopped", "Finished", "NearlyFinished", "Failed")
    },
    **{
        f"PlaybackController.{did}CommandIssued": Said(
            {"type": f"PlaybackController.{did}CommandIssued"}, context={"AudioPlayer": PLAYS}
        )
        for did in ("Play", "Pause", "Next", "Previous")
    },
    **{
        kind: Said({"type": kind})
        for kind in (
            "SessionEndedRequest",
            "System.ExceptionEncountered",
            "Alexa.Presentation.APL.RuntimeError",
            "Alexa.Presentation.HTML.RuntimeError",
            "AlexaSkillEvent.SkillEnabled",
            "AlexaSkillEvent.SkillPermissionChanged",
            "CanFulfillIntentRequest",
            "Reminders.ReminderStatusChanged",
            "Messaging.MessageReceived",
        )
    },
}
"""Requests without an utterance."""


class Asker:
    """Sends the skill requests that contain everything the SDK knows."""

    def __init__(self, ledger: Path) -> None:
        self._skill = AlexaSkill(SqliteLedger(ledger), b"a key for tests only", is_local=True)

    def envelope(self, said: Said, variant: int) -> dict[str, Any]:
        """Return the request with everything the SDK knows added."""
        attributes: Any = {}
        for earlier in said.before:
            attributes = self.answer(_real(earlier, attributes, {}))["sessionAttributes"]
        return dict(
            merged(
                request_with_everything(str(said.request["type"]), variant),
                _real(said.request, attributes, said.context),
            )
        )

    def answer(self, envelope: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the whole response."""
        return self._skill.respond(envelope, patient())

    def spoken(self, envelope: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return the response's speech and card, and whether the session ends."""
        body = self.answer(envelope)["response"]
        return tuple(body.get(part) for part in ("outputSpeech", "reprompt", "card", "shouldEndSession"))


def _real(request: Mapping[str, Any], attributes: Any, context: Mapping[str, Any]) -> dict[str, Any]:
    """Return an envelope with only the parts that the skill reads."""
    named = {"requestId": f"r-{request.get('intent', request)}", "timestamp": NINE.isoformat(), "locale": "en-US"}
    interfaces: dict[str, Any] = {"AudioPlayer": {}} | (
        {"Alexa.Presentation.APL": {}} if "Alexa.Presentation.APL" in context else {}
    )
    system = {"user": USER, "person": None, "device": {"deviceId": "d", "supportedInterfaces": interfaces}}
    shown = {"AudioPlayer": {"token": "", "playerActivity": "IDLE"}} | dict(context)
    session = {"new": not attributes, "sessionId": "s", "attributes": attributes, "user": USER}
    return {"session": session, "context": {"System": system, **shown}, "request": named | dict(request)}


@pytest.fixture
def asker(tmp_path: Path) -> Asker:
    """An asker with its own ledger."""
    return Asker(tmp_path / "ledger.sqlite3")


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("said", SPOKEN)
def test_what_is_said_is_answered_as_without_it(said: str, variant: int, asker: Asker) -> None:
    envelope = asker.envelope(SPOKEN[said], variant)
    asker.spoken(envelope)  # from here on the request is a repetition, which gets the same answer
    expected = asker.spoken(envelope)
    assert expected[0] is not None or said in {"pause, to a track", "a touch"}
    places = [place for place, _ in places_of_enums(RequestEnvelope, envelope)]
    assert len(places) > 15
    for place in places:
        for odd in ODD:
            assert asker.spoken(with_value(envelope, place, odd)) == expected, (place, odd)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("said", UNSPOKEN)
def test_what_nobody_said_is_taken_all_the_same(said: str, variant: int, asker: Asker) -> None:
    envelope = asker.envelope(UNSPOKEN[said], variant)
    for place, _ in places_of_enums(RequestEnvelope, envelope):
        for odd in ODD:
            assert not any(asker.spoken(with_value(envelope, place, odd))), (place, odd)


def test_every_enum_that_can_come_is_among_them(asker: Asker) -> None:
    """The SDK's other enums occur only in responses, or in requests of interfaces that are not used."""
    found: dict[str, set[Place]] = {}
    for said in (*SPOKEN.values(), *UNSPOKEN.values()):
        for variant in VARIANTS:
            for place, name in places_of_enums(RequestEnvelope, asker.envelope(said, variant)):
                found.setdefault(name, set()).add(place)
    assert len(found) > len(enums()) / 4
    reached = {name for kind in _KINDS for name in _names(kind)}
    assert reached <= set(found)
    assert {"SlotValue type", "DialogState", "StatusCode", "PermissionStatus", "PlayerActivity", "Shape"} <= set(found)


_KINDS = sorted({str(said.request["type"]) for said in (*SPOKEN.values(), *UNSPOKEN.values())})


def _names(kind: str) -> set[str]:
    whole = (request_with_everything(kind, variant) for variant in range(6))
    return {name for one in whole for _, name in places_of_enums(RequestEnvelope, one)}


PLAYING = Said(intent("AMAZON.LoopOnIntent"), context={"AudioPlayer": PLAYS})


@pytest.mark.parametrize("odd", ODD)
def test_what_is_read_and_not_understood_is_answered(odd: Any, asker: Asker) -> None:
    """The player's activity decides between two answers; for an unknown activity either is fine."""
    envelope = with_value(asker.envelope(PLAYING, 0), ("context", "AudioPlayer", "playerActivity"), odd)
    assert asker.spoken(envelope)[0] is not None


READ: Mapping[str, tuple[Said, Place]] = {
    "a slot": (SPOKEN["a number"], ("request", "intent", "slots", "number", "value")),
    "free text": (SPOKEN["free text"], ("request", "intent", "slots", "words", "value")),
    "all slots": (SPOKEN["free text"], ("request", "intent", "slots")),
    "a permission": (SPOKEN["a permission given"], ("request", "payload", "status")),
    "a payload": (SPOKEN["a permission given"], ("request", "payload")),
    "a session": (SPOKEN["yes"], ("session",)),
    "attributes": (SPOKEN["yes"], ("session", "attributes")),
    "a locale": (SPOKEN["a launch"], ("request", "locale")),
    "a voice": (SPOKEN["a launch"], ("context", "System", "person")),
    "a device": (SPOKEN["a launch"], ("context", "System", "device")),
    "an address": (SPOKEN["a date"], ("context", "System", "apiEndpoint")),
    "a player": (SPOKEN["pause, to a track"], ("context", "AudioPlayer")),
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("read", READ)
def test_whatever_stands_where_something_is_read_there_is_an_answer(read: str, odd: Any, asker: Asker) -> None:
    said, place = READ[read]
    assert asker.spoken(with_value(asker.envelope(said, 0), place, odd))[0] is not None, (place, odd)


@pytest.mark.parametrize("odd", ODD[1:])
def test_an_answer_that_cannot_be_read_is_asked_for_again(odd: Any, asker: Asker) -> None:
    """The performer hears the question again, and the malformed value is not taken for their words."""
    question = asker.envelope(SPOKEN["free text"], 1)
    place = ("request", "intent", "slots", "words")
    speech = asker.answer(with_value(question, place, {"name": "words", "value": odd}))
    assert speech["response"]["shouldEndSession"] is False
    if odd != 7:
        assert "I didn't catch that." in speech["response"]["outputSpeech"]["ssml"]
