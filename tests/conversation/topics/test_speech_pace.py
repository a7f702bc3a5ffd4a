"""The pace of speech is kept and holds at once; the volume is the platform's."""

import pytest

from skill.nlu.intents import Intent
from tests.conversation.talk import Talk, keys


@pytest.mark.parametrize(
    ("intent", "is_slow", "said"), [(Intent.SLOWER, True, "pace-slow"), (Intent.USUAL_SPEED, False, "pace-usual")]
)
def test_the_pace_is_kept(intent: Intent, is_slow: bool, said: str, talk: Talk) -> None:
    reply = talk.ask(intent)
    assert keys(reply) == [said]
    assert reply.is_slow is is_slow
    assert talk.performer.preferences.slow_speech is is_slow


def test_the_open_question_is_said_again_and_all_that_follows_is_slow(talk: Talk) -> None:
    before = talk.ask(Intent.DEBRIEF)
    again = talk.say("slow your voice down")
    assert keys(again) == keys(before)
    assert again.is_slow
    assert talk.say("yes").is_slow


def test_the_volume_is_said_to_be_the_platforms_and_nothing_is_kept(talk: Talk) -> None:
    talk.ask(Intent.DEBRIEF)
    question, reply = talk.question, talk.say("please speak louder")
    assert keys(reply)[0] == "pace-volume"
    assert talk.question == question
    assert not reply.change
