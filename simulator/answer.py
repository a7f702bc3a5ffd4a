"""What a device does after something was said, and what passed between it and the skill."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.listener import FALLBACK, Understood
from simulator.player import Track

APL = "Alexa.Presentation.APL"
_TRIES = "tries"
"""By this the skill counts, in its session, how often an answer was not understood."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer.

    Args:
        utterance: What was said.
        understood: What the model makes of it; none where the request is no intent.
        request: The whole request.
        answer: The whole answer.
        seconds: How long it took.
        ledger: What the ledger was asked for meanwhile; `None` where that cannot be seen.
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
        """Whether nothing matched, or the skill has to ask again."""
        before, after = (_tries(of) for of in ((self.request.get("session") or {}).get("attributes"), self.session))
        return (self.understood is not None and self.understood.intent == FALLBACK) or after > before

    @property
    def session(self) -> Mapping[str, Any]:
        """The session's attributes as they are after it."""
        attributes: Mapping[str, Any] = self.answer.get("sessionAttributes") or {}
        return attributes

    @property
    def size(self) -> int:
        """Bytes of the answer."""
        return len(json.dumps(self.answer).encode())

    @property
    def summary(self) -> str:
        """What was made of the utterance, and what it cost, in a line."""
        kind = self.understood.intent if self.understood else self.request["request"]["type"]
        sample = f" by “{self.understood.sample}”" if self.understood and self.understood.sample else ""
        ledger = "" if self.ledger is None else f", ledger: {', '.join(self.ledger) or 'nothing'}"
        return f"{kind}{sample}: {self.seconds * 1_000:.0f} ms, {self.size} bytes{ledger}"

    @property
    def characters(self) -> int:
        """Characters of speech."""
        return len(((self.answer.get("response") or {}).get("outputSpeech") or {}).get("ssml", ""))


def _tries(attributes: Mapping[str, Any] | None) -> int:
    tries = (attributes or {}).get(_TRIES, 0)
    return tries if isinstance(tries, int) else 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a device does after something was said.

    Args:
        ssml: What it says, if anything.
        reprompt: What it says when nothing follows.
        is_open: Whether its microphone is open.
        card: The title and the text of the card in the companion app.
        remark: What the device itself has to say: that nobody spoke to it, for example.
        screen: What is to be shown: directives of APL.
        is_shown: Whether a document is on the screen.
        track: The sound track, playing or paused.
        exchanges: What passed between the device and the skill.
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
        """The rules of Alexa's that were broken."""
        return tuple(rule for exchange in self.exchanges for rule in exchange.broken)


def answer_of(body: Mapping[str, Any]) -> Answer:
    """Read a response."""
    card = body.get("card")
    return Answer(
        ssml=(body.get("outputSpeech") or {}).get("ssml"),
        reprompt=((body.get("reprompt") or {}).get("outputSpeech") or {}).get("ssml"),
        is_open=body.get("shouldEndSession") is False,
        card=(card.get("title", ""), card.get("content", card.get("text", ""))) if card else None,
        screen=tuple(one for one in body.get("directives") or [] if str(one.get("type")).startswith(f"{APL}.")),
    )
