"""Requests at random: such as Alexa could send, and such as nobody would."""

import json
import random
import string
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from functools import reduce
from itertools import count
from typing import Any

from simulator.listener import SlotValue, Understood, load_model
from simulator.local import MODELS
from simulator.requests import intent_request
from skill.alexa.authority import LOCAL_SKILL_ID
from skill.conversation.policy import OPEN_QUESTIONS
from tests.stage import NINE

_MODEL = load_model(MODELS, "en-US")["interactionModel"]["languageModel"]
INTENTS = {one["name"]: {slot["name"]: slot["type"] for slot in one.get("slots", ())} for one in _MODEL["intents"]}
TYPES = {one["name"]: one["values"] for one in _MODEL.get("types", ())}
PLAYBACK = ("PlaybackStarted", "PlaybackStopped", "PlaybackNearlyFinished", "PlaybackFinished", "PlaybackFailed")
BUTTONS = ("Play", "Pause", "Next", "Previous")
LOCALES = ("en-US", "en-GB", "de-DE", "xx", "")
PATTERNS = ("slow", "box", "sighs", "4-2-6-0", "999-0-1-0", "nonsense")
HUGE = "<a number beyond every number>"
"""Stands for 1e999, which JSON knows and Python has no text for."""
_WORDS = (
    "yes no stop skip seven ten thousand I paused before each answer friday at three p m half past nine in four weeks "
    "my recital lucky nervous hopeless delete everything Zoë naïve 北京 مرحبا 🎻🎻 \u202eabc \u0000 <speak> &amp; "
    "' OR 1=1 -- {{x}} %s ${y} ../../etc/passwd \ufeff a_b"
).split(" ")
_ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, 1.5, 10**30, 10**400, -(10**30), 1e308, HUGE, "", "?", "\ud800", "\x00", "x" * 70_000),
    *(
        [],
        {},
        [[]],
        [None] * 300,
        {"": ""},
        {"a": {"b": {"c": []}}},
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-14:00",
    ),
)


@dataclass
class Envelopes:
    """Makes requests, from one seed always the same ones if the answers are the same.

    Args:
        seed: The seed.
        endpoint: Where Alexa's own API is, and the token for it.
    """

    seed: int
    api: tuple[str, str] = ("", "")
    _sessions: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    _tokens: list[str] = field(default_factory=list)
    _touches: list[list[Any]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)

    def valid(self) -> dict[str, Any]:
        """Return a request that Alexa could send of this skill: its own intents, slots, sessions and tracks."""
        user = f"user-{self._chance.randrange(4)}"
        kind = self._chance.choices((self._intent, self._launch, self._event), (8, 1, 2))[0]
        return self._envelope(user, kind())

    def mutated(self) -> bytes:
        """Return a request with something odd in it, in one or several places; or bytes that are hardly one."""
        envelope = deepcopy(self.valid())  # what it holds of the model stays as it is
        for _ in range(self._chance.randint(1, 6)):
            self._spoil(envelope)
        body = as_bytes(envelope)
        return self._garbled(body) if self._chance.random() < 0.2 else body

    def learn(self, envelope: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
        """Keep the session, the tokens and the touches of an answer, to come back with them."""
        user = envelope["context"]["System"]["user"]["userId"]
        if answer.get("sessionAttributes"):
            self._sessions.setdefault(user, []).append(answer["sessionAttributes"])
        for name, value in _members(answer):
            if name == "token" and isinstance(value, str):
                self._tokens.append(value)
            if name == "arguments" and isinstance(value, list):
                self._touches.append(value)

    def _envelope(self, user: str, request: Mapping[str, Any]) -> dict[str, Any]:
        ours = {"application": {"applicationId": LOCAL_SKILL_ID}, "user": {"userId": user}}
        moment = NINE + timedelta(seconds=self._chance.randint(-140, 140))
        id_ = f"request-{self.seed}-{next(self._numbers) // self._chance.choice((1, 1, 1, 2))}"
        named = {"requestId": id_, "timestamp": moment.isoformat(), "locale": self._chance.choice(LOCALES[:2])}
        whole = {"version": "1.0", "context": self._context(ours), "request": named | dict(request)}
        if not str(request["type"]).startswith(("AudioPlayer", "PlaybackController", "AlexaSkillEvent")):
            known = self._sessions.get(user, [{}])
            attributes = self._chance.choice([known[-1], known[-1], self._chance.choice(known), {}])
            session = {"new": not attributes, "sessionId": f"session-{user}", "attributes": deepcopy(attributes)}
            whole["session"] = session | deepcopy(ours)
        return whole

    def _context(self, ours: Mapping[str, Any]) -> dict[str, Any]:
        chance = self._chance
        interfaces: dict[str, Any] = {
            "Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}},
            "AudioPlayer": {},
        }
        has = {name: value for name, value in interfaces.items() if chance.random() < 0.6}
        device = {"deviceId": f"device-{chance.randrange(3)}", "supportedInterfaces": has}
        api = {"apiEndpoint": self.api[0], "apiAccessToken": self.api[1]}
        person = {"person": {"personId": f"person-{chance.randrange(2)}"}} if chance.random() < 0.3 else {}
        context: dict[str, Any] = {"System": deepcopy(dict(ours)) | {"device": device} | api | person}
        if chance.random() < 0.4:
            context["AudioPlayer"] = self._track() | {"playerActivity": chance.choice(("PLAYING", "PAUSED", "IDLE"))}
        if chance.random() < 0.3:
            context["Alexa.Presentation.APL"] = {"token": self._token(), "version": "2024.3"}
        return context

    def _launch(self) -> dict[str, Any]:
        return {"type": "LaunchRequest"}

    def _intent(self) -> dict[str, Any]:
        name = self._chance.choice(list(INTENTS))
        slots = {slot: self._slot(slot, kind) for slot, kind in INTENTS[name].items()}
        return {"type": "IntentRequest", "intent": {"name": name, "confirmationStatus": "NONE", "slots": slots}}

    def _slot(self, name: str, kind: str) -> dict[str, Any]:
        slot: dict[str, Any] = {"name": name, "confirmationStatus": "NONE"}
        if self._chance.random() < 0.25:
            return slot
        if kind in TYPES and self._chance.random() < 0.7:
            value = self._chance.choice(TYPES[kind])
            canonical = value["name"]["value"]
            said = self._chance.choice([canonical, *value["name"].get("synonyms", ())])
            resolved = SlotValue(said, value.get("id"), canonical)
        else:
            resolved = SlotValue(self._value(kind), is_listed=kind not in TYPES)
        understood = Understood("", {name: resolved})
        return dict(intent_request(understood, {name: kind})["intent"]["slots"][name])

    def _value(self, kind: str) -> str:
        chance = self._chance
        of_a_kind = {
            "AMAZON.NUMBER": ("0", "7", "-3", "10000000000000000000000", "?", "3.5", "٣"),
            "AMAZON.DATE": (
                "2026-05-04",
                "2026-W19",
                "2026-W19-WE",
                "2026",
                "202X",
                "2026-SP",
                "PRESENT_REF",
                "2026-02-30",
            ),
            "AMAZON.TIME": ("09:00", "25:61", "MO", "NI", "24:00", "9"),
            "AMAZON.DURATION": ("PT5M", "P1W", "PT0S", "P999999999Y", "PT1H1M1.5S", "P", "PT"),
        }
        if kind in of_a_kind and chance.random() < 0.8:
            return chance.choice(of_a_kind[kind])
        words = " ".join(chance.choices(_WORDS, k=chance.randint(1, 12)))
        return words * 400 if chance.random() < 0.03 else words

    def _event(self) -> dict[str, Any]:
        chance = self._chance
        kind = chance.randrange(5)
        if kind == 0:
            return {"type": f"AudioPlayer.{chance.choice(PLAYBACK)}"} | self._track()
        if kind == 1:
            return {"type": f"PlaybackController.{chance.choice(BUTTONS)}CommandIssued"}
        if kind == 2:
            reason = chance.choice(("USER_INITIATED", "ERROR", "EXCEEDED_MAX_REPROMPTS"))
            return {"type": "SessionEndedRequest", "reason": reason}
        if kind == 3:
            payload = {"status": chance.choice(("ACCEPTED", "DENIED", "NOT_ANSWERED"))}
            answered = {"status": {"code": "200", "message": "OK"}, "name": "AskFor", "payload": payload}
            return {"type": "Connections.Response", "token": self._token()} | answered
        touch = chance.choice([*self._touches, [], ["next"], ["next", 3]])
        source = {"type": "TouchWrapper", "handler": "Press", "id": "x"}
        told = {"arguments": deepcopy(touch), "source": source, "components": {}}
        return {"type": "Alexa.Presentation.APL.UserEvent", "token": self._token()} | told

    def _track(self) -> dict[str, Any]:
        return {"token": self._token(), "offsetInMilliseconds": self._chance.choice((0, 1, 61_000, 10**7))}

    def _token(self) -> str:
        return self._chance.choice([*self._tokens[-20:], "", "of nobody"])

    def _spoil(self, envelope: dict[str, Any]) -> None:
        """Put something odd in some place, or take away what is there, or put it somewhere else."""
        place = self._chance.choice(list(_places(envelope)))
        parent: Any = reduce(lambda inside, name: inside[name], place[:-1], envelope)
        does = self._chance.randrange(5)
        if does == 0:
            del parent[place[-1]]
        elif does == 1:
            parent[place[-1]] = _nested(parent[place[-1]], self._chance.choice((5, 30, 90)))
        elif does == 2 and isinstance(parent, dict):
            parent["".join(self._chance.choices(string.printable, k=5))] = deepcopy(parent[place[-1]])
        elif does == 3:
            parent[place[-1]] = self._chance.choice([*OPEN_QUESTIONS, *_WORDS])
        else:
            parent[place[-1]] = deepcopy(self._chance.choice(_ODD))

    def _garbled(self, body: bytes) -> bytes:
        """Return a body with some of its bytes changed, cut off, or doubled."""
        at = self._chance.randrange(len(body))
        return self._chance.choice(
            (
                *(body[:at], body + body[at:], body[:at] + self._chance.randbytes(3) + body[at:]),
                *(self._chance.randbytes(200), b'{"request":' * 20_000, b"[" * 100_000, b"9" * 100_000),
            )
        )


def as_bytes(envelope: Mapping[str, Any]) -> bytes:
    """Return a request's body."""
    return json.dumps(envelope).replace(json.dumps(HUGE), "1e999").encode()


def _nested(value: object, levels: int) -> object:
    for level in range(levels):
        value = [value] if level % 2 else {"in": value}
    return value


def _members(inside: object) -> Iterator[tuple[str, Any]]:
    """Give every member of every object in an answer."""
    if isinstance(inside, list):
        for one in inside:
            yield from _members(one)
    if isinstance(inside, dict):
        for name, value in inside.items():
            yield name, value
            yield from _members(value)


def _places(inside: object, levels: int = 12) -> Iterator[tuple[Any, ...]]:
    """Give the way to everything in a request, down to some level."""
    if levels == 0:
        return
    within = inside.items() if isinstance(inside, dict) else enumerate(inside) if isinstance(inside, list) else ()
    for name, value in within:
        yield (name,)
        yield from ((name, *place) for place in _places(value, levels - 1))
