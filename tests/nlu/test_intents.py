"""The intents, the sets of them that the conversation asks for, and what comes with one."""

from dataclasses import replace

import pytest

from skill.nlu.act import DialogAct
from skill.nlu.certainty import Certainty
from skill.nlu.intents import INTENTS_TO_KEEP, ONLY_ANSWERS, PLAYBACK_CONTROLS, PLAYBACK_STOPS, Intent, NluResult


def test_every_intent_has_a_value_of_its_own() -> None:
    assert len(Intent.__members__) == len(set(Intent))


@pytest.mark.parametrize("intent", Intent)
def test_an_intent_is_its_name_with_hyphens(intent: Intent) -> None:
    assert intent == intent.name.lower().replace("_", "-")


@pytest.mark.parametrize("intent", Intent)
def test_every_intent_can_travel_in_a_session(intent: Intent) -> None:
    assert DialogAct.from_json(DialogAct(intent).to_json()).intent is intent


def test_breathing_is_not_controlled_by_what_can_only_be_an_answer() -> None:
    assert not ONLY_ANSWERS & PLAYBACK_CONTROLS


def test_whatever_stops_breathing_controls_it() -> None:
    assert PLAYBACK_STOPS < PLAYBACK_CONTROLS


@pytest.mark.parametrize("intent", [Intent.READY, Intent.RESTART, Intent.SKIP, Intent.BACK, Intent.REPEAT])
def test_what_moves_breathing_on_does_not_stop_it(intent: Intent) -> None:
    assert intent in PLAYBACK_CONTROLS - PLAYBACK_STOPS


def test_an_answer_that_says_nothing_is_not_kept() -> None:
    assert not INTENTS_TO_KEEP & {Intent.YES, Intent.NO, Intent.DONT_KNOW, Intent.NOTHING, Intent.UNKNOWN}


def test_a_command_is_not_kept() -> None:
    assert not INTENTS_TO_KEEP & {*PLAYBACK_CONTROLS, Intent.HELP, Intent.WRONG, Intent.FORGET, Intent.ERASE}


def test_an_intent_alone_names_nothing_and_was_not_cut() -> None:
    values = {getattr(NluResult(Intent.YES), name) or None for name in NluResult.__slots__}
    assert values == {Intent.YES, Certainty.CERTAIN, None}


def test_results_are_equal_whatever_the_utterance_was_and_whether_it_was_cut() -> None:
    result = NluResult(Intent.WORDS, "I paused")
    assert replace(result, utterance="I, um, paused", is_cut=True) == result


@pytest.mark.parametrize(
    "other",
    [
        NluResult(Intent.NOTE, "I paused"),
        NluResult(Intent.WORDS, "I spoke"),
        NluResult(Intent.WORDS, "I paused", number=7),
        NluResult(Intent.WORDS, "I paused", seconds=60),
        NluResult(Intent.WORDS, "I paused", pattern="box"),
    ],
)
def test_results_that_mean_or_name_something_else_differ(other: NluResult) -> None:
    assert other != NluResult(Intent.WORDS, "I paused")
