"""Somebody is about to go on: how soon the breathing begins."""

import pytest

from simulator.plays import as_text
from simulator.spoken import pieces
from skill.conversation.topics.warm_up.warm_up import begin, outline
from skill.efficacy.domain import Domain, Plan
from skill.efficacy.performer import Performer, Preferences
from skill.nlu.act import DialogAct
from skill.nlu.intents import Intent
from skill.speech.pace import spoken_ms
from skill.speech.parts import Breathing
from tests.conversation.talk import Talk
from tests.stage import Stage

FIRST_TIME_MS, LATER_MS = 12_000, 5_000


def before_the_first_breath(ssml: str | None) -> int:
    """Return about how many milliseconds are spoken before the first cue."""
    said = pieces(ssml or "")
    first = next(place for place, piece in enumerate(said) if piece.is_cue)
    return sum(round(spoken_ms(piece.words) + piece.silence * 1_000) for piece in said[:first])


def test_the_first_breath_comes_soon_and_sooner_the_next_time(stage: Stage) -> None:
    device = stage.device()
    assert before_the_first_breath(device.hear("ask ready room to warm me up").ssml) <= FIRST_TIME_MS
    assert before_the_first_breath(device.hear("ask ready room to warm me up").ssml) <= LATER_MS


def test_with_holds_too(stage: Stage) -> None:
    assert before_the_first_breath(stage.device().hear("ask ready room for box breathing").ssml) <= FIRST_TIME_MS


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("to warm me up, I'm on in ten minutes", 120),
        ("to warm me up before my talk in five minutes", 120),
        ("I go on in two minutes and I'm nervous", 80),
        ("to breathe with me, it starts in six minutes", 120),
    ],
)
def test_the_time_that_is_left_is_no_part_of_a_breath_and_no_length(said: str, seconds: int, stage: Stage) -> None:
    device = stage.device()
    device.hear("ask ready room to warm me up")
    led = as_text(device.hear(f"ask ready room {said}"))
    assert "the whole pattern" not in led
    assert f"cycles, {seconds} s]" in led


def test_a_breath_that_is_told_in_part_is_answered_with_the_usual_one(stage: Stage) -> None:
    device = stage.device()
    assert "I didn't catch the whole pattern." in as_text(device.hear("ask ready room to breathe in for four"))


@pytest.mark.parametrize(
    "preferences", [Preferences(), Preferences(pattern="box", holds=False), Preferences(cue="tall")]
)
@pytest.mark.parametrize("cautioned", [None, "r0"])
def test_the_outline_is_what_the_warm_up_says_and_is_saved_nowhere(
    talk: Talk, preferences: Preferences, cautioned: str | None
) -> None:
    domain = Domain("first", name="talks", plans=(Plan("when I stall, I breathe", "e1"),))
    talk.save(Performer(domains=(domain,), preferences=preferences, cautioned_by=cautioned))
    context = talk.context(DialogAct(Intent.WARM_UP))
    outlined = outline(context)
    said = begin(context).say
    assert (*outlined.before, *outlined.after) == tuple(part for part in said if not isinstance(part, Breathing))
    led = next(part for part in said if isinstance(part, Breathing))
    assert outlined.breathing is not None
    assert led.timeline == outlined.breathing.rest
    assert talk.context(DialogAct(Intent.WARM_UP)).saved.warm_up is None


def test_an_outline_without_breathing_has_only_what_follows_it(talk: Talk) -> None:
    talk.save(Performer(preferences=Preferences(breathing=False)))
    outlined = outline(talk.context(DialogAct(Intent.WARM_UP)))
    assert (outlined.before, outlined.breathing) == ((), None)
    assert outlined.after == begin(talk.context(DialogAct(Intent.WARM_UP))).say
