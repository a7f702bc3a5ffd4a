"""A verified request, as the conversation sees it."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeGuard

from ask_sdk_model import IntentRequest, Request, RequestEnvelope, Slot
from ask_sdk_model.interfaces.alexa.presentation.apl import UserEvent
from ask_sdk_model.interfaces.audioplayer import PlaybackStartedRequest
from ask_sdk_model.interfaces.connections import ConnectionsResponse
from ask_sdk_model.interfaces.system import SystemState
from ask_sdk_model.slu.entityresolution import Resolution, StatusCode

from skill.alexa.api import AlexaApi
from skill.alexa.verification import Rejected, at
from skill.conversation.breathing import round_of
from skill.conversation.meanings import TOUCH
from skill.conversation.turn import ASKED_FOR, Device, Going, Sounds, Turn
from skill.timing import Deadline

_HASH_LENGTH, _ACCOUNT_LENGTH = 12, 32
"""Hexadecimal digits: of a request's hash, which has to differ within one account, and of an account's."""
LONGEST_WORDS = 1_500
"""Characters of free text: more than a minute of speech, and nothing that Alexa hears at once is as long."""
_LOCALE = r"[a-z]{2,3}-[A-Z]{2}"
_UNFILLED = {None, "", "?"}
_APL, _PLAYER = "Alexa.Presentation.APL", "AudioPlayer"
PLAYBACK = frozenset(f"AudioPlayer.Playback{did}" for did in ("Started", "Stopped", "Finished", "Failed"))
"""What a device tells of a track: nothing can be said to that."""
BUTTONS = frozenset(f"PlaybackController.{did}CommandIssued" for did in ("Play", "Pause", "Next", "Previous"))
"""What is pressed on a device, or beside it: nothing can be said to that, either."""
_LONGEST_OFFSET = 86_400_000
_SOUNDS = {"PLAYING", "PAUSED", "BUFFER_UNDERRUN"}
_SYSTEM = ("application", "user", "person", "apiEndpoint", "apiAccessToken")


def check_shape(envelope: Mapping[str, Any]) -> None:
    """Check that what every request has is there, of its type.

    Raises:
        Rejected: It is not.
    """
    user, request = at(envelope, "context", "System", "user", "userId"), envelope["request"]
    intent, slots = at(request, "intent", "name"), at(request, "intent", "slots")
    is_whole = _is_text(user) and _is_text(request.get("requestId"))
    if request["type"] == "IntentRequest":
        is_whole = is_whole and isinstance(intent, str) and isinstance(slots, dict | None)
    if not is_whole:
        raise Rejected("body")


def _is_text(value: object) -> bool:
    """Whether it is text that can be hashed: JSON can hold half a character."""
    return isinstance(value, str) and value.encode(errors="ignore").decode() == value


def trimmed(envelope: Mapping[str, Any]) -> dict[str, Any]:
    """Return the envelope without what is never looked at, where a new device may hold values unknown yet.

    Nor with its time: that was read already, and reading it again is half of what the SDK has to do.
    """
    system = envelope["context"]["System"]
    device = {"deviceId": at(system, "device", "deviceId")}
    kept = {name: system[name] for name in _SYSTEM if name in system} | {"device": device}
    request = envelope["request"]
    told = _event(request) if request["type"] in PLAYBACK else {**request, "timestamp": None}
    return {**envelope, "context": {"System": kept}, "request": told}


def _event(request: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is looked at of an event of the audio player, in a shape that the SDK knows for each of them.

    Where a track was that failed stands apart, beside an error of any kind.
    """
    offset = at(request, "offsetInMilliseconds")
    offset = at(request, "currentPlaybackState", "offsetInMilliseconds") if offset is None else offset
    named = {name: request.get(name) for name in ("requestId", "locale")}
    token = request.get("token")
    told = {
        "token": token if isinstance(token, str) else "",
        "offsetInMilliseconds": offset if _is_offset(offset) else 0,
    }
    return {"type": "AudioPlayer.PlaybackStarted", **named, **told}


def _is_offset(offset: object) -> TypeGuard[int]:
    return type(offset) is int and 0 <= offset < _LONGEST_OFFSET


def account_of(user_id: str, key: bytes) -> str:
    """Return the partition of a user: a keyed hash, so that the id itself is not stored."""
    return hmac.new(key, user_id.encode(), hashlib.sha256).hexdigest()[:_ACCOUNT_LENGTH]


def device_of(envelope: Mapping[str, Any], sounds: Sounds) -> Device:
    """Read what can be done on a device, and which breathing it has before it; what is odd in it is left out."""
    interfaces = at(envelope, "context", "System", "device", "supportedInterfaces")
    has = interfaces if isinstance(interfaces, dict) else {}
    return Device(_APL in has, _PLAYER in has, sounds, _going(envelope))


def _going(envelope: Mapping[str, Any]) -> Going | None:
    touched = envelope["request"].get("token") if envelope["request"]["type"] == TOUCH else None
    shown, track = touched or at(envelope, "context", _APL, "token"), at(envelope, "context", _PLAYER, "token")
    if isinstance(shown, str) and round_of(shown):
        return Going(shown, is_track=False)
    if not isinstance(track, str) or not round_of(track):
        return None
    offset, does = (at(envelope, "context", _PLAYER, name) for name in ("offsetInMilliseconds", "playerActivity"))
    sounds = isinstance(does, str) and does in _SOUNDS
    return Going(track, is_track=True, offset_ms=offset if _is_offset(offset) else 0, sounds=sounds)


def turn_of(
    envelope: RequestEnvelope,
    kind: str,
    when: datetime,
    key: bytes,
    deadline: Deadline,
    device: Device,
    *,
    is_local: bool,
) -> Turn:
    """Read whatever can be answered, of a whole shape; `kind` is the request's own type, `when` its time."""
    request, system = envelope.request, envelope.context.system
    return Turn(
        intent=str(request.intent.name) if isinstance(request, IntentRequest) else kind,
        slots=_filled(request),
        session=(envelope.session.attributes if envelope.session else None) or {},
        account=account_of(system.user.user_id, key),
        request=hashlib.sha256(request.request_id.encode()).hexdigest()[:_HASH_LENGTH],
        at=when,
        locale=locale_of(request),
        deadline=deadline,
        device=device,
        person=_person(system, key),
        platform=AlexaApi(system, locale_of(request), deadline, is_local=is_local),
    )


def _person(system: SystemState, key: bytes) -> str | None:
    """Return whose voice was recognised, hashed, if one was."""
    person = system.person.person_id if system.person else None
    return hmac.new(key, person.encode(errors="replace"), hashlib.sha256).hexdigest()[:_HASH_LENGTH] if person else None


def _filled(request: Request) -> dict[str, str]:
    if isinstance(request, IntentRequest):
        return _slots(request.intent.slots)
    if isinstance(request, UserEvent):
        touch, at_ = [*(request.arguments or []), None, None][:2]
        return {"touch": str(touch), "at": str(at_)}
    if isinstance(request, PlaybackStartedRequest):
        return _of_a_track(request)
    if not isinstance(request, ConnectionsResponse):
        return {}
    status = request.payload.get("status") if isinstance(request.payload, dict) else None
    told = {"status": status, ASKED_FOR: request.token}
    return {name: value for name, value in told.items() if isinstance(value, str)}


def _of_a_track(event: PlaybackStartedRequest) -> dict[str, str]:
    """Return of which round an event tells, whose it is, and where the track was."""
    round_ = round_of(event.token or "")
    if round_ is None:
        return {}
    return {"token": round_.token, ASKED_FOR: round_.who, "offset": str(event.offset_in_milliseconds)}


def locale_of(request: Request) -> str:
    """Return the locale of a request; American English for what is none."""
    return request.locale if re.fullmatch(_LOCALE, request.locale or "") else "en-US"


def _slots(slots: Mapping[str, Slot | None] | None) -> dict[str, str]:
    """Return what the slots hold: a listed value with what was `said` for it; what no list holds as free `words`."""
    found: dict[str, str] = {}
    for name, slot in (slots or {}).items():
        if slot is None or slot.value in _UNFILLED or name == ASKED_FOR:
            continue
        authorities = (slot.resolutions.resolutions_per_authority if slot.resolutions else None) or []
        listed = next(filter(None, map(_listed, authorities)), None)
        if listed:
            found |= {name: listed, "said": _text(slot.value)}
        else:
            found["words" if authorities else name] = _text(slot.value)
    return found


def _text(value: object) -> str:
    """Return what was said, as text that can be kept: JSON can hold half a character."""
    return str(value).encode(errors="replace").decode()[:LONGEST_WORDS]


def _listed(resolution: Resolution | None) -> str | None:
    """Return the id, or else the name, of the value that a list holds for what was said."""
    status, values = (resolution.status, resolution.values) if resolution else (None, None)
    if not (status and status.code == StatusCode.ER_SUCCESS_MATCH and values and values[0] and values[0].value):
        return None
    return str(values[0].value.id or values[0].value.name)
