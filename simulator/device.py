"""A smart speaker: knows when it is spoken to, keeps the session, sends requests and takes the answers."""

import re
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from simulator.alexa_api import AlexaApi, Reminder
from simulator.answer import APL, Answer, answer_of
from simulator.documents import RENDER
from simulator.endpoints import Endpoint, NoAnswer
from simulator.listener import Listener, SlotValue, Understood, as_typed, tidy
from simulator.player import AUDIO_PLAYER, Player, Track
from simulator.requests import Who, context, intent_request, permission_answered, permission_asked
from simulator.signing import Signer
from simulator.wire import Wire

_OPEN = "open|start|launch|begin|run|use|load|enter|go to|play|talk to|speak to|resume"
_ASK = "ask|tell"
_POLITELY = r"(?:(?:please|can you|could you|would you|will you|i want to|i'd like to) )*"
_THANKS = r"(?: (?:please|now|thanks|thank you))*"
_JOIN = r"(?:to|for|about|that|whether|if|and)(?: |$)"
_PERMISSION = "<s>Do you give {} permission to create and edit reminders?</s>"
PLAYBACK_ERROR = "MEDIA_ERROR_SERVICE_UNAVAILABLE"
_SOMEBODY = Who()
_CONSENTS = {"yes", "yeah", "yep", "sure", "okay", "ok", "yes please", "i do", "i approve"}


class Elicitation(StrEnum):
    """What a device does when the skill asks for free text."""

    HONOUR = "honour"
    """Takes what is said as the free text, but for commands."""
    IGNORE = "ignore"
    """Goes by the samples only, as Alexa does when the model has no dialog for the intent."""
    GREEDY = "greedy"
    """Takes all that is said as the free text, commands included."""


class Playback(StrEnum):
    """What a sound track does by itself."""

    STARTED = "PlaybackStarted"
    NEARLY_FINISHED = "PlaybackNearlyFinished"
    FINISHED = "PlaybackFinished"
    FAILED = "PlaybackFailed"


@dataclass
class _Session:
    id: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    elicited: tuple[str, str] | None = None
    reprompt: str | None = None
    is_new: bool = True
    is_silent: bool = False
    """Whether its microphone is closed: a document on the screen keeps it."""
    permission: str | None = None
    """While Alexa itself asks for a permission: the skill's token for it."""


class Device:
    """A device that speaks with one skill.

    Args:
        listener: What understands; whoever keeps the device gives it a new one when the day changes.
        endpoint: The way to the skill.
        signer: Signs the requests.
        skill_id: The skill's id.
        elicitation: What it does when free text is asked for.
        is_typed: Whether it is typed to, as in Alexa's app: free text comes as it is written, capitals, digits and all.
        who: Whose it is, and what it can do.
        api: Alexa's own API.
        clock: The time, UTC.
        new_id: Makes identifiers.
        ledger_calls: Gives what the ledger was asked for since it was last called, where that can be seen.
        timer: Seconds that only ever grow, by which answers are timed.
    """

    def __init__(
        self,
        listener: Listener,
        endpoint: Endpoint,
        signer: Signer,
        skill_id: str,
        *,
        elicitation: Elicitation = Elicitation.HONOUR,
        is_typed: bool = False,
        who: Who = _SOMEBODY,
        api: AlexaApi | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        new_id: Callable[[], str] = lambda: str(uuid.uuid4()),
        ledger_calls: Callable[[], Sequence[str]] | None = None,
        timer: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.listener = listener
        self.elicitation = elicitation
        self.is_typed = is_typed
        self.who = who
        self._wire = Wire(endpoint, signer, ledger_calls, timer)
        self._skill_id = skill_id
        self._api = api
        self._clock = clock
        self._new_id = new_id
        self._session: _Session | None = None
        self._player = Player(clock)
        self._shown: str | None = None
        """The token of the document on the screen."""
        self._goes_on = False
        """Whether the track, which was paused for somebody to speak, plays on when they are done."""
        self._rings = api.rung(who.user) if api else 0

    @property
    def is_open(self) -> bool:
        """Whether the microphone is open."""
        return self._session is not None and not self._session.is_silent

    @property
    def shown(self) -> str | None:
        """The token of the document on its screen, if one is there."""
        return self._shown

    def speaks_as(self, person: str | None) -> None:
        """Let somebody else speak: a voice that is recognised, or `None`, one that is not."""
        self.who = replace(self.who, person=person)

    def leave(self) -> None:
        """Let its session be over, without a word to the skill: it was cut off, or nobody answered."""
        self._session, self._shown = None, None

    def due(self) -> list[Reminder]:
        """Return the reminders that ring on it now, since it was last asked."""
        if self._api is None:
            return []
        rung = self._api.ring(self.who.user, self._clock())
        new, self._rings = rung[self._rings :], len(rung)
        return new

    def hear(self, utterance: str, offset_ms: int | None = None) -> Answer:
        """Take what was said; an empty utterance is silence.

        Args:
            utterance: What was said.
            offset_ms: Where the sound track really is, if somebody knows.

        Raises:
            NoAnswer: The skill did not answer as a skill has to.
        """
        words = re.sub(r"^(?:hey )?alexa\b\s*", "", tidy(utterance))
        if words and offset_ms is not None:
            self._player.is_at(offset_ms)
        if words and (paused := self._player.halt("PAUSED")):
            self._goes_on = True
            self._event("PlaybackStopped", paused)
        if _stops(words):
            self._goes_on = False
        try:
            answer = self._hear(words, utterance)
        finally:
            if self._goes_on and self._session is None:
                self._goes_on = False
                self._player.go_on()  # what was said was no word to the player: it plays on by itself
        return self._whole(answer)

    def playback(self, event: Playback, offset_ms: int | None = None) -> Answer:
        """Tell what the sound track does by itself: when it has begun, nears its end, has ended or cannot be played."""
        if offset_ms is not None:
            self._player.is_at(offset_ms)
        if (track := self._player.track) is None:
            return Answer()
        if event in {Playback.FINISHED, Playback.FAILED}:
            self._player.finish()
        self._event(event, track)
        return self._whole(Answer())

    def touch(self, arguments: Sequence[Any], source: Mapping[str, Any], token: str) -> Answer:
        """Take a touch of the screen for which its document sends an event."""
        if APL not in self.who.interfaces:
            return Answer()
        self._session = self._session or self._new_session()
        request = {"type": f"{APL}.UserEvent", "token": token, "arguments": list(arguments), "source": source}
        return self._whole(self._send(request | {"components": {}}, "(touched)"))

    def _hear(self, words: str, utterance: str) -> Answer:
        if self._session is not None and self._session.permission is not None:
            return self._permission(words)
        if not words and not (self.is_typed and utterance.strip()):
            return self._silence()
        if (request := self._address(words, is_called=self._session is None or words != tidy(utterance))) is not None:
            return self._addressed(request, utterance)
        if self._session is None:
            return self._unaddressed(words)
        if words in {"exit", "quit"}:
            return self._end("USER_INITIATED")
        return self._intent(self._understand(words, utterance), words)

    def _address(self, words: str, *, is_called: bool) -> str | None:
        """Return with what the skill is called by its name; `None` when it is not.

        Args:
            words: What was said.
            is_called: Whether its name at the end calls it, too: in an answer, "in the ready room" is a place.
        """
        name = re.escape(self.listener.invocation)
        called = rf"(?:the |my )?(?:skill )?{name}(?: skill| app)?"
        if found := re.fullmatch(rf"{_POLITELY}(?:(?:{_OPEN}) )?{called}(?: (.+?))??{_THANKS}", words):
            return found[1] or ""
        if found := re.fullmatch(rf"(?:{_ASK}) (?:the )?{name}(?: skill)?(?: (.*))?", words):
            return found[1] or ""
        if is_called and (found := re.fullmatch(rf"(.+) (?:with|using|in|on|from) (?:the )?{name}", words)):
            return found[1]
        return None

    def _addressed(self, words: str, utterance: str) -> Answer:
        if self._session is not None:
            self._end("USER_INITIATED")
        self._session, self._shown = self._new_session(), None
        joined = re.sub(rf"^{_JOIN}", "", words)
        if not joined:
            return self._send({"type": "LaunchRequest"}, utterance)
        return self._intent(self.listener.command(joined) or self._understand(_untold(words), utterance), utterance)

    def _unaddressed(self, words: str) -> Answer:
        """Nobody called the skill: it is meant only if its track played last, and the word is one for a player."""
        understood = self.listener.to_a_player(words)
        if self._player.track is not None and understood is not None:
            self._session = self._new_session()
            return self._intent(understood, words)
        return Answer(remark=f"Nobody asked for the skill. Say: Alexa, open {self.listener.invocation}.")

    def _understand(self, words: str, utterance: str) -> Understood:
        said = as_typed(words, utterance) if self.is_typed else words
        elicited = self._session.elicited if self._session else None
        if elicited is None or self.elicitation is Elicitation.IGNORE:
            return self.listener.typed(said) if self.is_typed else self.listener.understand(words)
        command = None if self.elicitation is Elicitation.GREEDY else self.listener.command(words)
        intent, slot = elicited
        return command or Understood(intent, {slot: SlotValue(said)})

    def _permission(self, words: str) -> Answer:
        """Alexa asked for a permission, and tells the skill what was answered."""
        status = "ACCEPTED" if words in _CONSENTS else "DENIED" if words else "NOT_ANSWERED"
        if status == "ACCEPTED" and self._api:
            self._api.permitted.add(self.who.user)
        token = self._session.permission if self._session else None
        if self._session is not None:
            self._session.permission = None
        return self._send(permission_answered(status, token or ""), words)

    def _silence(self) -> Answer:
        """Nothing is said for eight seconds: the reprompt, once; then the session ends."""
        if self._session is None or self._session.is_silent:
            return Answer()
        if self._session.reprompt is None:
            return self._end("EXCEEDED_MAX_REPROMPTS")
        reprompt, self._session.reprompt = self._session.reprompt, None
        return Answer(ssml=reprompt, is_open=True)

    def _end(self, reason: str) -> Answer:
        """End the session and tell the skill, which cannot answer to that."""
        try:
            self._post({"type": "SessionEndedRequest", "reason": reason}, "")
        finally:
            self._session, self._shown = None, None
        return Answer()

    def _intent(self, understood: Understood, words: str) -> Answer:
        request = intent_request(understood, self.listener.slots_of.get(understood.intent, {}))
        return self._send(request, words, understood)

    def _event(self, event: str, track: Track) -> None:
        """Tell the skill what the player does; of its answer only what is for the player is looked at."""
        where = {"token": track.token, "offsetInMilliseconds": track.offset_ms}
        request = {"type": f"{AUDIO_PLAYER}.{event}", **(_failed(where) if event == Playback.FAILED else where)}
        body = self._post(request, "", has_session=False).get("response") or {}
        if event != "PlaybackStopped":
            self._player.take(body.get("directives") or [])

    def _send(self, request: dict[str, Any], words: str, understood: Understood | None = None) -> Answer:
        try:
            response = self._post(request, words, understood)
        except NoAnswer:
            self._session = None
            raise
        body = response.get("response") or {}
        answer = answer_of(body)
        self._player.take(body.get("directives") or [])
        self._show(answer, body.get("shouldEndSession"))
        token = permission_asked(body)
        if self._session is not None and token is not None:
            asked = _PERMISSION.format("Ready Room")
            self._session = replace(self._session, permission=token, is_new=False, attributes={})
            return replace(
                answer, ssml=(answer.ssml or "<speak></speak>").replace("</speak>", f"{asked}</speak>"), is_open=True
            )
        if not answer.is_open and (self._shown is None or body.get("shouldEndSession")):
            self._session = None
        elif self._session is not None:
            self._session.is_silent = not answer.is_open
            self._session.attributes = response.get("sessionAttributes", {})
            self._session.elicited = self._elicited(body)
            self._session.reprompt = answer.reprompt
            self._session.is_new = False
        return answer

    def _show(self, answer: Answer, ends: bool | None) -> None:
        """Take a document to the screen; one that stays there when the session ends is no longer wanted."""
        if APL not in self.who.interfaces or ends:
            self._shown = None
        for directive in answer.screen if APL in self.who.interfaces else ():
            if directive["type"] == RENDER:
                self._shown = str(directive.get("token", ""))

    def _elicited(self, body: Mapping[str, Any]) -> tuple[str, str] | None:
        """Return which slot of which intent is asked for; a directive for an intent without a dialog is ignored."""
        for directive in body.get("directives") or []:
            intent = directive.get("updatedIntent", {}).get("name")
            if directive.get("type") == "Dialog.ElicitSlot" and intent in self.listener.dialogs:
                return intent, directive["slotToElicit"]
        return None

    def _post(
        self, request: dict[str, Any], words: str, understood: Understood | None = None, *, has_session: bool = True
    ) -> Mapping[str, Any]:
        api = (self._api.url, self._api.token(self.who.user)) if self._api else ("", "")
        system = context(self.who, self._skill_id, api, self._player.as_context(), self._shown)
        stamp = self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        id_ = f"amzn1.echo-api.request.{self._new_id()}"
        named = {"requestId": id_, "timestamp": stamp, "locale": self.who.locale}
        session = self._session or _Session("amzn1.echo-api.session.none")
        ours = {name: system["System"][name] for name in ("application", "user")}
        told = {"new": session.is_new, "sessionId": session.id, "attributes": session.attributes, **ours}
        envelope = {"version": "1.0"} | ({"session": told} if has_session else {})
        envelope |= {"context": system, "request": named | request}
        return self._wire.send(envelope, words, understood, self.listener.dialogs)

    def _new_session(self) -> _Session:
        return _Session(f"amzn1.echo-api.session.{self._new_id()}")

    def _whole(self, answer: Answer) -> Answer:
        shown = self._shown is not None
        return replace(answer, track=self._player.track, is_shown=shown, exchanges=self._wire.passed())


def _failed(where: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is told of a track that cannot be played: where it was stands apart."""
    error = {"type": PLAYBACK_ERROR, "message": "it could not be fetched"}
    state = {**where, "playerActivity": "STOPPED"}
    return {"token": where["token"], "error": error, "currentPlaybackState": state}


def _stops(words: str) -> bool:
    """Whether a player that is told this by its own device stays paused."""
    return words in {"stop", "pause", "cancel"}


def _untold(words: str) -> str:
    """Return what the skill is asked, without the word that joins it; what it is told, whole: "that I …"."""
    return words if words.startswith("that ") else re.sub(rf"^{_JOIN}", "", words)
