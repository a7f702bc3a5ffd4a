"""A device's answer to an utterance, and the requests and responses behind it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.listener import FALLBACK, Understood
from simulator.player import Track

APL = "Alexa.Presentation.APL"
_TRIES = "tries"
"""The session attribute in which the skill counts how often it didn't understand an answer."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer.

    Args:
        utterance: What was said.
        understood: The intent it resolved to; `None` if the request isn't an intent.
        request: The whole request.
        answer: The whole answer.
        seconds: How long the answer took.
        ledger: The ledger's methods called meanwhile; `None` if they can't be watched.
        broken: The rules of Alexa's that the answer breaks.
    """

    utterance: str
    understood: Understood | None
    request: Mapping[str, Any]
    answer: Mapping[str, Any]
    seconds: float
    ledger: tuple[str, ...] | None
    broken: tuple[str, ...]

    @property
    def is_breakdown(self) -> bool:
        """Whether no sample matched or the skill has to ask again."""
        before, after = _tries((self.request.get("session") or {}).get("attributes")), _tries(self.session)
        return (self.understood is not None and self.understood.intent == FALLBACK) or after > before

    @property
    def session(self) -> Mapping[str, Any]:
        """The session attributes after the exchange."""
        attributes: Mapping[str, Any] = self.answer.get("sessionAttributes") or {}
        return attributes

    @property
    def size(self) -> int:
        """The answer's length in bytes."""
        return len(json.dumps(self.answer).encode())

    @property
    def summary(self) -> str:
        """One line with the intent or request type, its sample and what the answer cost."""
        kind = self.understood.intent if self.understood else self.request["request"]["type"]
        sample = f" by “{self.understood.sample}”" if self.understood and self.understood.sample else ""
        ledger = "" if self.ledger is None else f", ledger: {', '.join(self.ledger) or 'nothing'}"
        return f"{kind}{sample}: {self.seconds * 1_000:.0f} ms, {self.size} bytes{ledger}"

    @property
    def characters(self) -> int:
        """The number of characters in the speech, tags included."""
        return len(((self.answer.get("response") or {}).get("outputSpeech") or {}).get("ssml", ""))


def _tries(attributes: Mapping[str, Any] | None) -> int:
    tries = (attributes or {}).get(_TRIES, 0)
    return tries if isinstance(tries, int) else 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a device does after an utterance.

    Args:
        ssml: The speech, if there is any.
        reprompt: The speech for when nobody answers.
        is_open: Whether the microphone is open.
        card: The title and text of the card in the Alexa app.
        remark: A message from the device itself, for example that nobody called the skill.
        screen: APL directives for the screen.
        is_shown: Whether a document is on the screen.
        track: The player's current track.
        exchanges: The requests to the skill, with their answers.
    """

    ssml: str | None = None
    reprompt: str | None = None
    is_open: bool = False
    card: tuple[str, str] | None = None
    remark: str | None = None
    screen: tuple[Mapping[str, Any], ...] = ()
    is_shown: bool = False
    track: Track | None = None
    exchanges: tuple[Exchange, ...] = ()

    @property
    def broken(self) -> tuple[str, ...]:
        """The rules of Alexa's that the skill's answers broke."""
        return tuple(rule for exchange in self.exchanges for rule in exchange.broken)


def answer_of(body: Mapping[str, Any]) -> Answer:
    """Convert the skill's response to an answer."""
    card = body.get("card")
    return Answer(
        ssml=(body.get("outputSpeech") or {}).get("ssml"),
        reprompt=((body.get("reprompt") or {}).get("outputSpeech") or {}).get("ssml"),
        is_open=body.get("shouldEndSession") is False,
        card=(card.get("title", ""), card.get("content", card.get("text", ""))) if card else None,
        screen=tuple(one for one in body.get("directives") or [] if str(one.get("type")).startswith(f"{APL}.")),
    )
