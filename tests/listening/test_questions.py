"""A question to the skill is never an answer, whatever is asked. Kind 2."""

from collections.abc import Callable

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]
OPEN = {
    "worked": "What's one thing you did that worked?",
    "shows": "What does it tell you about what you can do?",
    "plan": "What will you do differently, and when?",
    "outcome": "yes, partly, or no?",
    "difficulty": "easy, right, or hard?",
    "certainty": "how certain are you that you can do it?",
}


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("can my boss see this", "People on this Alexa account"),
        ("can I come off my tablets for this", "ask a doctor"),
        ("how long do you keep my answers", "until you say: delete everything"),
        ("do you record my voice", "never your voice"),
        ("who made you", "I'm a program"),
        ("does this really work", "Slow breathing settles"),
        ("why do you need that", "Your answers are the evidence"),
        ("is this medical advice", "ask a doctor"),
    ],
)
def test_a_question_is_answered_and_nothing_is_kept(name: str, said: str, answer: str, at: At) -> None:
    there = at(name)
    before = there.everything
    heard = there.say(said)
    assert answer in heard
    assert heard.endswith(f"{OPEN[name]} [listens]")
    assert there.everything == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("certainty", "is two too low"),
        ("last certainty", "is seven a good number"),
        ("outcome", "did the last one go well"),
    ],
)
def test_a_question_about_the_answer_is_none(name: str, said: str, at: At) -> None:
    there = at(name)
    before = there.everything
    assert there.say(said).endswith("? [listens]")
    assert there.everything == before
