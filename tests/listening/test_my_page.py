"""Wanting to look at one's record is told from wanting to hear it, and from words about pages of paper."""

from collections.abc import Callable

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]
CODE, OUT, HEARD = "a code to your Alexa app", "Everyone is signed out of your page.", "of evidence on your record"
TO_LOOK = [
    "my page",
    "open my page",
    "give me a code for my page",
    "i want a code for my page",
    "show me my record",
    "show my record to me please",
    "could you show me my record",
    "i'd like to look at my record",
    "let me see my record",
    "can i see my record on my phone",
    "can i read my record on a screen",
    "could i see my whole record somewhere",
    "where can i look at my record",
    "i want to look at my record on my laptop",
    "is there a page where i can see my record",
    "how do i see what you've kept",
]
TO_HEAR = [
    "read me my record",
    "hear my record",
    "what's on my record",
    "read me my evidence",
    "show me my evidence",
    "show me my wins",
    "what did i tell you",
    "what have i told you",
    "read back my evidence",
    "let me hear my wins",
]
TO_LEAVE = [
    "sign out of my page",
    "sign me out of my page",
    "sign everyone out of my page",
    "sign out everywhere",
    "log out of my page",
    "log everybody out of my page",
    "close my page",
    "kick everyone out of my page",
]
OF_PAPER = [
    "turn the page in bar 40",
    "my page turner was late and i carried on",
    "the page blew away and i kept going",
    "i lost my page and found it again",
    "i was on the same page as my team",
    "i closed my page and talked to them",
]
NOT_OURS = ["sign me out of netflix", "open the pizza place's page", "close the browser page", "turn to page forty"]


@pytest.mark.parametrize("said", TO_LOOK)
@pytest.mark.parametrize("where", ["later", "open", "worked", "outcome"])
def test_who_wants_to_look_gets_a_code(where: str, said: str, at: At) -> None:
    there = at(where)
    assert CODE in there.say(f"ask ready room {said}" if where == "later" else said)
    assert "?" in there.last or where in {"later", "open"}, "the question comes again"


@pytest.mark.parametrize("said", TO_HEAR)
@pytest.mark.parametrize("where", ["later", "open"])
def test_who_wants_to_hear_hears(where: str, said: str, at: At) -> None:
    assert HEARD in at(where).say(f"ask ready room {said}" if where == "later" else said)


@pytest.mark.parametrize("said", TO_LEAVE)
@pytest.mark.parametrize("where", ["later", "open", "plan"])
def test_who_wants_nobody_in_signs_everybody_out(where: str, said: str, at: At) -> None:
    there = at(where)
    assert OUT in there.say(f"ask ready room {said}" if where == "later" else said)


@pytest.mark.parametrize("said", OF_PAPER)
@pytest.mark.parametrize("where", ["worked", "shows", "plan"])
def test_a_page_of_paper_is_part_of_an_answer(where: str, said: str, at: At) -> None:
    there = at(where)
    there.say(said)
    latest = there.evidence()[0]
    assert any(said.lower() == (words or "").lower() for words in (latest.worked, latest.shows, latest.plan))


@pytest.mark.parametrize("said", [*OF_PAPER, *NOT_OURS])
@pytest.mark.parametrize("where", ["later", "open", "outcome"])
def test_no_other_page_opens_or_closes_ones_own(where: str, said: str, at: At) -> None:
    there = at(where)
    there.say(f"ask ready room {said}" if where == "later" else said)
    assert CODE not in there.last
    assert OUT not in there.last
    assert "your page" not in there.last, "nor is it asked about"


@pytest.mark.parametrize("where", ["erase?", "forget?", "retire?"])
@pytest.mark.parametrize("said", ["my page", "sign everyone out of my page", "show me my record"])
def test_a_question_about_deleting_takes_neither(where: str, said: str, at: At) -> None:
    there = at(where)
    there.say(said)
    assert CODE not in there.last
    assert OUT not in there.last
    assert "?" in there.last
