"""A deed that is told where a wish is expected is kept, whatever of the skill its words name."""

from collections.abc import Callable

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]

DEEDS = [
    "I kept breathing all the way through",
    "I breathed slowly before I started",
    "I took two sighs and it helped",
    "I skipped the hard passage and came back to it",
    "I stopped and started again",
    "I used my plan when I got lost",
    "I warmed up backstage for ten minutes",
    "I kept my cue word in mind the whole time",
    "I looked at my evidence before I went on",
    "I wrote down my goal and looked at it",
    "I paused after every question",
    "I rated every cut before I made it",
    "I slowed down when the oil got hot",
    "I repeated the last line louder for the back row",
    "I wrote down each step",
    "I kept going all the way through",
    "I sat down and wrote three lines",
    "I hit my sales goal for the third month running",
    "I finally told my manager I want the promotion",
    "I walked out on stage with my hands shaking and still did the monologue",
    "I beat my personal best by two seconds",
    "I closed the deal with the hardest client I've got",
    "I hit a home run in the ninth",
    "I told the surgeon I wasn't happy with the count and he thanked me",
    "I nailed the landing on my double back",
    "I broke the school record",
    "We recorded the whole album in one day and I didn't fluff a single take",
    "I turned the volume down on my own doubts",
    "I went back and fixed the second course",
]
REQUESTS = [
    "I meant box breathing",
    "I said skip the breathing",
    "I wanted the slow breathing",
    "I told you to skip the breathing",
    "I hoped to hear my evidence",
    "I preferred the box breathing",
    "I needed to hear my evidence",
    "I've just been told I'm on next",
]


@pytest.mark.parametrize("where", ["open", "finish?"])
@pytest.mark.parametrize("words", DEEDS)
def test_a_deed_is_kept_in_its_words(words: str, where: str, at: At) -> None:
    there = at(where)
    said = there.say(words.lower())
    if " or to save a note?" in said:
        there.say("save a note")
    kept = [one for one in there.evidence() if words.lower() in f"{one.note} {one.worked}".lower()]
    assert len(kept) == 1, said


@pytest.mark.parametrize("words", REQUESTS)
def test_a_request_that_is_repeated_in_the_past_is_no_deed(words: str, at: At) -> None:
    there = at("open")
    before = there.evidence()
    there.say(words.lower())
    assert there.evidence() == before


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("i just came off stage", "Did it go the way you wanted"),
        ("i messed up the whole second half", "What's one thing you did that worked?"),
        ("i lost my place in the second half", "What's one thing you did that worked?"),
        ("i passed my driving test first time", "What's one thing you did that worked?"),
    ],
)
def test_how_it_went_begins_a_debrief(words: str, asked: str, at: At) -> None:
    assert asked in at("open").say(words)


@pytest.mark.parametrize("where", ["open", "finish?"])
@pytest.mark.parametrize(
    "words",
    [
        "i finished my warm up and i'm going on now",
        "i practised all day and i go on next",
        "i ate already so i'm up next",
        "i did the sound check and they've just called me",
        "i got dressed and they're calling my name",
        "i did the sound check and now i'm on in five minutes",
    ],
)
def test_whoever_is_about_to_go_on_is_warmed_up_whatever_they_did(words: str, where: str, at: At) -> None:
    there = at(where)
    before = there.evidence()
    assert "safe" in there.say(words)
    assert there.evidence() == before


@pytest.mark.parametrize(
    "words", ["i took my time and i went on next to last", "i bowed and they called me back twice"]
)
def test_what_only_sounds_like_going_on_is_a_deed(words: str, at: At) -> None:
    there = at("open")
    there.say(words)
    assert words in (there.evidence()[0].note or "").lower()
