"""Dialog acts travel in the session while what they say could not be saved."""

import json

import pytest

from skill.nlu.act import DialogAct
from skill.nlu.intents import Intent

FULL = DialogAct(
    Intent.SCHEDULE,
    words="the recital",
    carrier="I",
    spoken="tough",
    number=3,
    seconds=90,
    date="2026-05-08",
    part="EV",
    time="15:00",
    choice="hard",
    pattern="box",
    is_cut=True,
    is_touch=True,
    performer_id="main",
    is_refused=True,
)


@pytest.mark.parametrize("act", [FULL, DialogAct(Intent.WORDS), DialogAct(Intent.NUMBER, number=0)])
def test_an_act_comes_back_as_it_was(act: DialogAct) -> None:
    assert DialogAct.from_json(json.loads(json.dumps(act.to_json()))) == act


def test_what_is_empty_does_not_travel() -> None:
    assert DialogAct(Intent.WORDS, words="I paused").to_json() == {"intent": "words", "words": "I paused"}


@pytest.mark.parametrize(
    "data",
    [{}, {"intent": "an intent of tomorrow"}, {"intent": "words", "words": 7}, {"intent": "number", "number": "7"}],
)
def test_what_is_no_act_is_an_error(data: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        DialogAct.from_json(data)
