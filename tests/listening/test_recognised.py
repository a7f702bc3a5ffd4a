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
    ("words", "rating"),
    [
        ("free", 3),
        ("maybe a free", 3),
        ("only a free to be honest", 3),
        ("like a tree i guess", 3),
        ("about free", 3),
        ("a for", 4),
        ("um a for i guess", 4),
        ("for out of ten", 4),
        ("i think an ate", 8),
        ("maybe a night", 8),
        ("an ate for sure", 8),
        ("sex maybe", 6),
        ("probably a sex", 6),
        ("i'd say about a phi", 5),
        ("a fife", 5),
        ("a won", 1),
        ("to out of ten", 2),
        ("just a too", 2),
        ("nein", 9),
        ("a tin", 10),
    ],
)
def test_a_number_where_one_is_asked_for(words: str, rating: int, at: At) -> None:
    there = at("certainty")
    there.say(words)
    assert [one.value for one in there.domain().ratings][-1:] == [rating]


@pytest.mark.parametrize(
    "words",
    [
        "to",
        "too",
        "about to",
        "i guess to",
        "for",
        "i think for",
        "well for",
        "it's free",
        "only won",
        "knight",
        "i'm at night",
        "for the most part",
        "a night like this scares me",
        "i want to be free",
        "too hard",
        "I won last time",
    ],
)
def test_what_only_begins_or_ends_like_a_number_is_no_rating(words: str, at: At) -> None:
    there = at("certainty")
    before = there.domain().ratings
    there.say(words)
    assert there.domain().ratings == before


@pytest.mark.parametrize(
    ("words", "is_on"),
    [
        ("bring back the card", True),
        ("bring the card back", True),
        ("send me the card again", True),
        ("turn the card on again", True),
        ("i turned the card off but i'd like them on", True),
        ("disable card", False),
        ("leave out the card's going forward", False),
        ("leave out the card going forward", False),
        ("stop sending the card", False),
        ("no more card", False),
        ("turn the card off", False),
    ],
)
def test_cards_that_lost_their_s(words: str, is_on: bool, at: At) -> None:
    there = at("base")
    there.say(f"ask ready room to {'turn the cards off' if is_on else 'turn the cards on'}", f"ask ready room {words}")
    assert there.performer.preferences.cards is is_on


@pytest.mark.parametrize(
    "words",
    [
        "that i finished",
        "i finished",
        "that i finish",
        "that we finished",
        "that i just finished",
        "i finished just now",
    ],
)
def test_an_end_that_lost_its_have(words: str, at: At) -> None:
    there = at("base")
    there.say(f"tell ready room {words}")
    assert "Did it go the way you wanted" in there.last


@pytest.mark.parametrize("words", ["I finished", "we finished", "that I finished"])
@pytest.mark.parametrize("situation", ["worked", "shows"])
def test_to_finish_may_be_the_answer(situation: str, words: str, at: At) -> None:
    there = at(situation)
    there.say(words)
    assert there.device.is_open
    assert "finished" in str(there.evidence()[0])


@pytest.mark.parametrize(
    "words",
    [
        "i wanted to get ready for wedding speeches",
        "i wanted to practice for wedding speeches",
        "that i wanted to prepare for wedding speeches",
    ],
)
def test_a_wish_that_became_a_past(words: str, at: At) -> None:
    there = at("base")
    assert there.say(f"tell ready room {words}").startswith("Got it: wedding speeches.")


@pytest.mark.parametrize(
    "words", ["i got an audition next month", "that i got an audition on friday", "that i got an exam on monday"]
)
def test_what_is_had_is_no_evidence_yet(words: str, at: At) -> None:
    there = at("base")
    there.say(f"tell ready room {words}")
    assert not [one for one in there.evidence() if one.note and one.note.endswith(words[-8:])]


@pytest.mark.parametrize(
    "words",
    [
        "yep exactly how i want it",
        "exactly as i want it",
        "just how i want it",
        "pretty much exactly how i pictured it",
    ],
)
def test_an_outcome(words: str, at: At) -> None:
    there = at("outcome")
    there.say(words)
    assert "What's one thing you did that worked" in there.last


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
