"""Looking up what is on record: for whom, and on each of the ledgers."""

from tests.conversation.topics.test_voice_profiles import ask
from tests.stage import Stage
from tests.stories import base, say


def test_the_goal_of_either_thing_is_told(stage: Stage) -> None:
    device = base(stage)
    assert (
        say(device, "ask ready room what's my goal")
        == "Your goal: show a class of twelve how to fillet a fish. [closes]"
    )
    told = say(device, "ask ready room what's my goal for chess tournaments")
    assert told == "This is for: chess tournaments. Your goal: finish five games on time. [closes]"


def test_a_role_model_of_another_thing_is_told_if_this_one_has_none(stage: Stage) -> None:
    device = base(stage)
    say(device, "ask ready room add a role model", "my aunt joan", "she froze", "she breathes first")
    say(device, "ask ready room switch to chess tournaments")
    for said in ("who was my role model again", "what did aunt joan do", "tell me about my aunt joan"):
        told = say(device, f"ask ready room {said}")
        assert told.startswith("This is for: cooking demonstrations. Your role model: my aunt joan.")
    assert "joan" not in say(device, "ask ready room what did my neighbour do")


def test_of_a_thing_that_is_on_no_record_nothing_is_told(stage: Stage) -> None:
    assert "fillet" not in say(base(stage), "ask ready room what's my goal for rowing")


def test_a_private_record_is_told_to_its_own_voice_only(stage: Stage) -> None:
    ask(stage, "ana", "ask ready room my cue word is river")
    ask(stage, "ana", "ask ready room to keep my record to my voice", "yes")
    assert ask(stage, "ana", "ask ready room what's my cue word") == "Your cue word: river. [closes]"
    assert "river" not in ask(stage, None, "ask ready room what's my cue word")
    assert "river" not in ask(stage, "ben", "ask ready room what's my cue word")


def test_within_a_session_another_voice_hears_nothing(stage: Stage) -> None:
    ask(stage, "ana", "ask ready room my cue word is river")
    ask(stage, "ana", "ask ready room to keep my record to my voice", "yes")
    stage.person = "ana"
    device = stage.device("hall")
    device.hear("open ready room")
    device.speaks_as(None)
    assert "river" not in say(device, "what's my cue word")
