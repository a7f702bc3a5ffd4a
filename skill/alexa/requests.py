"""A verified request, as the conversation sees it.

All that is read of a request is read here and in `slots`, each thing with a look at its type. The SDK gets no more than
that: it breaks at a value that it does not know, wherever it stands, and Alexa sends new ones without notice.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeGuard

from ask_sdk_model import IntentRequest, Request, RequestEnvelope
from ask_sdk_model.interfaces.system import SystemState

from skill.alexa.api import AlexaApi
from skill.alexa.slots import slots_of
from skill.alexa.verification import Rejected, at
from skill.conversation.topics.warm_up.rounds import parse_token
from skill.conversation.turn import PERFORMER, ActivePlayback, Device, RecordedPatterns, Turn
from skill.deadline import Deadline
from skill.nlu.intents import TOUCH

_HASH_LENGTH, _ACCOUNT_LENGTH = 12, 32
"""Hexadecimal digits: of a request's hash, which has to differ within one account, and of an account's."""
_LOCALE = r"[a-z]{2,3}-[A-Z]{2}"
_APL, _PLAYER = "Alexa.Presentation.APL", "AudioPlayer"
CONNECTED = "Connections.Response"
"""What another skill or Alexa itself answered to what this skill had sent it."""
PLAYBACK = frozenset(f"AudioPlayer.Playback{did}" for did in ("Started", "Stopped", "Finished", "Failed"))
"""What a device tells of a track: nothing can be said to that."""
BUTTONS = frozenset(f"PlaybackController.{did}CommandIssued" for did in ("Play", "Pause", "Next", "Previous"))
"""What is pressed on a device, or beside it: nothing can be said to that, either."""
_LONGEST_OFFSET = 86_400_000
_SOUNDS = {"PLAYING", "PAUSED", "BUFFER_UNDERRUN"}
_SYSTEM = (
    ("user", "userId"),
    ("person", "personId"),
    ("device", "deviceId"),
    ("apiEndpoint",),
    ("apiAccessToken",),
)
"""What is read of a device's system: the ways to texts."""


@dataclass(frozen=True, slots=True)
class Call:
    """What is read of a request besides what the SDK reads.

    Args:
        kind: The request's own type.
        at: When it was made.
        deadline: By when to answer.
        device: What can be done on the device.
        told: What the request holds, by name: an intent's slots, or what a device or Alexa tells.
    """

    kind: str
    at: datetime
    deadline: Deadline
    device: Device
    told: Mapping[str, str]


def check_shape(envelope: Mapping[str, Any]) -> None:
    """Check that what every request has is there, of its type.

    Raises:
        Rejected: It is not.
    """
    user, request = at(envelope, "context", "System", "user", "userId"), envelope["request"]
    has_intent = request["type"] != "IntentRequest" or isinstance(at(request, "intent", "name"), str)
    if not (_is_text(user) and _is_text(request.get("requestId")) and has_intent):
        raise Rejected("body")


def _is_text(value: object) -> bool:
    """Whether it is text that can be hashed: JSON can hold half a character."""
    return isinstance(value, str) and value.encode(errors="ignore").decode() == value


def trimmed(envelope: Mapping[str, Any]) -> dict[str, Any]:
    """Return of an envelope what the SDK is to read, each thing of its type; what is odd is left out."""
    system: dict[str, Any] = {}
    for *within, name in _SYSTEM:
        place = system
        for one in within:
            place = place.setdefault(one, {})
        place[name] = _text(at(envelope, "context", "System", *within, name))
    request, attributes = envelope["request"], at(envelope, "session", "attributes")
    told: dict[str, Any] = {name: _text(request.get(name)) for name in ("type", "requestId", "locale")}
    if request["type"] == "IntentRequest":
        told |= {"intent": {"name": request["intent"]["name"]}}
    session = {"session": {"attributes": attributes if isinstance(attributes, dict) else {}}}
    has_session = isinstance(envelope.get("session"), dict)
    return {"context": {"System": system}, "request": told} | (session if has_session else {})


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _is_offset(offset: object) -> TypeGuard[int]:
    return type(offset) is int and 0 <= offset < _LONGEST_OFFSET


def account_of(user_id: str, key: bytes) -> str:
    """Return the partition of a user: a keyed hash, so that the id itself is not stored."""
    return hmac.new(key, user_id.encode(errors="replace"), hashlib.sha256).hexdigest()[:_ACCOUNT_LENGTH]


def device_of(envelope: Mapping[str, Any], sounds: RecordedPatterns) -> Device:
    """Read what can be done on a device, and which breathing it has before it; what is odd in it is left out."""
    interfaces = at(envelope, "context", "System", "device", "supportedInterfaces")
    has = interfaces if isinstance(interfaces, dict) else {}
    return Device(_APL in has, _PLAYER in has, sounds, _going(envelope))


def _going(envelope: Mapping[str, Any]) -> ActivePlayback | None:
    touched = envelope["request"].get("token") if envelope["request"]["type"] == TOUCH else None
    shown, track = touched or at(envelope, "context", _APL, "token"), at(envelope, "context", _PLAYER, "token")
    if isinstance(shown, str) and parse_token(shown):
        return ActivePlayback(shown, is_track=False)
    if not isinstance(track, str) or not parse_token(track):
        return None
    offset, does = (at(envelope, "context", _PLAYER, name) for name in ("offsetInMilliseconds", "playerActivity"))
    sounds = isinstance(does, str) and does in _SOUNDS
    return ActivePlayback(track, is_track=True, offset_ms=offset if _is_offset(offset) else 0, is_playing=sounds)


def turn_of(envelope: RequestEnvelope, call: Call, key: bytes, *, is_local: bool) -> Turn:
    """Return the turn that a request is, with everything that can be answered in it."""
    request, system = envelope.request, envelope.context.system
    return Turn(
        intent=request.intent.name if isinstance(request, IntentRequest) else call.kind,
        slots=call.told,
        session=(envelope.session.attributes if envelope.session else None) or {},
        account=account_of(system.user.user_id, key),
        request=hash_of(request.request_id),
        at=call.at,
        locale=locale_of(request),
        deadline=call.deadline,
        device=call.device,
        voice_id=_person(system, key),
        platform=AlexaApi(system, locale_of(request), call.deadline, is_local=is_local),
    )


def hash_of(request_id: str) -> str:
    """Return the short hash by which a request is known in the ledger and in the log."""
    return hashlib.sha256(request_id.encode(errors="replace")).hexdigest()[:_HASH_LENGTH]


def _person(system: SystemState, key: bytes) -> str | None:
    """Return whose voice was recognised, hashed, if one was."""
    person = system.person.person_id if system.person else None
    return hmac.new(key, person.encode(errors="replace"), hashlib.sha256).hexdigest()[:_HASH_LENGTH] if person else None


def told_by(request: Mapping[str, Any]) -> dict[str, str]:
    """Return what a request of any kind holds, by name; what is of no known shape is left out."""
    kind = request["type"]
    if kind == "IntentRequest":
        return slots_of(at(request, "intent", "slots"))
    if kind == TOUCH:
        return _touched(request.get("arguments"))
    if kind in PLAYBACK:
        return _of_a_track(request)
    if kind != CONNECTED:
        return {}
    told = {"status": at(request, "payload", "status"), PERFORMER: request.get("token")}
    return {name: value for name, value in told.items() if isinstance(value, str)}


def _touched(arguments: object) -> dict[str, str]:
    """Return what was touched, and how many cycles were behind."""
    touch, at_ = [*(arguments if isinstance(arguments, list) else ()), None, None][:2]
    return {"touch": str(touch), "at": str(at_)}


def _of_a_track(event: Mapping[str, Any]) -> dict[str, str]:
    """Return the round that an event is about, whose it is, and where the track was."""
    round_ = parse_token(_text(event.get("token")) or "")
    if round_ is None:
        return {}
    offset = event.get("offsetInMilliseconds")  # of a track that failed it stands apart
    offset = at(event, "currentPlaybackState", "offsetInMilliseconds") if offset is None else offset
    return {"token": round_.token, PERFORMER: round_.performer_id, "offset": str(offset if _is_offset(offset) else 0)}


def locale_of(request: Request) -> str:
    """Return the locale of a request; American English for what is none."""
    return request.locale if re.fullmatch(_LOCALE, request.locale or "") else "en-US"
