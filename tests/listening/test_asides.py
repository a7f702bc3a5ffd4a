"""What is said about an answer is none: thinking aloud, not being done, not knowing, refusing. Kinds 10c and 10d."""

from collections.abc import Callable

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]


@pytest.mark.parametrize(
    "said",
    [
        *("one moment I have to think", "what did I do now let me think", "let me have a think"),
        *("hmm let me see what did I do", "hang on it's on the tip of my tongue", "bear with me a second"),
        *("how do I put this", "give me a sec I'm trying to remember", "well um now what was it I did"),
        *("just a tick", "let me mull it over", "I've got to think about that", "I'm still thinking about it"),
        *("where do I start", "let me gather my thoughts", "it'll come to me", "wait I need to think"),
    ],
)
def test_thinking_aloud_waits(said: str, at: At) -> None:
    there = at("worked")
    heard = there.say(said)
    assert heard.startswith("Take your time.")
    assert heard.endswith("What's one thing you did that worked? [listens]")
    assert there.evidence()[0].worked is None


NOT_DONE = [
    *("you cut me off", "I was still talking", "that was not all", "I wasn't finished", "no wait I wasn't done yet"),
    *("sorry there's more to say", "I hadn't finished yet", "you didn't let me finish"),
    *("I've more to add", "can I add something to that", "you interrupted me", "I'm not done talking", "I got cut off"),
    *("that's not the whole answer", "I was in the middle of a sentence"),
]


@pytest.mark.parametrize("said", NOT_DONE)
def test_who_was_not_done_goes_on(said: str, at: At) -> None:
    there = at("shows")
    assert there.say(said) == "You said: I kept my eyes up. What else? [listens]"
    assert there.evidence()[0].shows is None
    heard = there.say("and I never looked down")
    assert heard.startswith("You said: I kept my eyes up, and I never looked down. What does that tell you")
    assert there.evidence()[0].worked == "I kept my eyes up, and I never looked down"


@pytest.mark.parametrize("between", ["wait", "what did you say", "who can hear this", "go on"])
def test_it_is_added_to_whatever_comes_between(between: str, at: At) -> None:
    there = at("shows")
    there.say("you cut me off", between, "and I smiled")
    assert there.evidence()[0].worked == "I kept my eyes up, and I smiled"


@pytest.mark.parametrize("said", ["skip", "no", "I don't know"])
def test_nothing_to_add_leaves_it_as_it_was(said: str, at: At) -> None:
    there = at("shows")
    assert "What does that tell you" in there.say("you cut me off", said)
    assert there.evidence()[0].worked == "I kept my eyes up"


def test_a_note_can_be_added_to(at: At) -> None:
    there = at("base")
    there.say("tell ready room that I carried the tray", "you cut me off", "without spilling")
    assert there.evidence()[0].note == "I carried the tray, without spilling"


def test_before_any_answer_it_waits_for_this_one(at: At) -> None:
    there = at("worked")
    assert there.say("I was still talking").startswith("Go on.")
    there.say("I slowed down")
    assert there.evidence()[0].worked == "I slowed down"


@pytest.mark.parametrize(
    "said",
    [
        *("not telling", "put nothing", "that's private", "I'd rather keep that to myself thanks", "leave it blank"),
        *("it's between me and my coach", "none of your business", "I'm not comfortable sharing that", "I won't say"),
        *(
            "just write nothing down",
            "I'm not going to tell you",
            "mind your own business",
            "hard pass",
            "I'd rather not",
        ),
        *("let's not go there", "that's too personal", "can we do that later"),
    ],
)
def test_a_refusal_leads_to_the_next_question_without_a_remark(said: str, at: At) -> None:
    there = at("worked")
    assert there.say(said) == "What does this one tell you about what you can do? [listens]"
    assert there.evidence()[0].worked is None


@pytest.mark.parametrize(
    "said",
    [
        *("haven't a clue", "not the foggiest", "search me", "I've drawn a blank", "I can't think of one"),
        *("I haven't the faintest idea", "I'm stumped", "your guess is as good as mine", "no idea", "hard to say"),
        *("I couldn't name a single thing", "god knows", "I wouldn't know"),
    ],
)
def test_not_knowing_gets_an_example(said: str, at: At) -> None:
    there = at("worked")
    assert there.say(said) == "For example: I paused before each answer. What did you do? [listens]"
    assert there.evidence()[0].worked is None


@pytest.mark.parametrize(
    "said",
    ["do I have to", "do I really have to answer that", "is this one optional", "must I", "what if I don't answer"],
)
def test_nobody_has_to_answer(said: str, at: At) -> None:
    there = at("worked")
    heard = there.say(said)
    assert "skip" in heard
    assert heard.endswith("What's one thing you did that worked? [listens]")
    assert there.evidence()[0].worked is None


@pytest.mark.parametrize("name", ["outcome", "difficulty", "certainty", "plan"])
@pytest.mark.parametrize("said", ["let me have a think", "do I have to"])
def test_at_other_questions_too(name: str, said: str, at: At) -> None:
    there = at(name)
    before = there.everything
    assert there.say(said).endswith("? [listens]")
    assert there.everything == before


@pytest.mark.parametrize(
    "said",
    [
        "I took a moment to think before each answer",
        "let me have a think was what I told the panel",
        "I was still talking when the bell rang",
        "I wasn't finished but I smiled",
        "you cut me off was my first line",
        "I kept my worries to myself",
        "I put nothing in the soup",
        "private lessons",
        "I waited a second before each answer",
        "I told them it was private",
        "I let them finish",
        "one more rehearsal",
        "I paused",
        "I didn't have to look at my notes",
        "I refused to apologise",
        "I hadn't a clue but I guessed well",
    ],
)
def test_what_resembles_them_is_an_answer(said: str, at: At) -> None:
    there = at("worked")
    assert there.say(said).startswith(f"You said: {said}.")
    assert there.evidence()[0].worked == said


@pytest.mark.parametrize("where", ["plan", "worked", "shows"])
@pytest.mark.parametrize(
    "words",
    [
        "one second i'm on the phone",
        "just a minute mum",
        "wait i'm driving",
        "one sec the baby's crying",
        "sorry somebody's calling me",
        "i'll be back in a second",
        "let me get a drink first",
        "yeah in a minute dad",
        "hang on everyone",
        "okay i'm coming",
        "not now i'm busy",
        "two minutes darling",
        "shush i'm trying to think",
        "dinner in five minutes okay",
        "never mind her she's just being silly",
        "good boy",
        "sit sit down",
        "quiet you two",
        "i'm on a call",
        "thanks darling",
        "sorry my kid's just walked in",
        "oh that was the dog",
        "hey stop that",
        "ow",
        "five more minutes then bed",
        "yes mum i heard you",
        "i'm not talking to you",
    ],
)
def test_what_is_said_to_somebody_else_is_no_answer(words: str, where: str, at: At) -> None:
    there = at(where)
    before = there.everything
    assert there.say(words).startswith("Take your time.")
    assert there.everything == before


@pytest.mark.parametrize("where", ["plan", "worked"])
@pytest.mark.parametrize(
    "words",
    [
        "one second of silence before each answer",
        "i wait a second before i speak",
        "hold on to the rail when i turn",
        "give myself a minute before the door opens",
        "hang on to the last note",
        "look at mum in the first row",
        "hush came over the room and i began",
    ],
)
def test_a_moment_in_an_answer_is_kept(words: str, where: str, at: At) -> None:
    there = at(where)
    there.say(words)
    assert words in there.everything.lower()


@pytest.mark.parametrize("where", ["plan", "worked", "shows"])
@pytest.mark.parametrize(
    "words",
    [
        "can we do a breathing exercise first",
        "i'm nervous can you calm me down",
        "take me through the four seven eight",
        "set a reminder for friday at six",
        "could you guide me through some calming breaths",
        "switch to chess tournaments",
    ],
)
def test_a_request_in_the_middle_of_a_question_is_no_answer(words: str, where: str, at: At) -> None:
    there = at(where)
    before = there.last
    assert not there.say(words).startswith(("Got it.", "You said:", "Take your time."))
    assert there.last != before
    assert words not in there.everything.lower()
