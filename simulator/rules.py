"""Alexa's rules for an answer, as far as a device can see them: each that is broken, in words.

From Amazon's documentation of custom skills: what a response may hold, and what certification looks for.
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
"""Bytes. Alexa takes 120 KB by now; older pages of its documentation say 24."""
LATEST_SECONDS = 8.0
_LONGEST_TOKEN, _LONGEST_URL = 1_024, 8_000
_BEHAVIOURS = {"ENQUEUE", "REPLACE_ALL", "REPLACE_ENQUEUED"}
_SPOKEN_TO = {"LaunchRequest", "IntentRequest", "Connections.Response", f"{APL}.UserEvent"}
_QUESTION_MARKS = ("?", "\uff1f", "\u061f")
_CARDS = {"Simple", "Standard", "LinkAccount", "AskForPermissionsConsent"}


def broken(
    request: Mapping[str, Any], answer: Mapping[str, Any], dialogs: Mapping[str, Set[str]], seconds: float
) -> tuple[str, ...]:
    """Return the rules that an answer breaks.

    Args:
        request: The whole request, which says what the device can do.
        answer: The whole answer.
        dialogs: The intents that the model has a dialog for, and their slots.
        seconds: How long it took.
    """
    kind, body = request["request"]["type"], answer.get("response") or {}
    interfaces = set(request["context"]["System"]["device"]["supportedInterfaces"])
    found = [*_of_the_whole(answer, seconds), *_of_speech(body), *_of_directives(body, dialogs, interfaces)]
    if kind in _SPOKEN_TO:
        found += _of_the_microphone(body, is_shown=APL in request["context"])
    elif kind == "SessionEndedRequest" or kind.startswith("AudioPlayer."):
        found += _of_silence(kind, body)
    return tuple(found)


def _of_the_whole(answer: Mapping[str, Any], seconds: float) -> Iterator[str]:
    size = len(json.dumps(answer).encode())
    if size > LARGEST_RESPONSE:
        yield f"the answer has {size:,} bytes, more than {LARGEST_RESPONSE:,}"
    if seconds > LATEST_SECONDS:
        yield f"the answer took {seconds:.1f} s, more than {LATEST_SECONDS:.0f}"


def _of_speech(body: Mapping[str, Any]) -> Iterator[str]:
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
        yield f"there is no card of the type {card.get('type')}"
    if sum(len(card.get(part, "")) for part in ("title", "content", "text")) > LONGEST_SPEECH:
        yield f"the card has more than {LONGEST_SPEECH:,} characters"


def _of_the_microphone(body: Mapping[str, Any], *, is_shown: bool) -> Iterator[str]:
    ends, kinds = body.get("shouldEndSession"), {one.get("type") for one in body.get("directives") or []}
    if "Connections.SendRequest" in kinds:  # Alexa itself asks
        return
    shows = is_shown or any(str(kind).startswith(f"{APL}.") for kind in kinds)
    if ends is None and (body.get("outputSpeech") or kinds) and not shows:
        yield "the answer does not say shouldEndSession"
    asks = _asks(body.get("outputSpeech"))
    if ends is False and not asks:
        yield "the microphone is open, and no question was asked"
    if ends is False and _reprompt(body) is None:
        yield "the microphone is open without a reprompt"
    if ends and asks:
        yield "a question was asked, and the microphone is closed"
    if "Dialog.ElicitSlot" in kinds and ends is not False:
        yield "a slot is asked for, and the microphone is closed"


def _asks(speech: Mapping[str, Any] | None) -> bool:
    """Whether the last thing said is a question."""
    try:
        said = [piece.words for piece in pieces((speech or {}).get("ssml", "")) if piece.words]
    except BadSsml:
        return False
    return bool(said) and said[-1].rstrip("\"'” ").endswith(_QUESTION_MARKS)


def _of_directives(body: Mapping[str, Any], dialogs: Mapping[str, Set[str]], interfaces: Set[str]) -> Iterator[str]:
    if sum(one.get("type") == "AudioPlayer.Play" for one in body.get("directives") or []) > 1:
        yield "more than one track is to play"
    for directive in body.get("directives") or []:
        kind = str(directive.get("type"))
        if kind == "Dialog.ElicitSlot":
            yield from _of_elicitation(directive, dialogs)
        elif kind == "AudioPlayer.Play":
            yield from _of_a_track(directive, body)
        if kind.startswith(f"{APL}.") and APL not in interfaces:
            yield f"{kind} is sent to a device without a screen"
        if kind.startswith(f"{AUDIO_PLAYER}.") and AUDIO_PLAYER not in interfaces:
            yield f"{kind} is sent to a device without an audio player"
        if kind.startswith(f"{APL}."):
            yield from faults_of(directive)


def _of_elicitation(directive: Mapping[str, Any], dialogs: Mapping[str, Set[str]]) -> Iterator[str]:
    intent, slot = directive.get("updatedIntent", {}).get("name"), directive.get("slotToElicit")
    if intent not in dialogs:
        yield f"a slot of {intent} is asked for, which has no dialog in the model: Alexa ignores that"
    elif slot not in dialogs[intent]:
        yield f"the dialog of {intent} has no slot {slot}"


def _of_a_track(directive: Mapping[str, Any], body: Mapping[str, Any]) -> Iterator[str]:
    stream = directive.get("audioItem", {}).get("stream", {})
    url, token = stream.get("url", ""), stream.get("token", "")
    yield from faults_of_sound(url)
    if len(url) > _LONGEST_URL or not 0 < len(token) <= _LONGEST_TOKEN:
        yield f"a track has a token of up to {_LONGEST_TOKEN:,} characters and an address of up to {_LONGEST_URL:,}"
    if directive.get("playBehavior") not in _BEHAVIOURS:
        yield f"there is no playBehavior {directive.get('playBehavior')}"
    if body.get("shouldEndSession") is False:
        yield "a track plays, and the microphone is open"


def _of_silence(kind: str, body: Mapping[str, Any]) -> Iterator[str]:
    """Look at the answer to what nobody said: there is nobody to speak to."""
    if spoken := sorted({"outputSpeech", "reprompt", "card"} & {name for name, value in body.items() if value}):
        yield f"the answer to {kind} holds {', '.join(spoken)}"
    if body.get("shouldEndSession") is False:
        yield f"the answer to {kind} opens the microphone"
    if kind == "AudioPlayer.PlaybackStopped" and body.get("directives"):
        yield "the answer to AudioPlayer.PlaybackStopped holds directives: nothing can be answered to that"
    if any(not str(one.get("type")).startswith(f"{AUDIO_PLAYER}.") for one in body.get("directives") or []):
        yield f"the answer to {kind} holds directives that are none of the audio player"


def _reprompt(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    speech: Mapping[str, Any] | None = (body.get("reprompt") or {}).get("outputSpeech")
    return speech
