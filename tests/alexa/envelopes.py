"""Requests in the shapes that real devices and consoles send, as seen in public projects, with our own words.

Each represents a kind of client: a speaker, a screen, a car, the console's test, a third-party client. Their enums
have present and invented future values, and values without an id have the one that Alexa generates.
"""

from collections.abc import Mapping
from typing import Any

from simulator.requests import id_without_one
from skill.alexa.authority import LOCAL_SKILL_ID
from tests.stage import NINE

APPLICATION = {"applicationId": LOCAL_SKILL_ID}
USER = {"userId": "amzn1.ask.account.REAL", "permissions": {"consentToken": "t", "scopes": {}}}
PERMITTED = {"alexa::alerts:reminders:skill:readwrite": {"status": "GRANTED"}, "x": {"status": "ASKED_TOMORROW"}}
MATCH, NO_MATCH, TIMEOUT = "ER_SUCCESS_MATCH", "ER_SUCCESS_NO_MATCH", "ER_ERROR_TIMEOUT"
VIEWPORT = {
    "experiences": [{"arcMinuteWidth": 246, "arcMinuteHeight": 144, "canRotate": False, "canResize": False}],
    "mode": "HUB",
    "shape": "RECTANGLE",
    "pixelWidth": 1024,
    "pixelHeight": 600,
    "dpi": 160,
    "currentPixelWidth": 1024,
    "currentPixelHeight": 600,
    "touch": ["SINGLE"],
    "keyboard": ["DIRECTION"],
    "video": {"codecs": ["H_264_42", "H_264_41"]},
}
VIEWPORTS = [
    {
        "type": "APL",
        "id": "main",
        "shape": "RECTANGLE",
        "dpi": 213,
        "presentationType": "STANDARD",
        "canRotate": False,
        "configuration": {
            "current": {
                "mode": "HUB",
                "video": {"codecs": ["H_264_42"]},
                "size": {"type": "DISCRETE", "pixelWidth": 1280, "pixelHeight": 800},
            }
        },
    },
    {
        "type": "APLT",
        "id": "clock",
        "supportedProfiles": ["FOUR_CHARACTER_CLOCK"],
        "lineLength": 4,
        "format": "SEVEN_SEGMENT",
    },
]
TRACK = {"playerActivity": "STOPPED", "offsetInMilliseconds": 1_234, "token": "another skill's"}
EXTENSIONS: Mapping[str, Any] = {"available": {"aplext:backstack:10": {}}}
LOCATION = {
    "locationServices": {"access": "ENABLED", "status": "RUNNING"},
    "timestamp": "2026-05-04T13:00:00Z",
    "coordinate": {"latitudeInDegrees": 1.5, "longitudeInDegrees": -2.5, "accuracyInMeters": 30},
}


def _resolved(code: str, *values: tuple[str, str], dynamic: bool = False) -> dict[str, Any]:
    """Return a list's resolution, as Alexa writes it."""
    of = "amzn1.er-authority.echo-sdk." + ("dynamic." if dynamic else "") + LOCAL_SKILL_ID + ".THING"
    listed = {"values": [{"value": {"name": name, "id": id_}} for name, id_ in values]} if values else {}
    return {"authority": of, "status": {"code": code}, **listed}


def _slot(name: str, said: str | None, *resolved: Mapping[str, Any], value_type: str = "Simple") -> dict[str, Any]:
    """Return a slot in the current format, which holds the words twice."""
    slot: dict[str, Any] = {"name": name, "confirmationStatus": "NONE", "source": "USER"}
    if said is None:
        return slot
    told = {"value": said} | ({"resolutions": {"resolutionsPerAuthority": list(resolved)}} if resolved else {})
    return slot | told | {"slotValue": {"type": value_type, **told}}


def _intent(name: str, *slots: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    intent = {"name": name, "confirmationStatus": "NONE", "slots": {slot["name"]: slot for slot in slots}}
    return {"type": "IntentRequest", "intent": intent, "dialogState": "STARTED"} | more


def _whole(request: Mapping[str, Any], *, system: Any = None, session: Any = None, **context: Any) -> dict[str, Any]:
    """Return an envelope in the current format."""
    device = {"deviceId": "amzn1.ask.device.REAL", "supportedInterfaces": {}}
    place = {"apiEndpoint": "https://api.amazonalexa.com", "apiAccessToken": "eyJ.x.y"}
    ours = {"application": APPLICATION, "user": USER, "device": device, **place} | (system or {})
    opened = {
        "new": True,
        "sessionId": "amzn1.echo-api.session.1",
        "application": APPLICATION,
        "attributes": {},
        "user": USER,
    }
    named = {"requestId": "amzn1.echo-api.request.1", "locale": "en-US", "timestamp": NINE.isoformat()}
    context = {"Viewports": [], "System": ours, **context}
    return {"version": "1.0", "session": opened | (session or {}), "context": context, "request": named | dict(request)}


def _screen(**interfaces: Any) -> dict[str, Any]:
    known = {"Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}}, "AudioPlayer": {}}
    return {
        "device": {"deviceId": "d", "supportedInterfaces": known | interfaces, "persistentEndpointId": "p"},
        "unit": {"unitId": "u"},
    }


JOB = _resolved(MATCH, ("job interview", id_without_one("job interview")))
_LAUNCH = {"type": "LaunchRequest", "shouldLinkResultBeReturned": False}

SPOKEN: Mapping[str, dict[str, Any]] = {
    "a launch": _whole(_LAUNCH),
    "a launch with a task": _whole(
        _LAUNCH | {"task": {"name": "AMAZON.X", "version": "1", "input": {}}, "launchType": "NEW"}
    ),
    "a launch on a screen": _whole(
        _LAUNCH, system=_screen(), Viewport=VIEWPORT, Viewports=VIEWPORTS, Extensions=EXTENSIONS
    ),
    "a launch on a round screen of tomorrow": _whole(
        _LAUNCH,
        system=_screen(**{"Alexa.Hologram": {"mode": "A"}}),
        Viewport=VIEWPORT | {"shape": "OVAL", "mode": "CEILING", "touch": ["HOVER"], "video": {"codecs": ["AV_9"]}},
        Viewports=[VIEWPORTS[0] | {"type": "APLX", "presentationType": "FLOATING"}],
    ),
    "a launch in a car": _whole(
        _LAUNCH, Geolocation=LOCATION | {"locationServices": {"access": "SOMETIMES", "status": "MOVING"}}, Automotive={}
    ),
    "a launch by a voice that is known": _whole(
        _LAUNCH, system={"person": {"personId": "amzn1.ask.person.A", "authenticationConfidenceLevel": {"level": 300}}}
    ),
    "a launch with permissions": _whole(_LAUNCH, system={"user": USER | {"permissions": {"scopes": PERMITTED}}}),
    "a launch beside another track": _whole(_LAUNCH, AudioPlayer=TRACK | {"playerActivity": "REWINDING"}),
    "a launch within an experiment": _whole(
        _LAUNCH, Experimentation={"activeExperiments": [{"id": "e", "revision": "r", "treatmentId": "T9"}]}
    ),
    "a launch of the console": _whole(
        _LAUNCH, session={"user": {"userId": "amzn1.ask.account.REAL"}}, Advertising={"x": 1}
    ),
    "a help": _whole(_intent("AMAZON.HelpIntent", dialogState="COMPLETED")),
    "a fallback": _whole(_intent("AMAZON.FallbackIntent")),
    "an intent without slots": _whole({"type": "IntentRequest", "intent": {"name": "HearEvidenceIntent"}}),
    "an intent with empty slots": _whole(
        {
            "type": "IntentRequest",
            "intent": {"name": "WarmUpIntent", "slots": {"length": None, "pattern": {"name": "pattern"}}},
        }
    ),
    "an intent of a client that sends lists": _whole(
        {"type": "IntentRequest", "intent": {"name": "DoneIntent", "slots": []}}
    ),
    "a slot with a value without an id": _whole(_intent("ThingIntent", _slot("thing", "my big job interview", JOB))),
    "a slot in a dialog of tomorrow": _whole(
        _intent(
            "ThingIntent", _slot("thing", "my big job interview", JOB), dialogState="PAUSED", confirmationStatus="x"
        )
    ),
    "a slot with a value of a type of tomorrow": _whole(
        _intent("NoteIntent", _slot("words", "I smiled", value_type="Fuzzy"))
    ),
    "a slot that no list holds": _whole(
        _intent("AnythingIntent", _slot("anything", "warm me up", _resolved(NO_MATCH)))
    ),
    "a slot whose list did not answer": _whole(
        _intent("ThingIntent", _slot("thing", "my recital", _resolved(TIMEOUT)))
    ),
    "a slot of two lists": _whole(
        _intent(
            "BreatheIntent",
            _slot("pattern", "square", _resolved(MATCH, ("box", "box")), _resolved(NO_MATCH, dynamic=True)),
            _slot("length", "PT3M"),
            _slot("number", None),
        )
    ),
    "a slot with statuses of tomorrow": _whole(
        _intent(
            "OutcomeIntent",
            _slot("outcome", "it tanked", _resolved("ER_MAYBE", ("no", "no"))) | {"confirmationStatus": "?"},
        )
    ),
    "a number": _whole(_intent("NumberIntent", _slot("number", "7"))),
    "an intent of Alexa's own": _whole(_intent("AMAZON.LoopOnIntent"), AudioPlayer=TRACK),
    "an intent of tomorrow": _whole(
        _intent("AMAZON.SearchAction<object@WeatherForecast>", _slot("object.location.name", "x"))
    ),
    "a permission that was asked for": _whole(
        {
            "type": "Connections.Response",
            "name": "AskFor",
            "status": {"code": "200", "message": "OK"},
            "token": "main",
            "payload": {
                "permissionScope": "alexa::alerts:reminders:skill:readwrite",
                "status": "DEFERRED",
                "isCardThrown": False,
            },
        }
    ),
}
"""Requests with an utterance."""

_FAILED = {"token": "x", "currentPlaybackState": TRACK | {"playerActivity": "STALLED"}}
UNSPOKEN: Mapping[str, dict[str, Any]] = {
    "a session that ended": _whole({"type": "SessionEndedRequest", "reason": "USER_INITIATED"}),
    "a session that ended for a reason of tomorrow": _whole({"type": "SessionEndedRequest", "reason": "DEVICE_ASLEEP"}),
    "a session that failed": _whole(
        {"type": "SessionEndedRequest", "reason": "ERROR", "error": {"type": "OUT_OF_PATIENCE", "message": "x"}}
    ),
    "an exception": _whole(
        {"type": "System.ExceptionEncountered", "error": {"type": "NEW"}, "cause": {"requestId": "r"}}
    ),
    "a track that failed": _whole(
        {"type": "AudioPlayer.PlaybackFailed", "error": {"type": "NEW", "message": "x"}, **_FAILED}
    ),
    "a track that began": _whole({"type": "AudioPlayer.PlaybackStarted", "token": "x", "offsetInMilliseconds": 0}),
    "a track that nears its end": _whole({"type": "AudioPlayer.PlaybackNearlyFinished", "token": "x"}),
    "a button": _whole({"type": "PlaybackController.NextCommandIssued"}),
    "a document that failed": _whole(
        {
            "type": "Alexa.Presentation.APL.RuntimeError",
            "token": "x",
            "errors": [{"type": "NEW", "reason": "R", "message": "x"}],
        }
    ),
    "a touch of nothing that is ours": _whole(
        {"type": "Alexa.Presentation.APL.UserEvent", "token": "x", "arguments": ["x"], "source": {"handler": "Swipe"}},
        system=_screen(),
    ),
    "a question whether it could": _whole(_intent("WarmUpIntent", type="CanFulfillIntentRequest", dialogState="NEW")),
    "a skill enabled": _whole({"type": "AlexaSkillEvent.SkillEnabled", "eventCreationTime": NINE.isoformat()}),
    "permissions changed": _whole(
        {"type": "AlexaSkillEvent.SkillPermissionChanged", "body": {"acceptedPermissions": [{"scope": "x"}]}}
    ),
    "a reminder that rang": _whole(
        {"type": "Reminders.ReminderStarted", "body": {"alertToken": "x", "status": "RANG"}}
    ),
    "a message": _whole({"type": "Messaging.MessageReceived", "message": {"x": "y"}}),
    "a list that changed": _whole({"type": "AlexaHouseholdListEvent.ItemsCreated", "body": {"listId": "x"}}),
    "something of tomorrow": _whole({"type": "Alexa.Hologram.Waved", "hand": "LEFT"}),
}
"""Requests without an utterance."""
