"""Alexa's rules for an answer, as far as a device can check them. Each broken rule is described in words.

They come from Amazon's documentation of custom skills: what a response may hold, and what certification looks for.
"""

import json
from collections.abc import Iterator, Mapping, Set
from typing import Any

from simulator.answer import APL
from simulator.documents import faults_of
from simulator.player import AUDIO_PLAYER
from simulator.spoken import BadSsml, faults, faults_of_sound, pieces

LONGEST_SPEECH = 8_000
LARGEST_RESPONSE = 24 * 1_024
"""Bytes. Alexa accepts 120 KB now, but older pages of its documentation say 24."""
LATEST_SECONDS = 8.0
_LONGEST_TOKEN, _LONGEST_URL = 1_024, 8_000
_BEHAVIORS = {"ENQUEUE", "REPLACE_ALL", "REPLACE_ENQUEUED"}
_SPOKEN_TO = {"LaunchRequest", "IntentRequest", "Connections.Response", f"{APL}.UserEvent"}
_QUESTION_MARKS = ("?", "\uff1f", "\u061f")
_CARDS = {"Simple", "Standard", "LinkAccount", "AskForPermissionsConsent"}


def broken(
    request: Mapping[str, Any], answer: Mapping[str, Any], dialogs: Mapping[str, Set[str]], seconds: float
) -> tuple[str, ...]:
    """Return the rules that an answer breaks.

    Args:
        request: The whole request, which lists the device's interfaces.
        answer: The whole answer.
        dialogs: The intents that have a dialog in the model, and their slots.
        seconds: How long the answer took.
    """
    kind, body = request["request"]["type"], answer.get("response") or {}
    interfaces = set(request["context"]["System"]["device"]["supportedInterfaces"])
    found = [*_check_limits(answer, seconds), *_check_speech(body), *_check_directives(body, dialogs, interfaces)]
    if kind in _SPOKEN_TO:
        found += _check_microphone(body, is_shown=APL in request["context"])
    elif kind == "SessionEndedRequest" or kind.startswith("AudioPlayer."):
        found += _check_event_answer(kind, body)
    return tuple(found)


def _check_limits(answer: Mapping[str, Any], seconds: float) -> Iterator[str]:
    size = len(json.dumps(answer).encode())
    if size > LARGEST_RESPONSE:
        yield f"the answer has {size:,} bytes, more than {LARGEST_RESPONSE:,}"
    if seconds > LATEST_SECONDS:
        yield f"the answer took {seconds:.1f} s, more than {LATEST_SECONDS:.0f}"


def _check_speech(body: Mapping[str, Any]) -> Iterator[str]:
    for part, speech in (("speech", body.get("outputSpeech")), ("reprompt", _reprompt(body))):
        if speech is None:
            continue
        ssml = speech.get("ssml")
        if speech.get("type") != "SSML" or not isinstance(ssml, str):
            yield f"the {part} is not SSML"
            continue
        if len(ssml) > LONGEST_SPEECH:
            yield f"the {part} has {len(ssml):,} characters, more than {LONGEST_SPEECH:,}"
        yield from (f"the {part}: {fault}" for fault in faults(ssml))
    card = body.get("card")
    if card is None:
        return
    if card.get("type") not in _CARDS:
        yield f"there is no card type {card.get('type')}"
    if sum(len(card.get(part, "")) for part in ("title", "content", "text")) > LONGEST_SPEECH:
        yield f"the card has more than {LONGEST_SPEECH:,} characters"


def _check_microphone(body: Mapping[str, Any], *, is_shown: bool) -> Iterator[str]:
    ends, kinds = body.get("shouldEndSession"), {one.get("type") for one in body.get("directives") or []}
    if "Connections.SendRequest" in kinds:  # Alexa asks the question itself
        return
    shows = is_shown or any(str(kind).startswith(f"{APL}.") for kind in kinds)
    if ends is None and (body.get("outputSpeech") or kinds) and not shows:
        yield "the answer does not say shouldEndSession"
    asks = _asks(body.get("outputSpeech"))
    if ends is False and not asks:
        yield "the microphone is open, but no question was asked"
    if ends is False and _reprompt(body) is None:
        yield "the microphone is open without a reprompt"
    if ends and asks:
        yield "a question was asked, but the microphone is closed"
    if "Dialog.ElicitSlot" in kinds and ends is not False:
        yield "a slot is elicited, but the microphone is closed"


def _asks(speech: Mapping[str, Any] | None) -> bool:
    """Whether the speech ends with a question."""
    try:
        said = [piece.words for piece in pieces((speech or {}).get("ssml", "")) if piece.words]
    except BadSsml:
        return False
    return bool(said) and said[-1].rstrip("\"'” ").endswith(_QUESTION_MARKS)


def _check_directives(body: Mapping[str, Any], dialogs: Mapping[str, Set[str]], interfaces: Set[str]) -> Iterator[str]:
    if sum(one.get("type") == "AudioPlayer.Play" for one in body.get("directives") or []) > 1:
        yield "the answer plays more than one track"
    for directive in body.get("directives") or []:
        kind = str(directive.get("type"))
        if kind == "Dialog.ElicitSlot":
            yield from _check_elicitation(directive, dialogs)
        elif kind == "AudioPlayer.Play":
            yield from _check_track(directive, body)
        if kind.startswith(f"{APL}.") and APL not in interfaces:
            yield f"{kind} is sent to a device without a screen"
        if kind.startswith(f"{AUDIO_PLAYER}.") and AUDIO_PLAYER not in interfaces:
            yield f"{kind} is sent to a device without an audio player"
        if kind.startswith(f"{APL}."):
            yield from faults_of(directive)


def _check_elicitation(directive: Mapping[str, Any], dialogs: Mapping[str, Set[str]]) -> Iterator[str]:
    intent, slot = directive.get("updatedIntent", {}).get("name"), directive.get("slotToElicit")
    if intent not in dialogs:
        yield f"a slot of {intent} is elicited, which has no dialog in the model: Alexa ignores that"
    elif slot not in dialogs[intent]:
        yield f"the dialog of {intent} has no slot {slot}"


def _check_track(directive: Mapping[str, Any], body: Mapping[str, Any]) -> Iterator[str]:
    stream = directive.get("audioItem", {}).get("stream", {})
    url, token = stream.get("url", ""), stream.get("token", "")
    yield from faults_of_sound(url)
    if len(url) > _LONGEST_URL or not 0 < len(token) <= _LONGEST_TOKEN:
        yield f"a track needs a token of up to {_LONGEST_TOKEN:,} characters and a URL of up to {_LONGEST_URL:,}"
    if directive.get("playBehavior") not in _BEHAVIORS:
        yield f"there is no playBehavior {directive.get('playBehavior')}"
    if body.get("shouldEndSession") is False:
        yield "a track plays while the microphone is open"


def _check_event_answer(kind: str, body: Mapping[str, Any]) -> Iterator[str]:
    """Check the answer to an event: nobody spoke, so nothing may be said."""
    if spoken := sorted({"outputSpeech", "reprompt", "card"} & {name for name, value in body.items() if value}):
        yield f"the answer to {kind} holds {', '.join(spoken)}"
    if body.get("shouldEndSession") is False:
        yield f"the answer to {kind} opens the microphone"
    if kind == "AudioPlayer.PlaybackStopped" and body.get("directives"):
        yield "the answer to AudioPlayer.PlaybackStopped holds directives, which that event does not allow"
    if any(not str(one.get("type")).startswith(f"{AUDIO_PLAYER}.") for one in body.get("directives") or []):
        yield f"the answer to {kind} holds directives that are not for the audio player"


def _reprompt(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    speech: Mapping[str, Any] | None = (body.get("reprompt") or {}).get("outputSpeech")
    return speech
