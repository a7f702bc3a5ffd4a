"""A web page with a smart speaker, served to this machine only.

The server is a separate process around the skill's unchanged app. Because it signs requests, it rejects every call
without this run's token, from another page or under another host name.
"""

import hmac
import re
import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import BadRequest, Forbidden, HTTPException, UnsupportedMediaType
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from simulator.answer import APL, Answer, Exchange
from simulator.clock import Clock, StandingClock
from simulator.device import Device, Elicitation, Playback
from simulator.documents import as_json, transformed
from simulator.endpoints import NoAnswer
from simulator.household import Household
from simulator.player import AUDIO_PLAYER
from simulator.plays import Performed, perform, read
from simulator.rules import LARGEST_RESPONSE, LATEST_SECONDS, LONGEST_SPEECH
from simulator.sound.aloud import LONGEST_SECONDS, Aloud, is_sure
from simulator.sound.engine import MISSING, EngineFailed
from simulator.sound.pcm import HEARING_RATE
from simulator.spoken import BadSsml, Piece, pieces

ROOMS = ("kitchen", "study", "bedroom", "hall", "garage", "attic", "garden", "office")
SKILL = "/skill"
"""The path of the skill's own app, which also serves its recordings."""
_API = "/api/"
_PAGE_INTENT = "MyPageIntent"
"""The intent with which the skill gives a one-time code for its page."""
_CODE = re.compile(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b|\b(?:[0-9A-Z][,;] ){9}[0-9A-Z]\b")
"""Such a code, as a card shows it or a voice says it."""
_LARGEST_BODY, _LONGEST_UTTERANCE, _LONGEST_NAME = 64 * 1_024, 1_000, 40
_LARGEST_RECORDING = 2 * HEARING_RATE * LONGEST_SECONDS
_SAMPLE_RATES = (8_000, 192_000)
_SPEEDS, _RATES, _LONGEST_SILENCE = (1, 2, 4), (0.25, 4.0), 600
_LONGEST_LATER, _FARTHEST_AHEAD = 366 * 86_400, timedelta(days=3 * 366)
_MOST_VOICES = 20
_SOUND = "application/octet-stream"
_TOKEN = "X-Speaker-Token"  # noqa: S105 - the header's name
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "media-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
    "Cache-Control": "no-store",
}

Rehearse = Callable[[datetime], AbstractContextManager[Household[StandingClock]]]
"""Makes a household for one play, with its own ledger and clock."""


@dataclass
class _Room:
    """A device in a room, used by one tab at a time."""

    device: Device
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass
class Speaker:
    """The calls of the page's API. Each takes the JSON body of a call and returns that of its answer.

    Args:
        household: The household whose devices the pages show.
        rehearse: Makes a household for a play.
        plays: The folder of the plays.
        aloud: The voice and the ear, if they are installed; the page otherwise uses the browser's.
    """

    household: Household[Clock]
    rehearse: Rehearse
    plays: Path
    aloud: Aloud | None = None
    _rooms: dict[str, _Room] = field(default_factory=dict)
    _voices: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def enter(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Give a tab a device: the one it names if that exists, else a new one, else the least recently used one."""
        with self._lock:
            name = str(body.get("room"))
            if name not in self._rooms:
                name = next((room for room in ROOMS if room not in self._rooms), next(iter(self._rooms), ROOMS[0]))
                device = self.household.device(name)
                device.caller = replace(device.caller, interfaces=frozenset({APL, AUDIO_PLAYER}))
                self._rooms[name] = _Room(device)
        choices = {
            "locales": self.household.locales(),
            "invocation": self._rooms[name].device.listener.invocation,
            "elicitations": list(Elicitation),
            "zones": sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC"),
            "plays": sorted(file.stem for file in self.plays.glob("*.txt")),
            "aloud": self.aloud is not None,
            "limits": {"characters": LONGEST_SPEECH, "bytes": LARGEST_RESPONSE, "seconds": LATEST_SECONDS},
        }
        return {"room": name, "choices": choices, **self.state({"room": name})}

    def state(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return the state of the room and the household, and the reminders that ring."""
        room = self._room(body)
        with room.lock:
            rings = [{"at": f"{one.at:%H:%M}", "text": one.text} for one in room.device.due()]
        caller, api, household = room.device.caller, self.household.api, self.household
        now = household.clock().astimezone(ZoneInfo(api.zone or "UTC"))
        return {
            "rings": rings,
            "reminders": [
                {"at": f"{one.at:%A, %B} {one.at.day}, {one.at:%H:%M}", "text": one.text}
                for one in household.reminders()
            ],
            "now": f"{now:%A, %B} {now.day}, {now:%H:%M}",
            "ahead": household.clock.ahead // timedelta(seconds=1),
            "isListening": room.device.is_open,
            "settings": {
                "voices": self._voices,
                "person": caller.person,
                "locale": caller.locale,
                "elicitation": room.device.elicitation,
                "screen": APL in caller.interfaces,
                "audio": AUDIO_PLAYER in caller.interfaces,
                "reminders": api.has_reminders,
                "zone": api.zone,
            },
        }

    def set(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Change a setting of the room or the household."""
        room, name, value = self._room(body), body.get("name"), body.get("value")
        if not isinstance(value, str | bool | None):
            raise BadRequest("value must be text, true, false or null")
        with room.lock:
            self._set(room, str(name), value)
        return self.state(body)

    def _set(self, room: _Room, name: str, value: str | bool | None) -> None:
        device, api = room.device, self.household.api
        if name == "person" and not isinstance(value, bool):
            device.speaks_as(self._voice(value))
        elif name == "locale" and value in self.household.locales():
            device.listener = self.household.listener(str(value))
            device.caller = replace(device.caller, locale=str(value))
        elif name == "elicitation" and value in set(Elicitation):
            device.elicitation = Elicitation(value)
        elif name in {"screen", "audio"} and isinstance(value, bool):
            interface = {APL if name == "screen" else AUDIO_PLAYER}
            interfaces = device.caller.interfaces | interface if value else device.caller.interfaces - interface
            device.caller = replace(device.caller, interfaces=frozenset(interfaces))
        elif name == "reminders" and isinstance(value, bool):
            api.has_reminders = value
        elif name == "zone" and value in available_timezones():
            api.zone = str(value)
        else:
            raise BadRequest("no such setting")

    def _voice(self, name: str | None) -> str | None:
        name = (name or "").encode(errors="ignore").decode()  # JSON can hold half of a surrogate pair
        name = " ".join(name.lower().split())[:_LONGEST_NAME]
        if name and name not in self._voices:
            if len(self._voices) == _MOST_VOICES:
                raise BadRequest(f"There are {_MOST_VOICES} voices already.")
            self._voices.append(name)
        return name or None

    def pass_time(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Move the household's clock forward."""
        seconds = body.get("seconds")
        if type(seconds) is not int or not 0 < seconds <= _LONGEST_LATER:
            raise BadRequest("seconds must be a whole number, at most a year")
        if self.household.clock.ahead + timedelta(seconds=seconds) > _FARTHEST_AHEAD:
            raise BadRequest("The clock cannot go further ahead. Restart the speaker to reset it.")
        self.household.clock.pass_time(timedelta(seconds=seconds))
        return self.state(body)

    def hear(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Pass an utterance to a device; an empty one is silence."""
        said = body.get("said")
        if not isinstance(said, str) or len(said) > _LONGEST_UTTERANCE:
            raise BadRequest(f"said must be text of at most {_LONGEST_UTTERANCE} characters")
        room = self._room(body)
        with room.lock:
            room.device.listener = self.household.listener(room.device.caller.locale)
            return _answer(room.device.hear(said, _offset(body)))

    def record(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return a one-time code for the skill's page, asked for as whoever is speaking, in a session of its own."""
        caller = self._room(body).device.caller
        device = self.household.device()
        device.caller = replace(caller, interfaces=frozenset())
        device.listener = self.household.listener(caller.locale)
        answer = device.ask(_PAGE_INTENT)
        told = "\n".join((*(answer.card or ()), answer.ssml or ""))
        if (code := _CODE.search(told)) is None:
            said = " ".join(piece.words for piece in pieces(answer.ssml or "<speak/>"))
            raise BadRequest(f"The skill gave no code for a page. It said: {said}")
        return {"code": re.sub(r"\W", "", code[0])}

    def playback(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Handle a playback event."""
        room, event = self._room(body), body.get("event")
        if not isinstance(event, str) or event not in set(Playback):
            raise BadRequest(f"event must be one of {', '.join(Playback)}")
        with room.lock:
            return _answer(room.device.playback(Playback(event), _offset(body)))

    def touch(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Handle a touch of the screen."""
        arguments, source, token = body.get("arguments"), body.get("source"), body.get("token")
        if not isinstance(arguments, list) or not isinstance(source, dict) or not isinstance(token, str):
            raise BadRequest("arguments must be a list, source an object and token text")
        room = self._room(body)
        with room.lock:
            return _answer(room.device.touch(arguments, source, token))

    def leave(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Drop the session of a document that closed because nothing happened."""
        room = self._room(body)
        with room.lock:
            room.device.leave()
            return {}

    def replay(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Perform a whole play with its own ledger and clock."""
        files = {file.stem: file for file in self.plays.glob("*.txt")}
        file = files.get(str(body.get("play")))
        if file is None:
            raise BadRequest("no such play")
        play = read(file.read_text(encoding="utf-8"))
        with self.rehearse(play.begins) as household:
            performed = [_performed(one) for one in perform(play, household)]
        return {"title": play.title, "begins": f"{play.begins:%A, %H:%M}", "turns": performed}

    def wake(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Load the voice or the ear."""
        locale = self._room(body).device.caller.locale
        if body.get("ear") is True:
            self._aloud().wake_ear(locale)
        else:
            self._aloud().wake_mouth()
        return {}

    def say(self, body: Mapping[str, Any]) -> Response:
        """Return the sound of a piece of an answer as 16-bit samples, with their rate and its length in headers."""
        piece, speed = _piece(body.get("piece")), body.get("speed")
        if speed not in _SPEEDS:
            raise BadRequest(f"speed must be one of {_SPEEDS}")
        sound, lasts_ms = self._aloud().say(piece, self._room(body).device.caller.locale, float(speed))
        headers = {"X-Rate": str(sound.rate), "X-Lasts-Ms": repr(lasts_ms)}
        return Response(sound.pcm, content_type=_SOUND, headers=headers)

    def listen(self, query: Mapping[str, str], recording: bytes) -> dict[str, Any]:
        """Return what a recording says that a tab made in the room that is named: 16-bit samples, 16 000 a second."""
        device = self._room(query).device
        asked = {"is_open": device.is_open, "is_free": device.elicited is not None, "has_track": device.has_track}
        heard = self._aloud().hear(recording, device.caller.locale, **asked)
        return {"words": heard.words, "isSure": is_sure(heard)}

    def called(self, query: Mapping[str, str], recording: bytes) -> dict[str, Any]:
        """Return how many seconds ago the wake word was over in what a tab's microphone hears; null if it was not said.

        Args:
            query: The room, how many samples a second there are, and whether the microphone was closed before.
            recording: What was heard since the last time, as 16-bit samples.
        """
        self._room(query)
        rate = query.get("rate", "")
        if not re.fullmatch("[0-9]{4,6}", rate) or not _is_within(int(rate), *_SAMPLE_RATES):
            raise BadRequest(f"rate must be samples a second, from {_SAMPLE_RATES[0]} to {_SAMPLE_RATES[1]}")
        return {"ago": self._aloud().called(query["room"], recording, int(rate), begins=query.get("begins") == "1")}

    def _aloud(self) -> Aloud:
        if self.aloud is None:
            raise BadRequest(MISSING)
        return self.aloud

    def _room(self, body: Mapping[str, Any]) -> _Room:
        name = str(body.get("room"))
        with self._lock:
            if name not in self._rooms:
                raise BadRequest("There is no such device. Reload the page.")
            self._rooms[name] = self._rooms.pop(name)  # the least recently used comes first
            return self._rooms[name]


def _piece(given: Any) -> Piece:  # noqa: ANN401 - JSON
    """Return a piece of an answer that the page sends back.

    Raises:
        BadRequest: It is none.
    """
    if not isinstance(given, dict):
        raise BadRequest("piece must be an object")
    found = {one.name: given.get(one.name, one.default) for one in fields(Piece)}
    words, sound, silence, rate = (found[name] for name in ("words", "sound", "silence", "rate"))
    is_text = isinstance(words, str) and isinstance(sound, str) and max(len(words), len(sound)) <= LONGEST_SPEECH
    if not is_text or not isinstance(found["is_cue"], bool):
        raise BadRequest("a piece has words, a sound, and whether it is a cue")
    if not _is_within(silence, 0, _LONGEST_SILENCE) or not _is_within(rate, *_RATES):
        raise BadRequest("a piece has a silence in seconds and a rate")
    return Piece(**found)


def _is_within(value: Any, least: float, most: float) -> bool:  # noqa: ANN401 - JSON
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def _offset(body: Mapping[str, Any]) -> int | None:
    offset = body.get("offsetMs")
    return offset if isinstance(offset, int) and not isinstance(offset, bool) else None


def _performed(performed: Performed) -> dict[str, Any]:
    turn = performed.turn
    shown = {"said": turn.said, "direction": turn.direction, "problem": performed.problem, "text": performed.text}
    return shown | {"answer": _answer(performed.answer) if performed.answer else None}


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "pieces": _pieces(answer.ssml),
        "reprompt": _pieces(answer.reprompt),
        "isOpen": answer.is_open,
        "card": {"title": answer.card[0], "content": answer.card[1]} if answer.card else None,
        "remark": answer.remark,
        "screen": [transformed(directive) for directive in answer.screen],
        "isShown": answer.is_shown,
        "track": asdict(answer.track) if answer.track else None,
        "exchanges": [_exchange(one) for one in answer.exchanges],
    }


def _pieces(ssml: str | None) -> list[dict[str, Any]]:
    try:
        return as_json(pieces(ssml)) if ssml else []
    except BadSsml:
        return []


def _exchange(exchange: Exchange) -> dict[str, Any]:
    understood = exchange.understood
    slots = (
        {name: value.id or value.name or value.said for name, value in understood.slots.items()} if understood else {}
    )
    return {
        "utterance": exchange.utterance,
        "intent": understood.intent if understood else exchange.request["request"]["type"],
        "sample": understood.sample if understood else None,
        "isIntent": understood is not None,
        "slots": slots,
        "request": exchange.request,
        "answer": exchange.answer,
        "session": exchange.session,
        "seconds": exchange.seconds,
        "characters": exchange.characters,
        "bytes": exchange.size,
        "ledger": exchange.ledger,
        "broken": exchange.broken,
        "isBreakdown": exchange.is_breakdown,
    }


def speaker_app(speaker: Speaker, skill: Any, token: str, hosts: frozenset[str]) -> Any:  # noqa: ANN401 - WSGI apps
    """Return the WSGI app of the page.

    Args:
        speaker: Answers the page's calls.
        skill: The skill's own app, served under `SKILL`.
        token: The token that every call must carry.
        hosts: The accepted host names, with the port.
    """
    app = Flask(__name__, static_folder="page", static_url_path="/page")
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST_BODY
    calls = (speaker.enter, speaker.state, speaker.set, speaker.pass_time, speaker.hear, speaker.playback)
    for call in (*calls, speaker.record, speaker.touch, speaker.leave, speaker.replay, speaker.wake, speaker.say):
        app.add_url_rule(f"{_API}{call.__name__}", call.__name__, _called(call, token), methods=["POST"])
    for hears in (speaker.listen, speaker.called):
        app.add_url_rule(f"{_API}{hears.__name__}", hears.__name__, _with_sound(hears, token), methods=["POST"])
    app.add_url_rule("/", "page", lambda: app.send_static_file("index.html"))
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(EngineFailed, lambda problem: (jsonify(problem=str(problem)), 502))
    app.register_error_handler(NoAnswer, lambda problem: (jsonify(problem=str(problem)), 502))
    return _guarded(DispatcherMiddleware(app, {SKILL: skill}), hosts)


def _refused(problem: HTTPException) -> tuple[Response, int]:
    """Answer a call with what is wrong, and a mistyped address with a line that can be read."""
    code = problem.code or 500
    if request.path.startswith(_API):
        return jsonify(problem=problem.description), code
    return Response(
        f"There is nothing here. The speaker is at /, and your page at {SKILL}/page.", mimetype="text/plain"
    ), code


def _check(token: str) -> None:
    """Check that a call carries the token.

    Raises:
        Forbidden: It does not.
    """
    if not hmac.compare_digest(request.headers.get(_TOKEN, "").encode(), token.encode()):
        raise Forbidden("Open the address that the speaker printed when it started: it contains the key.")


def _called(call: Callable[[Mapping[str, Any]], dict[str, Any] | Response], token: str) -> Callable[[], Response]:
    def view() -> Response:
        _check(token)
        try:
            body = request.get_json()
        except RecursionError as error:
            raise BadRequest("the JSON is nested too deeply") from error
        if not isinstance(body, dict):
            raise BadRequest("the JSON must be an object")
        answer = call(body)
        return answer if isinstance(answer, Response) else jsonify(answer)

    return view


def _with_sound(call: Callable[[Mapping[str, str], bytes], dict[str, Any]], token: str) -> Callable[[], Response]:
    """Return the view of a call whose body is a recording."""

    def view() -> Response:
        _check(token)
        if request.mimetype != _SOUND:
            raise UnsupportedMediaType(f"a recording is {_SOUND}")
        request.max_content_length = _LARGEST_RECORDING
        recording = request.get_data()
        if not recording or len(recording) % 2:
            raise BadRequest("a recording has 16 bits a sample")
        return jsonify(call(request.args, recording))

    return view


def _guarded(app: Any, hosts: frozenset[str]) -> Any:  # noqa: ANN401 - WSGI apps
    """Reject requests from another machine, under another host name or from another page.

    A page of the skill's keeps its own policy, which is stricter. As it has no referrer, its forms name no origin.
    """

    def guard(environ: Mapping[str, Any], start_response: Any) -> Any:  # noqa: ANN401
        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:  # noqa: ANN401
            has_policy = any(name == "Content-Security-Policy" for name, _ in headers)
            own = [(name, value) for name, value in headers if has_policy or name not in _HEADERS]
            return start_response(status, own if has_policy else [*own, *_HEADERS.items()], exc_info)

        host, origin = environ.get("HTTP_HOST", ""), environ.get("HTTP_ORIGIN")
        is_ours = environ.get("REMOTE_ADDR") in {"127.0.0.1", "::1"} and host in hosts
        site, is_page = environ.get("HTTP_SEC_FETCH_SITE"), environ.get("PATH_INFO") == "/"
        is_its_own = site in {None, "none", "same-origin"} or is_page  # other sites may link to the page only
        unnamed = {None, "null"} if site == "same-origin" else {None}
        if is_ours and is_its_own and origin in {*unnamed, f"http://{host}"}:
            return app(environ, start)
        return Response("", 403)(environ, start)  # type: ignore[arg-type]

    return guard
