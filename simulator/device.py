"""A smart speaker: notices when it is spoken to, keeps the session, sends requests and handles the answers."""

import re
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from simulator.alexa_api import AlexaApi, Reminder
from simulator.answer import APL, Answer, answer_of
from simulator.documents import RENDER
from simulator.endpoints import Endpoint, NoAnswer
from simulator.listener import Listener, SlotValue, Understood, as_typed, either, tidy
from simulator.player import AUDIO_PLAYER, Player, Track
from simulator.requests import Caller, context, intent_request, permission_response, permission_token
from simulator.signing import Signer
from simulator.wire import Wire

PLAYBACK_ERROR = "MEDIA_ERROR_SERVICE_UNAVAILABLE"
_SKILL_NAME = "Ready Room"
_DEFAULT_CALLER = Caller()


class Elicitation(StrEnum):
    """What a device does when the skill elicits free text."""

    HONOUR = "honour"
    """Takes the utterance as the free text, unless it is a command."""
    IGNORE = "ignore"
    """Matches samples only, as Alexa does if the model has no dialog for the intent."""
    GREEDY = "greedy"
    """Takes every utterance as the free text, commands included."""


class Playback(StrEnum):
    """Events of a track that no utterance causes."""

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
    """Whether the microphone is closed: a document on the screen keeps the session open."""
    permission: str | None = None
    """The skill's token while Alexa itself asks for a permission."""


class Device:
    """A device that speaks with one skill.

    Args:
        listener: Resolves utterances; replace it when the day changes.
        endpoint: Sends requests to the skill.
        signer: Signs the requests.
        skill_id: The skill's id.
        elicitation: What the device does when the skill elicits free text.
        is_typed: Whether people type, as in the Alexa app: free text then keeps its capitals, digits and punctuation.
        caller: The account, the device and the speaker in the requests, and the device's interfaces.
        api: Alexa's own API.
        clock: The current time in UTC.
        new_id: Makes identifiers.
        ledger_calls: Returns the ledger's methods called since the last time, if they can be watched.
        timer: A monotonic clock in seconds that times the answers.
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
        caller: Caller = _DEFAULT_CALLER,
        api: AlexaApi | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        new_id: Callable[[], str] = lambda: str(uuid.uuid4()),
        ledger_calls: Callable[[], Sequence[str]] | None = None,
        timer: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.listener = listener
        self.elicitation = elicitation
        self.is_typed = is_typed
        self.caller = caller
        self._wire = Wire(endpoint, signer, ledger_calls, timer)
        self._skill_id = skill_id
        self._api = api
        self._clock = clock
        self._new_id = new_id
        self._session: _Session | None = None
        self._player = Player(clock)
        self._shown: str | None = None
        """The token of the document on the screen."""
        self._resumes_track = False
        """Whether to resume the track, which was paused for an utterance."""
        self._rings_taken = api.rung(caller.user) if api else 0

    @property
    def is_open(self) -> bool:
        """Whether the microphone is open."""
        return self._session is not None and not self._session.is_silent

    @property
    def shown(self) -> str | None:
        """The token of the document on the screen, if there is one."""
        return self._shown

    @property
    def elicited(self) -> tuple[str, str] | None:
        """The intent and the slot whose free text the skill elicits, if it elicits any."""
        return self._session.elicited if self._session else None

    def fork(self, way: "Device | None" = None) -> "Device":
        """Return a device at the same point of the conversation; what one of the two hears does not reach the other.

        Args:
            way: A device whose way to the skill, clock and identifiers the new one uses instead.
        """
        other = copy(way or self)
        other._session, other._player = copy(self._session), self._player.fork(other._clock)
        other._shown, other._resumes_track = self._shown, self._resumes_track
        return other

    def speaks_as(self, person: str | None) -> None:
        """Change the speaker: the id of a recognized voice, or `None` for an unrecognized one."""
        self.caller = replace(self.caller, person=person)

    def leave(self) -> None:
        """Drop the session without telling the skill, because it was cut off or nobody answered."""
        self._session, self._shown = None, None

    def due(self) -> list[Reminder]:
        """Return the reminders that have rung on this device since the last call."""
        if self._api is None:
            return []
        rung = self._api.ring(self.caller.user, self._clock())
        new, self._rings_taken = rung[self._rings_taken :], len(rung)
        return new

    def hear(self, utterance: str, offset_ms: int | None = None) -> Answer:
        """Handle an utterance; an empty one is silence.

        Args:
            utterance: What was said.
            offset_ms: The track's real position, if it is known.

        Raises:
            NoAnswer: The skill didn't return a valid answer.
        """
        language = self.listener.language
        plain = tidy(utterance, language)
        words = re.sub(rf"^(?:{either(language.calls.wake)})\b\s*", "", plain)
        if words and offset_ms is not None:
            self._player.is_at(offset_ms)
        if words and (paused := self._player.halt("PAUSED")):
            self._resumes_track = True
            self._event("PlaybackStopped", paused)
        if words in language.replies.stop:
            self._resumes_track = False
        try:
            answer = self._hear(words, utterance, is_called=self._session is None or words != plain)
        finally:
            if self._resumes_track and self._session is None:
                self._resumes_track = False
                self._player.go_on()  # the utterance was not meant for the player
        return self._complete(answer)

    def ask(self, intent: str) -> Answer:
        """Begin a session with an intent, as an utterance that calls the skill and names it does.

        Raises:
            NoAnswer: The skill didn't return a valid answer.
        """
        self._session, self._shown = self._new_session(), None
        return self._complete(self._intent(Understood(intent, {}), ""))

    @property
    def has_track(self) -> bool:
        """Whether the player has a track that can be paused or resumed."""
        return self._player.track is not None

    def playback(self, event: Playback, offset_ms: int | None = None) -> Answer:
        """Tell the skill that the track has started, is nearly finished, has finished or has failed."""
        if offset_ms is not None:
            self._player.is_at(offset_ms)
        if (track := self._player.track) is None:
            return Answer()
        if event in {Playback.FINISHED, Playback.FAILED}:
            self._player.finish()
        self._event(event, track)
        return self._complete(Answer())

    def touch(self, arguments: Sequence[Any], source: Mapping[str, Any], token: str) -> Answer:
        """Handle a touch for which the document on the screen sends an event."""
        if APL not in self.caller.interfaces:
            return Answer()
        self._session = self._session or self._new_session()
        request = {"type": f"{APL}.UserEvent", "token": token, "arguments": list(arguments), "source": source}
        return self._complete(self._send(request | {"components": {}}, "(touched)"))

    def _hear(self, words: str, utterance: str, *, is_called: bool) -> Answer:
        if self._session is not None and self._session.permission is not None:
            return self._permission(words)
        if not words and not (self.is_typed and utterance.strip()):
            return self._silence()
        if (request := self._request_to_skill(words, is_called=is_called)) is not None:
            return self._call(request, utterance)
        if self._session is None:
            return self._without_call(words)
        if words in self.listener.language.replies.exit:
            return self._end("USER_INITIATED")
        return self._intent(self._understand(words, utterance), words)

    def _request_to_skill(self, words: str, *, is_called: bool) -> str | None:
        """Return what the words ask of the skill, without its name; `None` if they don't call it by name.

        Args:
            words: What was said.
            is_called: Whether a name at the end calls the skill, too: in an answer, "in the ready room" is a place.
        """
        calls, name = self.listener.language.calls, re.escape(self.listener.invocation)
        article, skill = f"(?:{re.escape(calls.article)} )?", re.escape(calls.skill)
        determiner, noun = either((calls.article, calls.possessive)), either((calls.skill, calls.app))
        polite, thanks = f"(?:(?:{either(calls.polite)}) )*", f"(?: (?:{either(calls.thanks)}))*"
        full_name = f"(?:(?:{determiner}) )?(?:{skill} )?{name}(?: (?:{noun}))?"
        if found := re.fullmatch(rf"{polite}(?:(?:{either(calls.open)}) )?{full_name}(?: (.+?))??{thanks}", words):
            return found[1] or ""
        if found := re.fullmatch(rf"(?:{either(calls.ask)}) {article}{name}(?: {skill})?(?: (.*))?", words):
            return found[1] or ""
        if is_called and (found := re.fullmatch(rf"(.+) (?:{either(calls.using)}) {article}{name}", words)):
            return found[1]
        return None

    def _call(self, request: str, utterance: str) -> Answer:
        if self._session is not None:
            self._end("USER_INITIATED")
        self._session, self._shown = self._new_session(), None
        calls = self.listener.language.calls
        joined = re.sub(rf"^(?:{either(calls.joins)})(?: |$)", "", request)
        if not joined:
            return self._send({"type": "LaunchRequest"}, utterance)
        # A statement keeps the word that joins it: "that I kept eye contact".
        words = request if request.startswith(f"{calls.quote} ") else joined
        return self._intent(self.listener.command(joined) or self._understand(words, utterance), utterance)

    def _without_call(self, words: str) -> Answer:
        """Handle an utterance that didn't call the skill: it counts only if it controls the skill's track."""
        understood = self.listener.to_a_player(words)
        if self._player.track is not None and understood is not None:
            self._session = self._new_session()
            return self._intent(understood, words)
        return Answer(remark=self.listener.language.replies.not_called.format(skill=self.listener.invocation))

    def _understand(self, words: str, utterance: str) -> Understood:
        said = as_typed(words, utterance, self.listener.language) if self.is_typed else words
        if (elicited := self.elicited) is None or self.elicitation is Elicitation.IGNORE:
            return self.listener.typed(said) if self.is_typed else self.listener.understand(words)
        command = None if self.elicitation is Elicitation.GREEDY else self.listener.command(words)
        intent, slot = elicited
        return command or Understood(intent, {slot: SlotValue(said)})

    def _permission(self, words: str) -> Answer:
        """Tell the skill how its user answered when Alexa asked for the permission."""
        consent = self.listener.language.replies.consent
        status = "ACCEPTED" if words in consent else "DENIED" if words else "NOT_ANSWERED"
        if status == "ACCEPTED" and self._api:
            self._api.permitted.add(self.caller.user)
        token = self._session.permission if self._session else None
        if self._session is not None:
            self._session.permission = None
        return self._send(permission_response(status, token or ""), words)

    def _silence(self) -> Answer:
        """Handle eight seconds of silence: say the reprompt once, then end the session."""
        if self._session is None or self._session.is_silent:
            return Answer()
        if self._session.reprompt is None:
            return self._end("EXCEEDED_MAX_REPROMPTS")
        reprompt, self._session.reprompt = self._session.reprompt, None
        return Answer(ssml=reprompt, is_open=True)

    def _end(self, reason: str) -> Answer:
        """End the session and tell the skill, which can't answer that."""
        try:
            self._post({"type": "SessionEndedRequest", "reason": reason}, "")
        finally:
            self._session, self._shown = None, None
        return Answer()

    def _intent(self, understood: Understood, words: str) -> Answer:
        request = intent_request(understood, self.listener.slots_of.get(understood.intent, {}))
        return self._send(request, words, understood)

    def _event(self, event: str, track: Track) -> None:
        """Tell the skill what the player does; only directives for the player count in its answer."""
        state = {"token": track.token, "offsetInMilliseconds": track.offset_ms}
        request = {"type": f"{AUDIO_PLAYER}.{event}", **(_failure(state) if event == Playback.FAILED else state)}
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
        token = permission_token(body)
        if self._session is not None and token is not None:
            self._session = replace(self._session, permission=token, is_new=False, attributes={})
            question = f"<s>{self.listener.language.replies.permission.format(skill=_SKILL_NAME)}</s>"
            ssml = (answer.ssml or "<speak></speak>").replace("</speak>", f"{question}</speak>")
            return replace(answer, ssml=ssml, is_open=True)
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
        """Show a document on the screen; remove the old one if the session ends."""
        if APL not in self.caller.interfaces or ends:
            self._shown = None
        for directive in answer.screen if APL in self.caller.interfaces else ():
            if directive["type"] == RENDER:
                self._shown = str(directive.get("token", ""))

    def _elicited(self, body: Mapping[str, Any]) -> tuple[str, str] | None:
        """Return the intent and the slot to elicit; a directive for an intent without a dialog is ignored."""
        for directive in body.get("directives") or []:
            intent = directive.get("updatedIntent", {}).get("name")
            if directive.get("type") == "Dialog.ElicitSlot" and intent in self.listener.dialogs:
                return intent, directive["slotToElicit"]
        return None

    def _post(
        self, request: dict[str, Any], words: str, understood: Understood | None = None, *, has_session: bool = True
    ) -> Mapping[str, Any]:
        api = (self._api.url, self._api.token(self.caller.user)) if self._api else ("", "")
        system = context(self.caller, self._skill_id, api, self._player.as_context(), self._shown)
        stamp = self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        id_ = f"amzn1.echo-api.request.{self._new_id()}"
        header = {"requestId": id_, "timestamp": stamp, "locale": self.caller.locale}
        session = self._session or _Session("amzn1.echo-api.session.none")
        ids = {name: system["System"][name] for name in ("application", "user")}
        state = {"new": session.is_new, "sessionId": session.id, "attributes": session.attributes, **ids}
        envelope = {"version": "1.0"} | ({"session": state} if has_session else {})
        envelope |= {"context": system, "request": header | request}
        return self._wire.send(envelope, words, understood, self.listener.dialogs)

    def _new_session(self) -> _Session:
        return _Session(f"amzn1.echo-api.session.{self._new_id()}")

    def _complete(self, answer: Answer) -> Answer:
        shown = self._shown is not None
        return replace(answer, track=self._player.track, is_shown=shown, exchanges=self._wire.take_exchanges())


def _failure(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of a PlaybackFailed request, in which the track's state is a separate object."""
    error = {"type": PLAYBACK_ERROR, "message": "the sound could not be fetched"}
    return {"token": state["token"], "error": error, "currentPlaybackState": {**state, "playerActivity": "STOPPED"}}
