"""Builds requests in Alexa's format."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import md5
from typing import Any

from simulator.answer import APL
from simulator.listener import SlotValue, Understood
from simulator.player import AUDIO_PLAYER

REMINDERS = "alexa::alerts:reminders:skill:readwrite"
"""The permission to set reminders."""
_VIEWPORT = {
    "shape": "RECTANGLE",
    "mode": "HUB",
    "pixelWidth": 1280,
    "pixelHeight": 800,
    "currentPixelWidth": 1280,
    "currentPixelHeight": 800,
    "dpi": 160,
    "touch": ["SINGLE"],
}
_RUNTIME = "2024.3"
_INTERFACES: Mapping[str, Any] = {APL: {"runtime": {"maxVersion": _RUNTIME}}, AUDIO_PLAYER: {}}


@dataclass(frozen=True, slots=True)
class Caller:
    """The device that sends a request, and who uses it.

    Args:
        user: The Amazon account's id.
        device: The device's id.
        locale: The device's locale.
        person: The id of the speaker, if the voice was recognized.
        interfaces: What the device can do apart from speech: `APL` if it has a screen, `AUDIO_PLAYER`.
    """

    user: str = "amzn1.ask.account.LOCAL"
    device: str = "amzn1.ask.device.LOCAL"
    locale: str = "en-US"
    person: str | None = None
    interfaces: frozenset[str] = frozenset()


def context(
    caller: Caller, skill_id: str, api: tuple[str, str], player: Mapping[str, Any], document: str | None = None
) -> dict[str, Any]:
    """Return the context object that every request has.

    Args:
        caller: The device that sends the request.
        skill_id: The skill's id.
        api: The URL of Alexa's own API, and the token for it.
        player: The state of the audio player.
        document: The token of the document on the screen, if there is one.
    """
    interfaces = {name: _INTERFACES[name] for name in sorted(caller.interfaces)}
    system = {
        "application": {"applicationId": skill_id},
        "user": {"userId": caller.user},
        "device": {"deviceId": caller.device, "supportedInterfaces": interfaces},
        "apiEndpoint": api[0],
        "apiAccessToken": api[1],
    } | ({"person": {"personId": caller.person}} if caller.person else {})
    shown = {"Viewport": _VIEWPORT} if APL in caller.interfaces else {}
    visual = {APL: {"token": document, "version": _RUNTIME}} if document is not None else {}
    return {"System": system} | shown | visual | ({AUDIO_PLAYER: player} if AUDIO_PLAYER in caller.interfaces else {})


def intent_request(understood: Understood, types: Mapping[str, str]) -> dict[str, Any]:
    """Return the request for an intent; `types` holds the types of all its slots."""
    slots = {name: _slot(name, understood.slots.get(name), type_) for name, type_ in types.items()}
    intent: dict[str, Any] = {"name": understood.intent, "confirmationStatus": "NONE"}
    return {"type": "IntentRequest", "intent": intent | ({"slots": slots} if slots else {})}


def _slot(name: str, value: SlotValue | None, type_: str) -> dict[str, Any]:
    """Return a slot in Alexa's format, which holds its value twice, the second time in `slotValue`."""
    slot: dict[str, Any] = {"name": name, "confirmationStatus": "NONE"}
    if value is None:
        return slot
    resolutions = _resolutions(value, f"amzn1.er-authority.echo-sdk.local.{type_}")
    content = {"value": value.said} | resolutions
    return slot | content | {"source": "USER", "slotValue": {"type": "Simple"} | content}


def _resolutions(value: SlotValue, authority: str) -> dict[str, Any]:
    """Return which listed value a slot's value resolved to; nothing for a slot type without a list."""
    resolution: dict[str, Any] = {"authority": authority, "status": {"code": "ER_SUCCESS_NO_MATCH"}}
    if value.name is not None:
        listed = {"name": value.name, "id": value.id or id_without_one(value.name)}
        resolution |= {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": listed}]}
    elif value.is_listed:
        return {}
    return {"resolutions": {"resolutionsPerAuthority": [resolution]}}


def id_without_one(name: str) -> str:
    """Return the id that Alexa gives a value without one in the model: the MD5 of its name."""
    return md5(name.encode(), usedforsecurity=False).hexdigest()


def permission_response(status: str, token: str) -> dict[str, Any]:
    """Return the request that tells the skill how the user answered Alexa's question for the reminders permission."""
    payload = {"permissionScope": REMINDERS, "status": status}
    response = {"status": {"code": "200", "message": "OK"}, "name": "AskFor", "payload": payload}
    return {"type": "Connections.Response", "token": token, **response}


def permission_token(body: Mapping[str, Any]) -> str | None:
    """Return the token of the directive that has Alexa ask for a permission; `None` if the response has none."""
    requests = (one for one in body.get("directives") or [] if one.get("type") == "Connections.SendRequest")
    return next((str(one.get("token", "")) for one in requests), None)
