"""How plays are parsed and compared with the actual answers."""

from collections.abc import Mapping
from typing import Any

import pytest

from simulator.answer import APL, Answer
from simulator.endpoints import Endpoint
from simulator.plays import Performed, Turn, agrees, as_text, perform, read
from tests.stage import Stage

PLAY = """# A play.
@ 2026-05-04 09:00 America/New_York

You:  open ready room
Room: Welcome to Ready Room. … what are you
      getting ready for? [listens]
(silence of all)
You:  (silence)
"""


def test_a_play_is_read() -> None:
    play = read(PLAY)
    assert play.title == "A play."
    assert f"{play.begins:%A %H:%M %Z}" == "Monday 09:00 EDT"
    assert play.turns == (
        Turn("open ready room", "Welcome to Ready Room. … what are you getting ready for? [listens]"),
        Turn(direction="silence of all"),
        Turn("(silence)"),
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [("You:  hello", "needs a start time"), (f"{PLAY}Alexa: hm", "not a line"), ("Room: hm", "not a line")],
)
def test_what_is_no_play_is_an_error(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        read(text)


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
def test_a_stage_direction_that_is_none_is_an_error(stage: Stage) -> None:
    with pytest.raises(ValueError, match="silence of all"):
        list(perform(read(PLAY), stage))


@pytest.mark.parametrize(
    ("expected", "agreed"),
    [("You said: … Why? [listens]", True), ("You said: this.", False), ("… [closes]", False), ("…", True)],
)
def test_three_dots_stand_for_any_words(expected: str, agreed: bool) -> None:
    assert agrees(expected, "You said: this (or that). Why? [listens]") is agreed


def test_a_turn_that_went_otherwise_says_how() -> None:
    performed = Performed(Turn("yes", "Kept. [closes]"), text="Okay. [closes]")
    assert performed.problem == "\nYou:       yes\nexpected:  Kept. [closes]\nanswered:  Okay. [closes]"


def closing(endpoint: Endpoint) -> Endpoint:
    """Close the microphone in every answer."""

    def post(body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
        answer = endpoint(body, headers)
        return {**answer, "response": {**answer["response"], "shouldEndSession": True}}

    return post


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
def test_a_play_fails_where_a_rule_of_alexas_is_broken(stage: Stage) -> None:
    stage.by_way_of = closing
    play = read(PLAY.split("(silence of", maxsplit=1)[0].replace("[listens]", "[closes]"))
    (performed,) = perform(play, stage)
    assert performed.problem.startswith("Alexa's rule: a question was asked, but the microphone is closed")


def test_a_play_says_what_a_screen_is_going_to_say() -> None:
    document = {"type": f"{APL}.RenderDocument", "datasources": {"a": SPOKEN}}
    assert as_text(Answer("<speak><s>Here we go.</s></speak>", screen=(document,))) == (
        "Here we go. [shows: Now let go. Go.] [closes]"
    )
    assert as_text(Answer(screen=({"type": f"{APL}.ExecuteCommands"},))) == "[updates the screen] [closes]"


SPOKEN = {
    "properties": {
        "cue": "<speak>In</speak>",
        "a": "<speak><s>Now let go.</s></speak>",
        "b": "<speak><s>Go.</s></speak>",
    },
    "transformers": [{"transformer": "ssmlToSpeech", "inputPath": name} for name in ("cue", "a", "b", "c")],
}
