"""Kind 30: what a recognizer writes for what was said, in contexts where it can mean nothing else.

Each wording is one that Whisper wrote for a sentence spoken by a voice of `make spoken`, or like one.
"""

from collections.abc import Callable

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]
CUE = "What word do you say to yourself"


def ssml_of(there: Situation, words: str) -> str:
    """Return the SSML of the answer to something."""
    return there.device.hear(words).ssml or ""


@pytest.mark.parametrize(
    "words",
    [
        "two size",
        "for two size please",
        "free size please",
        "a couple of size",
        "do four sizes",
        "lead me through two size",
        "five cyclic size",
        "cyclic sign",
        "cyclic siding",
        "the size breathing",
        "just some cyclic sighting",
    ],
)
def test_sighs(words: str, at: At) -> None:
    there = at("base")
    said = ssml_of(there, f"ask ready room {words}")
    assert "more<break" in said
    assert there.performer.preferences.pattern is None


@pytest.mark.parametrize("words", ["size", "the size", "sides", "two sides", "thighs", "three size", "two sights"])
def test_sighs_where_a_pattern_is_asked_for(words: str, at: At) -> None:
    there = at("base")
    there.say("ask ready room to change my breathing pattern", words)
    assert there.performer.preferences.pattern == "sigh"


@pytest.mark.parametrize(
    "words",
    [
        "fox breathing",
        "box breeding",
        "box briefing",
        "box reading",
        "fox briefing",
        "bucks breathing",
        "books breathing please",
        "let's do block breathing",
        "do boxed breathing",
        "three minutes of fox breathing",
        "two minutes of box briefing",
    ],
)
def test_box_breathing(words: str, at: At) -> None:
    said = ssml_of(at("base"), f"ask ready room {words}")
    assert "hold<break" in said


@pytest.mark.parametrize(
    "words",
    [
        "change my keyword",
        "set my keyword",
        "set my q word",
        "change my queue word",
        "change my cute word",
        "to set my key word please",
        "i want a keyword",
        "i'd like a new q word",
        "a new keyword",
        "my q word",
    ],
)
def test_the_cue_word_is_asked_for(words: str, at: At) -> None:
    there = at("base")
    there.say(f"ask ready room {words}")
    assert CUE in there.last
    assert there.performer.preferences.cue is None


@pytest.mark.parametrize("words", ["keyword", "q word", "key word", "queue word", "cute word", "cue work"])
@pytest.mark.parametrize("form", ["no {}", "remove my {}"])
def test_the_cue_word_is_taken_back_after_a_yes(words: str, form: str, at: At) -> None:
    there = at("base")
    there.say("ask ready room my cue word is steady", f"ask ready room {form.format(words)}")
    assert there.last == "Your cue word: steady. Should I delete it? [listens]"


@pytest.mark.parametrize("words", ["keyword", "q word", "key word", "queue word", "cute word", "cue work"])
@pytest.mark.parametrize("form", ["what's my {}", "what is my {}"])
def test_the_cue_word_is_told(words: str, form: str, at: At) -> None:
    there = at("base")
    there.say("ask ready room my cue word is steady", f"ask ready room {form.format(words)}")
    assert "steady" in there.last.lower()
    assert CUE not in there.last


@pytest.mark.parametrize(
    "words",
    [
        "warm you up",
        "warm it up",
        "warn me up",
        "worm me up",
        "one me up",
        "won me up",
        "warm me out",
        "water me up",
        "warm you up for two minutes",
        "to warm you up please",
        "can you warm you up",
        "me up please",
        "room to warm me up",
    ],
)
def test_a_warm_up(words: str, at: At) -> None:
    there = at("base")
    assert "Breathe in" in ssml_of(there, f"ask ready room {words}")


@pytest.mark.parametrize(
    "words",
    [
        "debri",
        "debris",
        "de brief",
        "d brief",
        "be brief me",
        "debri please",
        "to debri",
        "deep brief",
        "debriefed",
        "brief",
    ],
)
def test_a_debrief(words: str, at: At) -> None:
    there = at("base")
    there.say(f"ask ready room {words}")
    assert "Did it go the way you wanted" in there.last


@pytest.mark.parametrize("name", ["the ready room", "the ready room skill", "ready room"])
def test_the_skill_may_have_an_article(name: str, at: At) -> None:
    there = at("base")
    there.say(f"open {name}")
    assert there.device.is_open


@pytest.mark.parametrize(
    "words",
    [
        "I spoke to both sides of the room",
        "I read two sizes larger",
        "I kept to the keyword in each line",
        "I did the box reading with the class",
        "two sides of the story got a laugh",
        "I gave the brief in one minute",
        "I warmed it up slowly",
        "I put a key word on each card",
        "the size of the room didn't matter",
        "I looked past the debris on stage",
        "I stopped after three sights",
    ],
)
def test_an_answer_with_such_words_stays_an_answer(words: str, at: At) -> None:
    there = at("worked")
    there.say(words)
    assert there.evidence()[0].worked == words
