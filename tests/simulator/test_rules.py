"""Alexa's rules: an answer that keeps them passes, and each broken rule is reported."""

from copy import deepcopy
from typing import Any

import pytest

from simulator.answer import APL
from simulator.player import AUDIO_PLAYER
from simulator.rules import broken

DIALOGS = {"AnswerIntent": {"words"}}
ASKS: dict[str, Any] = {
    "version": "1.0",
    "sessionAttributes": {"question": "x"},
    "response": {
        "outputSpeech": {"type": "SSML", "ssml": "<speak><s>Kept.</s> <s>What worked?</s></speak>"},
        "reprompt": {"outputSpeech": {"type": "SSML", "ssml": "<speak><s>What did you do?</s></speak>"}},
        "shouldEndSession": False,
        "directives": [
            {"type": "Dialog.ElicitSlot", "slotToElicit": "words", "updatedIntent": {"name": "AnswerIntent"}}
        ],
    },
}
PLAY = {
    "type": "AudioPlayer.Play",
    "playBehavior": "REPLACE_ALL",
    "audioItem": {"stream": {"url": "https://sound.example/a.mp3", "token": "slow", "offsetInMilliseconds": 0}},
}
PLAYS: dict[str, Any] = {
    "response": {
        "outputSpeech": {"type": "SSML", "ssml": "<speak><s>Here it is.</s></speak>"},
        "shouldEndSession": True,
        "directives": [PLAY],
    }
}
SOUND = '<audio src="https://a.example/b.mp3"/>'
DOCUMENT: dict[str, Any] = {"type": "APL", "version": "1.4", "mainTemplate": {"items": [{"type": "Text", "id": "a"}]}}
SHOWS: dict[str, Any] = {"type": f"{APL}.RenderDocument", "token": "x", "document": DOCUMENT}


def rules(answer: dict[str, Any], kind: str = "IntentRequest", *interfaces: str, seconds: float = 0.1) -> str:
    """Return the broken rules on one line."""
    device: dict[str, Any] = {"supportedInterfaces": {name: {} for name in interfaces}}
    request = {"request": {"type": kind}, "context": {"System": {"device": device}}}
    return "; ".join(broken(request, answer, DIALOGS, seconds))


def changed(answer: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """Return an answer with some parts replaced; `None` removes a part."""
    new = deepcopy(answer)
    new["response"] |= parts
    new["response"] = {name: value for name, value in new["response"].items() if value is not None}
    return new


def ssml(text: str) -> dict[str, str]:
    return {"type": "SSML", "ssml": text}


def test_what_keeps_the_rules_passes() -> None:
    assert rules(ASKS) == ""
    assert rules(PLAYS, "IntentRequest", AUDIO_PLAYER) == ""
    assert rules({"response": {"directives": [PLAY]}}, "AudioPlayer.PlaybackNearlyFinished", AUDIO_PLAYER) == ""
    assert rules({"response": {}}, "SessionEndedRequest") == ""
    assert rules({"response": {"directives": [SHOWS]}}, "IntentRequest", APL) == ""


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        (changed(ASKS, shouldEndSession=None), "does not say shouldEndSession"),
        (changed(ASKS, outputSpeech=ssml("<speak><s>Kept.</s></speak>")), "open, but no question was asked"),
        (changed(ASKS, reprompt=None), "open without a reprompt"),
        (changed(ASKS, shouldEndSession=True, directives=None), "asked, but the microphone is closed"),
        (changed(ASKS, shouldEndSession=True), "a slot is elicited, but the microphone is closed"),
        (changed(ASKS, outputSpeech=ssml("<speak>Rock & roll?</speak>")), "speech: SSML that is not well formed"),
        (changed(ASKS, outputSpeech=ssml("<s>Well?</s>")), "must be a single <speak>"),
        (changed(ASKS, outputSpeech=ssml("<speak><blink>Well?</blink></speak>")), "SSML has no <blink>"),
        (changed(ASKS, outputSpeech=ssml('<speak><break long="1s"/>Well?</speak>')), "<break> has no long"),
        (changed(ASKS, outputSpeech=ssml('<speak><break time="11s"/>Well?</speak>')), "0 to 10 s, not 11s"),
        (changed(ASKS, outputSpeech=ssml('<speak><break time="soon"/>Well?</speak>')), "0 to 10 s, not soon"),
        (changed(ASKS, outputSpeech=ssml(f"<speak>{'x' * 8_000}?</speak>")), "8,016 characters, more than 8,000"),
        (changed(ASKS, outputSpeech=ssml('<speak><audio src="http://a.example/b.mp3"/>Well?</speak>')), "an https URL"),
        (changed(ASKS, outputSpeech=ssml('<speak><audio src="https://a.example/b c.mp3"/>Well?</speak>')), "a space"),
        (
            changed(ASKS, outputSpeech=ssml(f"<speak>{SOUND * 6}Well?</speak>")),
            "more than 5 audio clips",
        ),
        (changed(ASKS, outputSpeech={"type": "PlainText", "text": "Well?"}), "the speech is not SSML"),
        (changed(ASKS, reprompt={"outputSpeech": ssml("<speak>a < b</speak>")}), "reprompt: SSML that is not well"),
        (changed(ASKS, card={"type": "Simple", "title": "x", "content": "x" * 8_000}), "card has more than 8,000"),
        (changed(ASKS, card={"type": "Postcard"}), "no card type Postcard"),
        (
            changed(ASKS, directives=[{**ASKS["response"]["directives"][0], "updatedIntent": {"name": "NoteIntent"}}]),
            "NoteIntent is elicited, which has no dialog",
        ),
        (changed(ASKS, directives=[{**ASKS["response"]["directives"][0], "slotToElicit": "x"}]), "has no slot x"),
        (changed(ASKS, directives=[SHOWS]), "to a device without a screen"),
        (PLAYS, "to a device without an audio player"),
        ({**ASKS, "sessionAttributes": {"said": "x" * 25_000}}, "bytes, more than 24,576"),
    ],
)
def test_a_rule_that_is_broken_is_said(answer: dict[str, Any], rule: str) -> None:
    assert rule in rules(answer)


@pytest.mark.parametrize(
    ("stream", "behavior", "rule"),
    [
        ({"url": "http://sound.example/a.mp3"}, "REPLACE_ALL", "an https URL"),
        ({"token": ""}, "REPLACE_ALL", "a track needs a token"),
        ({"token": "x" * 1_025}, "REPLACE_ALL", "a track needs a token"),
        ({}, "PERHAPS", "no playBehavior PERHAPS"),
    ],
)
def test_the_rules_of_tracks(stream: dict[str, str], behavior: str, rule: str) -> None:
    item = {"stream": {**PLAY["audioItem"]["stream"], **stream}}  # type: ignore[index]
    play = {**PLAY, "audioItem": item, "playBehavior": behavior}
    assert rule in rules(changed(PLAYS, directives=[play]), "IntentRequest", AUDIO_PLAYER)


def test_a_track_does_not_play_into_an_open_microphone() -> None:
    answer = changed(ASKS, directives=[PLAY])
    assert rules(answer, "IntentRequest", AUDIO_PLAYER) == "a track plays while the microphone is open"


@pytest.mark.parametrize("kind", ["SessionEndedRequest", "AudioPlayer.PlaybackFinished"])
def test_where_nobody_speaks_nobody_is_answered(kind: str) -> None:
    said = rules(changed(ASKS, card={"type": "Simple", "title": "x", "content": "y"}), kind)
    assert f"the answer to {kind} holds card, outputSpeech, reprompt" in said
    assert "opens the microphone" in said
    assert "directives that are not for the audio player" in said


def test_to_a_track_that_was_stopped_nothing_can_be_answered() -> None:
    answer = {"response": {"directives": [PLAY]}}
    assert "which that event does not allow" in rules(answer, "AudioPlayer.PlaybackStopped", AUDIO_PLAYER)


def test_one_track_plays_at_a_time() -> None:
    answer = changed(PLAYS, directives=[PLAY, PLAY])
    assert rules(answer, "IntentRequest", AUDIO_PLAYER) == "the answer plays more than one track"


def test_time_has_a_limit() -> None:
    assert rules(ASKS, seconds=8.5) == "the answer took 8.5 s, more than 8"


def test_alexa_asks_for_a_permission_herself() -> None:
    asks = {"type": "Connections.SendRequest", "name": "AskFor", "token": "x"}
    assert rules(changed(PLAYS, directives=[asks], shouldEndSession=None)) == ""


SPOKEN = {"type": "object", "properties": {"cue": "<speak>In</speak>"}, "transformers": []}
TO_SPEECH = {"transformer": "ssmlToSpeech", "inputPath": "cue"}


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"document": {**DOCUMENT, "mainTemplate": {}}}, "an APL document has no mainTemplate"),
        ({"document": {**DOCUMENT, "version": ""}}, "an APL document must have the type APL and a version"),
        ({"token": None}, "an APL document has no token"),
        (
            {"document": {**DOCUMENT, "onMount": {"type": "SetFocus", "componentId": "b"}}},
            "an APL command is for b, which doesn't exist",
        ),
        ({"document": {**DOCUMENT, "onMount": {"type": "SetFocus", "componentId": ":source"}}}, ""),
        ({"document": {**DOCUMENT, "onMount": {"type": "SpeakItem", "componentId": "b${index}"}}}, ""),
        ({"datasources": {"a": {**SPOKEN, "transformers": [TO_SPEECH]}}}, ""),
        (
            {"datasources": {"a": {**SPOKEN, "properties": {"cue": "a < b"}, "transformers": [TO_SPEECH]}}},
            "the speech of an APL document: SSML that is not well formed: syntax error: line 1, column 0",
        ),
        (
            {"type": f"{APL}.ExecuteCommands", "token": "x"},
            "commands for an APL document need its token and at least one command",
        ),
    ],
)
def test_the_rules_of_documents(changes: dict[str, Any], rule: str) -> None:
    assert rules({"response": {"directives": [SHOWS | changes]}}, "IntentRequest", APL) == rule


def test_a_screen_says_what_becomes_of_the_session() -> None:
    commands = {"type": f"{APL}.ExecuteCommands", "token": "x", "commands": [{"type": "Idle"}]}
    assert rules({"response": {"directives": [commands]}}, f"{APL}.UserEvent", APL) == ""
    speech = {"outputSpeech": ssml("<speak><s>Kept.</s></speak>")}
    assert rules({"response": speech}, f"{APL}.UserEvent", APL) == "the answer does not say shouldEndSession"
