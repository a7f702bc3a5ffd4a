"""Requests as Alexa writes them."""

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
class Who:
    """Whose device it is, as requests say it.

    Args:
        user: The Amazon account's id.
        device: The device's.
        locale: Its language.
        person: Whose voice is recognised, if one is.
        interfaces: What it can do besides speaking: `APL` with a screen, `AUDIO_PLAYER`.
    """

    user: str = "amzn1.ask.account.LOCAL"
    device: str = "amzn1.ask.device.LOCAL"
    locale: str = "en-US"
    person: str | None = None
    interfaces: frozenset[str] = frozenset()


def context(
    who: Who, skill_id: str, api: tuple[str, str], player: Mapping[str, Any], document: str | None = None
) -> dict[str, Any]:
    """Return what every request says of its device.

    Args:
        who: Whose device it is.
        skill_id: The skill's id.
        api: The address of Alexa's own API, and the token for it.
        player: What the audio player does.
        document: The token of the document on its screen, if one is there.
    """
    interfaces = {name: _INTERFACES[name] for name in sorted(who.interfaces)}
    system = {
        "application": {"applicationId": skill_id},
        "user": {"userId": who.user},
        "device": {"deviceId": who.device, "supportedInterfaces": interfaces},
        "apiEndpoint": api[0],
        "apiAccessToken": api[1],
    } | ({"person": {"personId": who.person}} if who.person else {})
    shown = {"Viewport": _VIEWPORT} if APL in who.interfaces else {}
    visual = {APL: {"token": document, "version": _RUNTIME}} if document is not None else {}
    return {"System": system} | shown | visual | ({AUDIO_PLAYER: player} if AUDIO_PLAYER in who.interfaces else {})


def intent_request(understood: Understood, types: Mapping[str, str]) -> dict[str, Any]:
    """Return the request for an intent, whose slots have these types."""
    slots = {name: _slot(name, understood.slots.get(name), kind) for name, kind in types.items()}
    intent: dict[str, Any] = {"name": understood.intent, "confirmationStatus": "NONE"}
    return {"type": "IntentRequest", "intent": intent | ({"slots": slots} if slots else {})}


def _slot(name: str, value: SlotValue | None, kind: str) -> dict[str, Any]:
    """Return a slot as Alexa writes it: what was said stands in it twice, once as a slot value of its own."""
    slot: dict[str, Any] = {"name": name, "confirmationStatus": "NONE"}
    if value is None:
        return slot
    resolutions = _resolutions(value, f"amzn1.er-authority.echo-sdk.local.{kind}")
    said = {"value": value.said} | resolutions
    return slot | said | {"source": "USER", "slotValue": {"type": "Simple"} | said}


def _resolutions(value: SlotValue, authority: str) -> dict[str, Any]:
    """Return which value of its list a slot's value is; nothing for a slot type without a list."""
    found: dict[str, Any] = {"authority": authority, "status": {"code": "ER_SUCCESS_NO_MATCH"}}
    if value.name is not None:
        listed = {"name": value.name, "id": value.id or id_without_one(value.name)}
        found |= {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": listed}]}
    elif value.is_listed:
        return {}
    return {"resolutions": {"resolutionsPerAuthority": [found]}}


def id_without_one(name: str) -> str:
    """Return the id that Alexa gives a value whose model has none: the MD5 of its name."""
    return md5(name.encode(), usedforsecurity=False).hexdigest()


def permission_answered(status: str, token: str) -> dict[str, Any]:
    """Return what the skill hears after Alexa has asked for the permission to set reminders."""
    payload = {"permissionScope": REMINDERS, "status": status}
    response = {"status": {"code": "200", "message": "OK"}, "name": "AskFor", "payload": payload}
    return {"type": "Connections.Response", "token": token, **response}


def permission_asked(body: Mapping[str, Any]) -> str | None:
    """Return the token with which the skill has Alexa ask for a permission, if it has."""
    asked = (one for one in body.get("directives") or [] if one.get("type") == "Connections.SendRequest")
    return next((str(one.get("token", "")) for one in asked), None)
