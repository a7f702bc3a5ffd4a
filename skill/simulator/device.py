"""A smart speaker: knows when it is spoken to, keeps the session, sends requests and takes the answers."""

import json
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from skill.simulator.alexa_api import AlexaApi, Reminder
from skill.simulator.endpoints import Endpoint
from skill.simulator.listener import Listener, SlotValue, Understood, tidy
from skill.simulator.signing import Signer

_OPEN = "open|start|launch|begin|run|use|load|enter|go to|play|talk to|speak to|resume"
_ASK = "ask|tell"
_JOIN = r"(?:to|for|about|that|whether|if|and)(?: |$)"


class Elicitation(StrEnum):
    """What a device does when the skill asks for free text."""

    HONOUR = "honour"
    """Takes what is said as the free text, but for commands."""
    IGNORE = "ignore"
    """Goes by the samples only, as Alexa does when the model has no dialog for the intent."""
    GREEDY = "greedy"
    """Takes all that is said as the free text, commands included."""


@dataclass(frozen=True, slots=True)
class Who:
    """Whose device it is, as requests say it."""

    user: str = "amzn1.ask.account.LOCAL"
    device: str = "amzn1.ask.device.LOCAL"
    locale: str = "en-US"
    person: str | None = None
    """Whose voice is recognised, if one is."""


_PERMISSION = "<s>Do you give {} permission to create and edit reminders?</s>"
_CONSENTS = {"yes", "yeah", "yep", "sure", "okay", "ok", "yes please", "i do", "i approve"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the device does after something was said.

    Args:
        ssml: What it says, if anything.
        reprompt: What it says when nothing follows.
        is_open: Whether its microphone is open.
        card: The title and the text of the card in the companion app.
        remark: What the device itself has to say: that nobody spoke to it, for example.
    """

    ssml: str | None = None
    reprompt: str | None = None
    is_open: bool = False
    card: tuple[str, str] | None = None
    remark: str | None = None


@dataclass
class _Session:
    id: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    elicited: tuple[str, str] | None = None
    reprompt: str | None = None
    is_new: bool = True
    permission: str | None = None
    """While Alexa itself asks for a permission: the skill's token for it."""


class Device:
    """A device that speaks with one skill.

    Args:
        listener: What understands.
        endpoint: The way to the skill.
        signer: Signs the requests.
        skill_id: The skill's id.
        elicitation: What it does when free text is asked for.
        who: Whose it is.
        api: Alexa's own API.
        clock: The time, UTC.
        new_id: Makes identifiers.
    """

    def __init__(
        self,
        listener: Listener,
        endpoint: Endpoint,
        signer: Signer,
        skill_id: str,
        *,
        elicitation: Elicitation = Elicitation.HONOUR,
        who: Who = Who(),
        api: AlexaApi | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        new_id: Callable[[], str] = lambda: str(uuid.uuid4()),
    ) -> None:
        self._listener = listener
        self._endpoint = endpoint
        self._signer = signer
        self._skill_id = skill_id
        self._elicitation = elicitation
        self._who = who
        self._api = api
        self._clock = clock
        self._new_id = new_id
        self._session: _Session | None = None

    @property
    def is_open(self) -> bool:
        """Whether the microphone is open."""
        return self._session is not None

    def hear(self, utterance: str) -> Answer:
        """Take what was said; an empty utterance is silence.

        Raises:
            NoAnswer: The skill did not answer as a skill has to.
        """
        words = re.sub(r"^(?:hey )?alexa\b\s*", "", tidy(utterance))
        if self._session is not None and self._session.permission is not None:
            return self._permission(words)
        if not words:
            return self._silence()
        if (request := self._address(words)) is not None:
            return self._addressed(request)
        if self._session is None:
            return Answer(remark=f"The microphone is closed. Say: Alexa, open {self._listener.invocation}.")
        if words in {"exit", "quit"}:
            return self._end("USER_INITIATED")
        return self._send(self._intent(self._understand(words)))

    def _address(self, words: str) -> str | None:
        """Return with what the skill is called by its name; `None` when it is not."""
        name = re.escape(self._listener.invocation)
        if found := re.fullmatch(rf"(?:(?:{_OPEN}) )?(?:the )?{name}(?: skill)?(?: (.*))?", words):
            return found[1] or ""
        if found := re.fullmatch(rf"(?:{_ASK}) (?:the )?{name}(?: skill)?(?: (.*))?", words):
            return found[1] or ""
        if found := re.fullmatch(rf"(.+) (?:with|using|in|on|from) (?:the )?{name}", words):
            return found[1]
        return None

    def _addressed(self, words: str) -> Answer:
        if self._session is not None:
            self._end("USER_INITIATED")
        self._session = _Session(f"amzn1.echo-api.session.{self._new_id()}")
        joined = re.sub(rf"^{_JOIN}", "", words)
        if not joined:
            return self._send({"type": "LaunchRequest"})
        return self._send(self._intent(self._listener.command(joined) or self._listener.understand(_untold(words))))

    def _understand(self, words: str) -> Understood:
        elicited = self._session.elicited if self._session else None
        if elicited is None or self._elicitation is Elicitation.IGNORE:
            return self._listener.understand(words)
        command = None if self._elicitation is Elicitation.GREEDY else self._listener.command(words)
        intent, slot = elicited
        return command or Understood(intent, {slot: SlotValue(words)})

    def speaks_as(self, person: str | None) -> None:
        """Let somebody else speak: a voice that is recognised, or `None`, one that is not."""
        self._who = replace(self._who, person=person)

    def due(self) -> list[Reminder]:
        """Return the reminders that ring now."""
        return self._api.come_due(self._who.user, self._clock()) if self._api else []

    def _permission(self, words: str) -> Answer:
        """Alexa asked for a permission, and tells the skill what was answered."""
        status = "ACCEPTED" if words in _CONSENTS else "DENIED" if words else "NOT_ANSWERED"
        if status == "ACCEPTED" and self._api:
            self._api.permitted.add(self._who.user)
        payload = {"permissionScope": "alexa::alerts:reminders:skill:readwrite", "status": status}
        response = {"status": {"code": "200", "message": "OK"}, "name": "AskFor", "payload": payload}
        token = self._session.permission if self._session else None
        if self._session is not None:
            self._session.permission = None
        return self._send({"type": "Connections.Response", "token": token, **response})

    def _intent(self, understood: Understood) -> dict[str, Any]:
        types = self._listener.slots_of.get(understood.intent, {})
        slots = {name: _slot(name, understood.slots.get(name), kind) for name, kind in types.items()}
        intent: dict[str, Any] = {"name": understood.intent, "confirmationStatus": "NONE"}
        return {"type": "IntentRequest", "intent": intent | ({"slots": slots} if slots else {})}

    def _silence(self) -> Answer:
        """Nothing is said for eight seconds: the reprompt, once; then the session ends."""
        if self._session is None:
            return Answer()
        if self._session.reprompt is None:
            return self._end("EXCEEDED_MAX_REPROMPTS")
        reprompt, self._session.reprompt = self._session.reprompt, None
        return Answer(ssml=reprompt, is_open=True)

    def _end(self, reason: str) -> Answer:
        """End the session and tell the skill, which cannot answer to that."""
        self._post({"type": "SessionEndedRequest", "reason": reason})
        self._session = None
        return Answer()

    def _send(self, request: dict[str, Any]) -> Answer:
        response = self._post(request)
        body = response.get("response", {})
        answer = _answer(body)
        token = _permission_asked(body)
        if self._session is not None and token is not None:
            asked = _PERMISSION.format("Ready Room")
            self._session = replace(self._session, permission=token, is_new=False, attributes={})
            return replace(
                answer, ssml=(answer.ssml or "<speak></speak>").replace("</speak>", f"{asked}</speak>"), is_open=True
            )
        if not answer.is_open:
            self._session = None
        elif self._session is not None:
            self._session.attributes = response.get("sessionAttributes", {})
            self._session.elicited = self._elicited(body)
            self._session.reprompt = answer.reprompt
            self._session.is_new = False
        return answer

    def _elicited(self, body: Mapping[str, Any]) -> tuple[str, str] | None:
        """Return which slot of which intent is asked for; a directive for an intent without a dialog is ignored."""
        for directive in body.get("directives", []):
            intent = directive.get("updatedIntent", {}).get("name")
            if directive["type"] == "Dialog.ElicitSlot" and intent in self._listener.elicitable:
                return intent, directive["slotToElicit"]
        return None

    def _post(self, request: dict[str, Any]) -> Mapping[str, Any]:
        body = json.dumps(self._envelope(request)).encode()
        return self._endpoint(body, self._signer.headers(body))

    def _envelope(self, request: dict[str, Any]) -> dict[str, Any]:
        application, user = {"applicationId": self._skill_id}, {"userId": self._who.user}
        session = self._session or _Session("amzn1.echo-api.session.none")
        stamp = self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        system = {
            "application": application,
            "user": user,
            "device": {"deviceId": self._who.device, "supportedInterfaces": {}},
            "apiEndpoint": self._api.url if self._api else "",
            "apiAccessToken": self._who.user,
        } | ({"person": {"personId": self._who.person}} if self._who.person else {})
        return {
            "version": "1.0",
            "session": {
                "new": session.is_new,
                "sessionId": session.id,
                "application": application,
                "attributes": session.attributes,
                "user": user,
            },
            "context": {"System": system},
            "request": {
                "requestId": f"amzn1.echo-api.request.{self._new_id()}",
                "timestamp": stamp,
                "locale": self._who.locale,
                **request,
            },
        }


def _untold(words: str) -> str:
    """Return what the skill is asked, without the word that joins it; what it is told, whole: "that I …"."""
    return words if words.startswith("that ") else re.sub(rf"^{_JOIN}", "", words)


def _slot(name: str, value: SlotValue | None, kind: str) -> dict[str, Any]:
    slot: dict[str, Any] = {"name": name, "confirmationStatus": "NONE"}
    if value is None:
        return slot
    slot["value"] = value.said
    authority = f"amzn1.er-authority.echo-sdk.local.{kind}"
    if not value.is_listed:
        missed = {"authority": authority, "status": {"code": "ER_SUCCESS_NO_MATCH"}}
        slot["resolutions"] = {"resolutionsPerAuthority": [missed]}
    if value.name is not None:
        listed = {"name": value.name} | ({"id": value.id} if value.id else {})
        matched = {"authority": authority, "status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": listed}]}
        slot["resolutions"] = {"resolutionsPerAuthority": [matched]}
    return slot


def _permission_asked(body: Mapping[str, Any]) -> str | None:
    """Return the token with which the skill has Alexa ask for a permission, if it has."""
    asked = (one for one in body.get("directives", []) if one["type"] == "Connections.SendRequest")
    return next((str(one.get("token", "")) for one in asked), None)


def _answer(body: Mapping[str, Any]) -> Answer:
    card = body.get("card")
    return Answer(
        ssml=body.get("outputSpeech", {}).get("ssml"),
        reprompt=body.get("reprompt", {}).get("outputSpeech", {}).get("ssml"),
        is_open=body.get("shouldEndSession") is False,
        card=(card["title"], card["content"]) if card else None,
    )
