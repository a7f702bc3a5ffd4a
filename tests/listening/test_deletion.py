"""While it is asked whether to delete something or to put it away, only yes, no and commands to the question count."""

from collections.abc import Callable

import pytest

from skill.efficacy.domain import Domain
from tests.listening.situations import Situation

YES = [
    *("yes do it now please", "yes everything", "yes delete it all", "yes delete everything", "yes please delete it"),
    *("yes you should", "I'm sure go ahead", "haan delete it", "yep wipe the lot", "yeah go on then", "ji haan bin it"),
    *(
        "yes I said yes",
        "absolutely erase everything you have on me",
        "go ahead and delete all my data",
        "aye get rid of it",
    ),
]
NO = [
    "no",
    "no don't",
    "nah keep it all",
    "never mind",
    "on second thought leave it",
    "please don't",
    "no thanks I need it",
    "stop",
]
NEITHER = [
    *(
        "always box breathing",
        "who else can see it",
        "yes but keep my chess notes",
        "yes except the last one",
        "yes but",
    ),
    *("perhaps I should", "no wait yes", "warm me up", "note that I was calm", "forget that", "five"),
    *(
        "rename it to baking",
        "yes and then warm me up",
        "no delete the note instead",
        "build my ladder",
        "I don't know",
    ),
    *("switch to chess tournaments", "that was the chess one", "no more cards", "yes tomorrow"),
    *("can I get it back", "what exactly would be gone", "how long do you keep it"),
]


def kept(there: Situation) -> int:
    """Return how much is on the record."""
    return len(there.performer.domains)


@pytest.mark.parametrize("said", YES)
def test_a_yes_with_words_that_add_nothing_deletes_everything(said: str, at: Callable[[str], Situation]) -> None:
    there = at("erase?")
    assert there.say(said) == "I've deleted everything I had about you. [closes]"
    assert kept(there) == 0


@pytest.mark.parametrize("said", NO)
def test_a_no_keeps_everything(said: str, at: Callable[[str], Situation]) -> None:
    there = at("erase?")
    assert there.say(said) == "Okay, I'll keep it all. [closes]"
    assert kept(there) == 2


@pytest.mark.parametrize("said", NEITHER)
def test_anything_else_asks_again_and_changes_nothing(said: str, at: Callable[[str], Situation]) -> None:
    there = at("erase?")
    before = there.everything
    assert there.say(said).endswith(
        "Every debrief, note, and plan would be gone. Should I delete it all, yes or no? [listens]"
    )
    assert there.everything == before
    there.say("yes")
    assert kept(there) == 0


@pytest.mark.parametrize(
    "said", ["yes that one", "yes delete it", "yes please forget it", "I'm sure delete that note", "haan", "do it"]
)
def test_a_yes_forgets_the_one_that_was_asked_about(said: str, at: Callable[[str], Situation]) -> None:
    there = at("forget?")
    assert there.say(said) == "It's deleted. [closes]"
    assert [one.note or one.worked for one in there.evidence()] == [
        "I sharpened the blades before they came",
        "I kept my knife slow",
    ]


@pytest.mark.parametrize(
    "said", ["yes but not that one", "take that back", "my evidence", "make it harder", "delete my whole account then"]
)
def test_anything_else_says_what_would_be_gone(said: str, at: Callable[[str], Situation]) -> None:
    there = at("forget?")
    assert "I answered the boy with the allergy. Should I delete it, yes or no?" in there.say(said)
    assert len(there.evidence()) == 3


@pytest.mark.parametrize(
    "said", ["yes put it away please", "yes retire cooking demonstrations", "haan put that one away", "sure go ahead"]
)
def test_a_yes_puts_away_what_was_asked_about(said: str, at: Callable[[str], Situation]) -> None:
    there = at("retire?")
    there.say(said)
    assert retired(there) == ["cooking demonstrations"]


@pytest.mark.parametrize("said", ["I meant the chess one", "no the chess one", "no I mean chess tournaments", "chess"])
def test_another_one_that_is_named_is_asked_about(said: str, at: Callable[[str], Situation]) -> None:
    there = at("retire?")
    assert "chess tournaments" in there.say(said)
    assert retired(there) == []
    there.say("yes")
    assert retired(there) == ["chess tournaments"]


@pytest.mark.parametrize("said", ["yes and delete everything", "yes but not the notes", "warm me up", "always sighs"])
def test_nothing_else_begins_while_it_is_asked_whether_to_put_it_away(
    said: str, at: Callable[[str], Situation]
) -> None:
    there = at("retire?")
    before = there.everything
    assert "This would be put away: cooking demonstrations." in there.say(said)
    assert there.everything == before


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("repeat that", "That would delete everything I have about you"),
        ("help", "Say yes to delete all of it, or no to keep it."),
        ("who else can see it", "People on this Alexa account"),
    ],
)
def test_help_repeat_and_a_question_are_answered(said: str, heard: str, at: Callable[[str], Situation]) -> None:
    there = at("erase?")
    assert there.say(said).startswith(heard)
    assert kept(there) == 2


def retired(there: Situation) -> list[str | None]:
    """Return what is put away."""
    domains: tuple[Domain, ...] = there.performer.domains
    return [one.title for one in domains if one.retired]
