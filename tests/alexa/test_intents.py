"""Alexa's names and the conversation's: every name stands once, and is one that the skill's own parts can send."""

import json
from typing import Any

import pytest

from simulator.listener import load_model
from simulator.local import MODELS
from skill.alexa import screens
from skill.alexa.intents import (
    BREATH_IN,
    BUTTONS,
    CONNECTED,
    FALLBACK,
    INTENTS,
    LISTS,
    PLAYBACK,
    TOUCH,
    TOUCHES,
)
from skill.breathing.patterns import SLOW
from skill.breathing.timeline import timeline
from skill.efficacy.breath import BreathingState
from skill.nlu.intents import PLAYBACK_CONTROLS, Intent
from skill.nlu.language import language_for
from skill.speech.texts import texts_for

LANGUAGE = load_model(MODELS, "en-US")["interactionModel"]["languageModel"]
MODEL = {intent["name"]: intent for intent in LANGUAGE["intents"]}
OWN_LISTS = {kind["name"] for kind in LANGUAGE["types"]}


NEVER = {
    Intent.PLAYBACK,
    Intent.UNKNOWN,
    Intent.OUT_OF_SCOPE,
    Intent.QUESTION,
    Intent.REFUSED,
    Intent.UNFINISHED,
    Intent.OBLIGED,
}


def test_no_name_of_alexas_has_two_meanings() -> None:
    tables = (INTENTS, PLAYBACK, BUTTONS, language_for("en-US").carriers, {TOUCH: Intent.SKIP})
    names = [name for table in tables for name in table]
    assert len(names) == len(set(names))


def test_a_report_and_an_unknown_intent_are_never_recognized() -> None:
    assert not NEVER & set(INTENTS.values())


@pytest.mark.parametrize("intent", sorted(set(Intent) - NEVER))
def test_every_other_intent_is_one_that_alexa_recognizes(intent: Intent) -> None:
    assert intent in INTENTS.values()


def test_the_named_intents_are_in_the_list() -> None:
    assert INTENTS[FALLBACK] is Intent.NOTHING
    assert INTENTS[BREATH_IN] is Intent.BREATHE
    assert INTENTS[CONNECTED] is Intent.CONSENT
    assert set(INTENTS) >= LISTS


def test_only_a_finished_track_finishes_breathing() -> None:
    finished = [name for name, state in PLAYBACK.items() if state is BreathingState.FINISHED]
    assert finished == ["AudioPlayer.PlaybackFinished"]
    assert set(PLAYBACK.values()) == set(BreathingState)


@pytest.mark.parametrize("intent", [*BUTTONS.values(), *TOUCHES.values()])
def test_a_button_is_something_that_breathing_understands(intent: Intent) -> None:
    assert intent in PLAYBACK_CONTROLS


def arguments(value: Any) -> list[str]:
    """Return the names that a document sends when it is touched."""
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return [one for part in inner for one in arguments(part)] + (
        [value["arguments"][0]] if isinstance(value, dict) and value.get("type") == "SendEvent" else []
    )


def test_a_touch_is_known_by_the_name_that_the_screens_document_sends() -> None:
    shown = screens.pacer(timeline(SLOW, 3), 0, (), texts_for("en-US"), "token")
    assert set(shown.datasources["pacer"]["properties"]["buttons"]) == set(TOUCHES)
    sent = set(arguments(shown.document))
    assert sent, json.dumps(shown.document)[:200]
    assert {name for name in sent if "$" not in name} <= set(TOUCHES)


@pytest.mark.parametrize("name", sorted(LISTS))
def test_an_intent_of_a_list_is_filled_by_the_models_own_lists(name: str) -> None:
    slots = MODEL[name]["slots"]
    assert slots
    assert {slot["type"] for slot in slots} <= OWN_LISTS


def test_the_intent_of_a_breath_in_begins_as_its_language_does() -> None:
    assert f"{language_for('en-US').breath_lead} {{words}}" in MODEL[BREATH_IN]["samples"]
