"""The skill as Alexa calls it: verified JSON in, JSON out.

One handler takes every request; routing is the conversation's.
"""

import json
import logging
import traceback
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import RequestEnvelope, Response

from skill.alexa.errors import report_errors
from skill.alexa.report import report
from skill.alexa.requests import (
    BUTTONS,
    CONNECTED,
    PLAYBACK,
    Call,
    account_of,
    check_shape,
    device_of,
    locale_of,
    told_by,
    trimmed,
    turn_of,
)
from skill.alexa.responses import response_of, silent
from skill.alexa.verification import Rejected, timestamp
from skill.breathing.recordings import address
from skill.conversation.manager import DialogManager
from skill.conversation.turn import Outcome, RecordedPatterns, Reply, Turn
from skill.deadline import Deadline
from skill.languages import locales
from skill.ledger.protocol import Ledger
from skill.nlu.intents import TOUCH
from skill.nlu.language import language_for
from skill.speech.parts import line
from skill.speech.ssml import Address
from skill.speech.texts import texts_for

_SPOKEN_TO = {"LaunchRequest", "IntentRequest", CONNECTED, TOUCH}
_DISABLED, _PERSISTED = "AlexaSkillEvent.SkillDisabled", "PERSISTED"
_BROKEN = Reply((line("sorry-broken"),), outcome=Outcome.BROKEN)
_log = logging.getLogger(__name__)


class AlexaSkill:
    """Answers verified requests.

    Args:
        ledger: Where records are kept.
        account_key: The key with which user ids are hashed.
        is_local: Whether only the simulator on this machine may call.
        sound: The address below which Alexa finds the recordings; empty: there are none.
        sounds: For which patterns there are recordings, where there are any.
    """

    def __init__(
        self,
        ledger: Ledger,
        account_key: bytes,
        *,
        is_local: bool = False,
        sound: str = "",
        sounds: RecordedPatterns = RecordedPatterns.ALL,
    ) -> None:
        self._ledger = ledger
        self._account_key = account_key
        self._sounds = sounds if sound else RecordedPatterns.NONE
        builder = SkillBuilder()
        builder.add_request_handler(
            _Turns(
                DialogManager(ledger), account_key, partial(address, below=sound, key=account_key), is_local=is_local
            )
        )
        builder.add_exception_handler(_Failures())
        self._sdk = builder.create()
        _read_ahead()

    def respond(self, envelope: Mapping[str, Any], deadline: Deadline) -> dict[str, Any]:
        """Answer a request; with nothing when there is nothing to say, or nothing in it that is known.

        Raises:
            Rejected: It is no request.
            Unavailable: An account is to be erased and the ledger does not answer: Alexa has to call again.
        """
        report_errors(envelope, self._account_key)
        check_shape(envelope)
        kind = envelope["request"]["type"]
        if kind == _DISABLED:
            self._erase_account(envelope, deadline)
        if kind not in _SPOKEN_TO | PLAYBACK | BUTTONS:
            return _nothing()
        request = self._sdk.serializer.deserialize(json.dumps(trimmed(envelope)), RequestEnvelope)
        device, told = device_of(envelope, self._sounds), told_by(envelope["request"])
        call = Call(kind, timestamp(envelope["request"]), deadline, device, told)
        answer: dict[str, Any] = self._sdk.serializer.serialize(self._sdk.invoke(request, call))
        return _nothing() if kind in PLAYBACK else answer

    def _erase_account(self, envelope: Mapping[str, Any], deadline: Deadline) -> None:
        """Erase a user who disabled the skill, but nothing that was written after they did."""
        body = envelope["request"].get("body")
        if isinstance(body, dict) and body.get("userInformationPersistenceStatus") == _PERSISTED:
            return
        account = account_of(envelope["context"]["System"]["user"]["userId"], self._account_key)
        self._ledger.erase(account, deadline, until=_moment(envelope["request"]))
        _log.info("account %.8s disabled the skill and is erased", account)


def _read_ahead() -> None:
    """Read every language, which takes half a second, before there are turns: or each of the first would read it."""
    for locale in locales():
        language_for(locale)
        texts_for(locale)


def _moment(event: Mapping[str, Any]) -> datetime:
    """Return when an event happened, which may come late; when it was sent, if it does not say."""
    try:
        return timestamp({"timestamp": event["eventCreationTime"]})
    except (KeyError, Rejected):
        return timestamp(event)


def _nothing() -> dict[str, Any]:
    return {"version": "1.0", "response": {}}


class _Turns(AbstractRequestHandler):
    """Takes every request that can be answered."""

    def __init__(self, conversation: DialogManager, account_key: bytes, address_of: Address, *, is_local: bool) -> None:
        self._conversation = conversation
        self._account_key = account_key
        self._address_of = address_of
        self._is_local = is_local

    def can_handle(self, handler_input: HandlerInput) -> bool:  # noqa: ARG002 - the SDK's signature
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        call: Call = handler_input.context
        envelope = handler_input.request_envelope
        turn = turn_of(envelope, call, self._account_key, is_local=self._is_local)
        reply = self._reported(turn)
        if reply is None:
            return Response()
        if envelope.session is not None:
            handler_input.attributes_manager.session_attributes = reply.session.to_json() if reply.session else {}
        if call.kind in BUTTONS:
            return silent(reply, texts_for(turn.locale), call.device, self._address_of)
        return response_of(reply, texts_for(turn.locale), call.device, self._address_of)

    def _reported(self, turn: Turn) -> Reply | None:
        """Answer a turn, and log how that went."""
        try:
            reply = self._conversation.answer(turn)
        except Exception as error:
            report(turn, None, failed=type(error).__name__)
            raise
        report(turn, reply)
        return reply


def log_failure(error: Exception) -> None:
    """Log what should not have happened: an exception's text may hold a performer's words, and is left out."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    _log.error("a turn failed with %s\n%s", type(error).__name__, frames)


class _Failures(AbstractExceptionHandler):
    """Apologises for what should not have happened."""

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:  # noqa: ARG002 - the SDK's signature
        return True

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        log_failure(exception)
        locale = locale_of(handler_input.request_envelope.request)
        return response_of(_BROKEN, texts_for(locale))
