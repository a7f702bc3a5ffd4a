"""The skill's entry point for Alexa: verified JSON in, JSON out.

The SDK dispatches each request to one of the handlers here; the conversation decides which topic answers.
"""

import logging
import traceback
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import RequestEnvelope, Response, Session

from skill.alexa.api import AlexaApi
from skill.alexa.errors import report_errors
from skill.alexa.intents import BUTTONS, CONNECTED, PLAYBACK, TOUCH
from skill.alexa.report import MissingLocales, report
from skill.alexa.requests import AlexaRequest, account_of, check_shape, read_request
from skill.alexa.responses import response_of, silent
from skill.alexa.verification import Rejected, timestamp
from skill.breathing.recordings import address
from skill.conversation.manager import DialogManager
from skill.conversation.turn import Outcome, PageDoor, RecordedPatterns, Reply, Turn
from skill.deadline import Deadline
from skill.languages import FALLBACK
from skill.ledger.access import code_for, lock_for
from skill.ledger.protocol import Ledger
from skill.nlu.language import language_for
from skill.speech.parts import line
from skill.speech.ssml import Address
from skill.speech.texts import texts_for
from skill.trace import tracing

_SPOKEN_TO = {"LaunchRequest", "IntentRequest", CONNECTED, TOUCH}
_DISABLED, _PERSISTED = "AlexaSkillEvent.SkillDisabled", "PERSISTED"
_BROKEN = Reply((line("sorry-broken"),), outcome=Outcome.BROKEN)
_log = logging.getLogger(__name__)


class _Envelope(RequestEnvelope):
    """The SDK's envelope around a request that has been read, with its deadline and the performer's way to their page.

    The SDK's own deserializer fails on values that it does not know.
    """

    def __init__(self, request: AlexaRequest, deadline: Deadline, page: PageDoor | None) -> None:
        session = None if request.attributes is None else Session(attributes=dict(request.attributes))
        super().__init__(session=session)
        self.read = request
        self.deadline = deadline
        self.page = page


class AlexaSkill:
    """Answers verified requests.

    Args:
        ledger: Where records are stored.
        account_key: The key with which user ids are hashed.
        is_local: Whether only the simulator on this machine may call.
        sound: The base URL of the recordings; empty if there are none.
        recordings: Which patterns have recordings, if there are any.
    """

    def __init__(
        self,
        ledger: Ledger,
        account_key: bytes,
        *,
        is_local: bool = False,
        sound: str = "",
        recordings: RecordedPatterns = RecordedPatterns.ALL,
    ) -> None:
        self._ledger = ledger
        self._account_key = account_key
        self._recordings = recordings if sound else RecordedPatterns.NONE
        manager = DialogManager(ledger)
        find = partial(address, below=sound, key=account_key)
        builder = SkillBuilder()
        builder.add_request_handler(_Spoken(manager, find, is_local=is_local))
        builder.add_request_handler(_Playback(manager, find, is_local=is_local))
        builder.add_request_handler(_Button(manager, find, is_local=is_local))
        builder.add_exception_handler(_Failure())
        self._sdk = builder.create()
        self._missing_locales = MissingLocales()
        _read_ahead()

    def respond(self, envelope: Mapping[str, Any], deadline: Deadline, page_address: str = "") -> dict[str, Any]:
        """Answer a request. The response is empty if there is nothing to say or the request's type is unknown.

        Args:
            envelope: The verified request.
            deadline: When the answer is due.
            page_address: The address of the performers' page; empty if there is none.

        Raises:
            Rejected: The request is malformed.
            Unavailable: An account has to be erased but the ledger does not answer; Alexa has to send it again.
        """
        report_errors(envelope, self._account_key)
        check_shape(envelope)
        kind = envelope["request"]["type"]
        if kind == _DISABLED:
            self._erase_account(envelope, deadline)
        if kind not in _SPOKEN_TO | PLAYBACK.keys() | BUTTONS.keys():
            return _nothing()
        request = read_request(envelope, self._account_key, self._recordings)
        self._missing_locales.report(request.locale)
        asked = _Envelope(request, deadline, self._page(request, page_address))
        answer: dict[str, Any] = self._sdk.serializer.serialize(self._sdk.invoke(asked, None))
        return _nothing() if kind in PLAYBACK else answer

    def _page(self, request: AlexaRequest, address: str) -> PageDoor | None:
        """Return how the performer comes to their page: a repeated request gives the same code."""
        key = self._account_key
        return PageDoor(address, code_for(request.id, key), lock_for(request.id, key)) if address else None

    def _erase_account(self, envelope: Mapping[str, Any], deadline: Deadline) -> None:
        """Erase the account of a user who disabled the skill, except what was written after they did."""
        body = envelope["request"].get("body")
        if isinstance(body, dict) and body.get("userInformationPersistenceStatus") == _PERSISTED:
            return
        account = account_of(envelope["context"]["System"]["user"]["userId"], self._account_key)
        self._ledger.erase(account, deadline, until=_moment(envelope["request"]))
        _log.info("account %.8s disabled the skill and is erased", account)


def _read_ahead() -> None:
    """Load American English, which takes a third of a second, so that no turn has to; others when first spoken."""
    language_for(FALLBACK)
    texts_for(FALLBACK)


def _moment(event: Mapping[str, Any]) -> datetime:
    """Return when an event happened, as it may arrive late; when it was sent, if it does not say."""
    try:
        return timestamp({"timestamp": event["eventCreationTime"]})
    except (KeyError, Rejected):
        return timestamp(event)


def _nothing() -> dict[str, Any]:
    return {"version": "1.0", "response": {}}


class _Handler(AbstractRequestHandler):
    """Answers a request through the conversation.

    Args:
        manager: The dialog manager.
        find: Returns a recording's URL.
        is_local: Whether Alexa's own API may be on this machine.
    """

    kinds: frozenset[str]
    """The request types that it handles."""

    def __init__(self, manager: DialogManager, find: Address, *, is_local: bool) -> None:
        self._manager = manager
        self._find = find
        self._is_local = is_local

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return handler_input.request_envelope.read.kind in self.kinds

    def handle(self, handler_input: HandlerInput) -> Response:
        envelope = handler_input.request_envelope
        turn = self._turn(envelope.read, envelope.deadline, envelope.page)
        reply = self._reply(envelope.read, turn, envelope.deadline)
        if envelope.read.attributes is not None and reply is not None:
            handler_input.attributes_manager.session_attributes = reply.session.to_json() if reply.session else {}
        return Response() if reply is None or turn is None else self.respond(reply, turn)

    def respond(self, reply: Reply, turn: Turn) -> Response:
        """Convert a reply to a response."""
        return response_of(reply, texts_for(turn.locale), turn.device, self._find)

    def _turn(self, request: AlexaRequest, deadline: Deadline, page: PageDoor | None) -> Turn | None:
        """Return the turn for a request; `None` for a touch on an unknown control."""
        if request.act is None:
            return None
        return Turn(
            act=request.act,
            session=request.attributes or {},
            account=request.account,
            request=request.id,
            at=request.at,
            locale=request.locale,
            deadline=deadline,
            platform=AlexaApi(request.api, request.locale, deadline, is_local=self._is_local),
            device=request.device,
            voice_id=request.voice_id,
            page=page,
        )

    def _reply(self, request: AlexaRequest, turn: Turn | None, deadline: Deadline) -> Reply | None:
        """Answer a turn and log the result."""
        with tracing() as calls:
            try:
                reply = self._manager.answer(turn) if turn else None
            except Exception as error:
                report(request, deadline, calls, None, failed=type(error).__name__)
                raise
        report(request, deadline, calls, reply)
        return reply


class _Spoken(_Handler):
    """Handles utterances, touches and consent answers."""

    kinds = frozenset(_SPOKEN_TO)


class _Playback(_Handler):
    """Handles a device's reports about a track; the response cannot contain speech."""

    kinds = frozenset(PLAYBACK)


class _Button(_Handler):
    """Handles a device's buttons; the response can only control its audio player."""

    kinds = frozenset(BUTTONS)

    def respond(self, reply: Reply, turn: Turn) -> Response:
        return silent(reply, texts_for(turn.locale), turn.device, self._find)


def log_failure(error: Exception) -> None:
    """Log an unexpected exception without its text, which may contain a performer's words."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    _log.error("a turn failed with %s\n%s", type(error).__name__, frames)


class _Failure(AbstractExceptionHandler):
    """Apologizes after an unexpected exception."""

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:  # noqa: ARG002 - the SDK's signature
        return True

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        log_failure(exception)
        return response_of(_BROKEN, texts_for(handler_input.request_envelope.read.locale))
