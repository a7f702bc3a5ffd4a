"""A question put to the skill is never an answer: one true line, then the open question again."""

import pytest

from simulator.device import Elicitation
from simulator.plays import as_text
from tests import stories
from tests.stage import Stage

pytestmark = pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
WORKED = "Start with: I. What's one thing you did that worked? [listens]"
ASKED = [
    ("can my boss see this", "People on this Alexa account, Amazon, and whoever runs this skill."),
    ("who else gets to hear what I tell you", "People on this Alexa account, Amazon, and whoever runs this skill."),
    ("can I come off my tablets for this", "Please ask a doctor."),
    ("is this medical advice", "Please ask a doctor."),
    ("how long do you keep my answers", "until you say: delete everything."),
    ("do you record my voice", "I get your words from Alexa, never your voice"),
    ("are you a therapist", "I'm a program, not a person"),
    ("does this actually work", "Nobody can promise what it does for your performance."),
    ("can I get all of that out of here as a file", "can give you a copy of everything."),
    ("how many more questions are there", "A minute or two."),
    ("why do you want to know that", "are the evidence I read you next time."),
    ("when does the bus leave", "That's not something I can do here."),
    ("can I do this later", "I can't answer that."),
    ("is this free", "I can't answer that."),
    ("what's the weather like in Leeds", "That's not something I can do here."),
]


@pytest.mark.parametrize("elicitation", list(Elicitation))
@pytest.mark.parametrize(("said", "line"), ASKED)
def test_a_question_gets_a_line_and_the_open_question_comes_again(
    said: str, line: str, elicitation: Elicitation, stage: Stage
) -> None:
    stage.elicitation = elicitation
    device = stories.in_debrief(stage, "yes")
    heard = as_text(device.hear(said))
    assert line in heard
    assert heard.endswith(WORKED)
    evidence = stories.say(device, "I kept my eyes up", "that's enough", "ask ready room for my evidence")
    assert said not in evidence
    assert "I kept my eyes up" in evidence


@pytest.mark.parametrize(
    ("setting", "said", "again"),
    [
        ("to rate my certainty", "is two too low", "One number, from zero to ten."),
        ("to debrief", "did the last one go well", "One word is enough"),
        ("to delete everything", "who else can see it", "Every debrief, note, and plan would be gone."),
    ],
)
def test_where_a_number_a_word_or_a_yes_is_asked_for_too(setting: str, said: str, again: str, stage: Stage) -> None:
    device = stories.base(stage)
    heard = stories.say(device, f"ask ready room {setting}", said)
    assert again in heard
    assert "Noted" not in heard


@pytest.mark.parametrize("said", ["can I hear an example", "what do you mean by worked", "what counts as that"])
def test_a_question_about_the_question_gets_an_example(said: str, stage: Stage) -> None:
    heard = as_text(stories.in_debrief(stage, "yes").hear(said))
    assert heard.startswith("For example: I paused before each answer.")


@pytest.mark.parametrize(
    "said", ["can I get it back later", "will it be gone for good", "why do you ask", "is it safe"]
)
def test_while_it_is_asked_whether_to_delete_nothing_else_is_said(said: str, stage: Stage) -> None:
    heard = stories.say(stories.base(stage), "ask ready room to delete everything", said)
    assert heard == "Every debrief, note, and plan would be gone. Should I delete it all, yes or no? [listens]"


@pytest.mark.parametrize(
    "said", ["are you a real doctor", "is it true that nobody else hears this", "does it really work"]
)
def test_with_no_question_open_it_is_asked_what_is_wanted(said: str, stage: Stage) -> None:
    heard = stories.say(stories.base(stage), f"ask ready room {said}")
    assert heard.endswith("Warm up, debrief, or hear your evidence? [listens]")
    assert len(heard) > len("Warm up, debrief, or hear your evidence? [listens]")


@pytest.mark.parametrize(
    "said",
    [
        "I asked her what she needed",
        "when they ask why I'll repeat the question",
        "what I did was slow down",
        "who I looked at made the difference",
        "I said do you mind if I start again and I did",
        "how I open decides it all so I opened with the story",
    ],
)
def test_a_question_inside_an_answer_stays_an_answer(said: str, stage: Stage) -> None:
    assert as_text(stories.in_debrief(stage, "yes").hear(said)).startswith(f"You said: {said}.")


def test_who_can_hear_a_record_kept_to_a_voice_is_that_voice(stage: Stage) -> None:
    stage.person = "ana"
    device = stories.base(stage)
    stories.say(device, "ask ready room to keep my record to my voice")
    heard = stories.say(device, "ask ready room to debrief", "yes", "who can hear this")
    assert "In this household, only your voice." in heard


def test_who_can_hear_it_tells_of_the_page_once_somebody_may_be_signed_in(stage: Stage) -> None:
    device = stories.base(stage)
    signed_in = "Whoever is signed in to your page sees it, too"
    assert signed_in not in stories.say(device, "ask ready room to debrief", "who can hear this")
    device.leave()
    stories.say(device, "ask ready room for my page")
    assert signed_in in stories.say(device, "ask ready room to debrief", "who can hear this")
    device.leave()
    stories.say(device, "ask ready room to sign out of my page")
    assert signed_in not in stories.say(device, "ask ready room to debrief", "who can hear this")


def test_how_to_get_it_out_tells_of_the_page(stage: Stage) -> None:
    device = stories.in_debrief(stage, "yes")
    assert "your page, which gives you everything as a file." in as_text(device.hear("can I get all of that as a file"))
