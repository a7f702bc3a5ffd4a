"""Reads what the skill uses of a verified request.

Requests are read only here and in `acts`, and each value's type is checked: Alexa adds new values without notice.
Values of an unexpected form are ignored.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from skill.alexa.acts import act_of, is_offset, with_pending_act
from skill.alexa.api import ApiAccess
from skill.alexa.intents import TOUCH
from skill.alexa.verification import Rejected, at, timestamp
from skill.breathing.round import parse_token
from skill.conversation.turn import ActivePlayback, Device, RecordedPatterns
from skill.languages import FALLBACK
from skill.nlu.act import DialogAct
from skill.nlu.language import Language, language_for

_HASH_LENGTH, _ACCOUNT_LENGTH = 12, 32
"""Hexadecimal digits of a request's hash, which must be unique within one account, and of an account's hash."""
_LOCALE = re.compile(r"[a-z]{2,3}-[A-Z]{2}")
_APL, _PLAYER = "Alexa.Presentation.APL", "AudioPlayer"
_API = (("apiEndpoint",), ("apiAccessToken",), ("device", "deviceId"))
_PLAYING = {"PLAYING", "PAUSED", "BUFFER_UNDERRUN"}


@dataclass(frozen=True, slots=True)
class AlexaRequest:
    """A request.

    Args:
        kind: Its type, as Alexa names it.
        name: The intent's name, or the type if there is no intent.
        id: A short hash of its id.
        at: When it was sent, UTC.
        locale: The device's locale.
        account: The keyed hash of the user's id.
        voice_id: The hashed id of the recognized voice; `None` if no voice was recognized.
        act: What was said, touched or pressed; `None` for a touch on an unknown control.
        device: What the device can do.
        attributes: What the last reply stored in the session; `None` outside a session.
        api: How to reach Alexa's own API.
    """

    kind: str
    name: str
    id: str
    at: datetime
    locale: str
    account: str
    voice_id: str | None
    act: DialogAct | None
    device: Device
    attributes: Mapping[str, Any] | None
    api: ApiAccess


def check_shape(envelope: Mapping[str, Any]) -> None:
    """Check that a request has the members that every request has, with the right types.

    Raises:
        Rejected: It does not.
    """
    user, request = at(envelope, "context", "System", "user", "userId"), envelope["request"]
    has_intent = request["type"] != "IntentRequest" or isinstance(at(request, "intent", "name"), str)
    if not (_is_text(user) and _is_text(request.get("requestId")) and has_intent):
        raise Rejected("body")


def _is_text(value: object) -> bool:
    """Whether a value is text that can be hashed; JSON can contain lone surrogates."""
    return isinstance(value, str) and value.encode(errors="ignore").decode() == value


def read_request(envelope: Mapping[str, Any], key: bytes, recordings: RecordedPatterns) -> AlexaRequest:
    """Read a request whose shape has been checked.

    Args:
        envelope: The whole request envelope.
        key: The key with which ids are hashed.
        recordings: Which patterns have recordings.
    """
    request, system = envelope["request"], at(envelope, "context", "System")
    locale = locale_of(request)
    language, attributes = language_for(locale), at(envelope, "session", "attributes")
    person = _text(at(system, "person", "personId"))
    return AlexaRequest(
        kind=request["type"],
        name=request["intent"]["name"] if request["type"] == "IntentRequest" else request["type"],
        id=hash_of(request["requestId"]),
        at=timestamp(request),
        locale=locale,
        account=account_of(system["user"]["userId"], key),
        voice_id=_keyed(person, key)[:_HASH_LENGTH] if person else None,
        act=act_of(request, language),
        device=_device(envelope, recordings),
        attributes=_attributes(attributes, language) if isinstance(envelope.get("session"), dict) else None,
        api=ApiAccess(*(_text(at(system, *names)) for names in _API)),
    )


def _attributes(attributes: object, language: Language) -> Mapping[str, Any]:
    return with_pending_act(attributes, language) if isinstance(attributes, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def account_of(user_id: str, key: bytes) -> str:
    """Return a user's account: a keyed hash, so that the user id itself is not stored."""
    return _keyed(user_id, key)[:_ACCOUNT_LENGTH]


def hash_of(request_id: str) -> str:
    """Return the short hash that identifies a request in the ledger and in the log."""
    return hashlib.sha256(request_id.encode(errors="replace")).hexdigest()[:_HASH_LENGTH]


def _keyed(text: str, key: bytes) -> str:
    return hmac.new(key, text.encode(errors="replace"), hashlib.sha256).hexdigest()


def locale_of(request: Mapping[str, Any]) -> str:
    """Return a request's locale; American English if it has no valid one."""
    locale = _text(request.get("locale"))
    return locale if _LOCALE.fullmatch(locale) else FALLBACK


def _device(envelope: Mapping[str, Any], recordings: RecordedPatterns) -> Device:
    """Return what a device can do, and which breathing round it plays or shows."""
    interfaces = at(envelope, "context", "System", "device", "supportedInterfaces")
    supported = interfaces if isinstance(interfaces, dict) else {}
    return Device(_APL in supported, _PLAYER in supported, recordings, _active_playback(envelope))


def _active_playback(envelope: Mapping[str, Any]) -> ActivePlayback | None:
    touched = envelope["request"].get("token") if envelope["request"]["type"] == TOUCH else None
    shown, track = touched or at(envelope, "context", _APL, "token"), at(envelope, "context", _PLAYER, "token")
    if isinstance(shown, str) and parse_token(shown):
        return ActivePlayback(shown, is_track=False)
    if not isinstance(track, str) or not parse_token(track):
        return None
    offset, activity = (at(envelope, "context", _PLAYER, name) for name in ("offsetInMilliseconds", "playerActivity"))
    is_playing = isinstance(activity, str) and activity in _PLAYING
    return ActivePlayback(track, is_track=True, offset_ms=offset if is_offset(offset) else 0, is_playing=is_playing)
