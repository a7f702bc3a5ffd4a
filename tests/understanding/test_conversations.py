"""Conversations that others wrote can be read, and their checks tell what holds from what does not."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from simulator.alexa_api import AlexaApi
from simulator.device import Elicitation
from skill.alexa.authority import Authority
from skill.efficacy.domain import Domain
from skill.efficacy.performer import Performer
from tests.understanding.conversations import Conversation, Kept, contains, parse, perform, read
from tools.examples import Record, read_record

HERE = Path(__file__).parent
WRITTEN = [*sorted((HERE / "conversations").glob("*.txt")), *sorted((HERE / "held_back").iterdir())]
RECORD = """
[[domain]]
name = "chess tournaments"
goal = "finish five games on time"
steps = ["play one club game with a clock"]

[[evidence]]
day = 2026-04-25
domain = "chess tournaments"
words = "I wrote down every move"
"""
HOLDING = """
# a first goal · new user
> open ready room
asks
breathes not
> I'm getting ready for cooking demonstrations
asks
kept: domain = the cooking demonstrations
> show a class of twelve how to fillet a fish
says: certain|sure
says not: chess
kept: goal = show a class of 12 how to fillet a fish
kept not: chess
> stop
ends

# a debrief, and a piece taken back · with the record
> ask ready room to debrief
says: did it go
asks
> partly
kept: outcome = partly
> I kept my eyes on the clock
kept: worked = kept my eyes on the clock
> stop
ends
> ask ready room to just breathe for one minute
breathes
> tell ready room that I offered a draw
kept: note = I offered a draw
> forget that
kept not: offered a draw
gone: offered a draw
"""
NOT_HOLDING = """
# everything wrong · with the record
> ask ready room to debrief
ends
breathes
says: knitting
says not: go
kept: worked = I kept my eyes on the clock
kept: rating = 7
kept not: wrote down every move
gone: wrote down every move
gone: I kept my eyes on the clock
> stop
asks
> ask ready room to just breathe for one minute
breathes not
"""


def conversations(text: str) -> Sequence[Conversation]:
    """Return the conversations of a text, with the record of these tests."""
    return parse(text, read_record(RECORD))


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_every_set_has_conversations_of_new_and_of_known_performers_with_checks(path: Path) -> None:
    written = read(path)
    assert len(written) >= 3
    assert {one.record is None for one in written} == {True, False}
    assert all(any(turn.checks for turn in one.turns) for one in written)


@pytest.mark.parametrize(
    "line", ["says chess", "> hello", "asks", "# no such user", "kept: shoe = red"], ids=lambda line: line
)
def test_a_line_that_is_no_part_of_a_conversation_is_refused(line: str) -> None:
    head = "# a title · new user\n> open ready room\n" if line[0] not in ">a" else ""
    with pytest.raises(ValueError, match="no part of a conversation"):
        parse(head + line, Record())


@pytest.mark.parametrize("elicitation", Elicitation)
@pytest.mark.parametrize("number", [0, 1])
def test_a_conversation_holds(number: int, elicitation: Elicitation, authority: Authority, api: AlexaApi) -> None:
    performance = perform(conversations(HOLDING)[number], authority, api, elicitation)
    assert [result for result in performance.results if not result.held] == []
    assert performance.is_whole


def test_a_conversation_holds_in_another_locale(authority: Authority, api: AlexaApi) -> None:
    assert perform(conversations(HOLDING)[1], authority, api, Elicitation.HONOUR, "en-GB").is_whole


def test_no_check_holds_whatever_happens(authority: Authority, api: AlexaApi) -> None:
    performance = perform(conversations(NOT_HOLDING)[0], authority, api, Elicitation.HONOUR)
    assert [str(result.check) for result in performance.results if result.held] == []
    assert not performance.is_whole


def test_a_sentence_around_a_name_is_no_name() -> None:
    heard = "I've got something to get ready for, it's my flute exam"
    assert not Kept(Performer(domains=(Domain("d", name=heard),)), (), ()).holds("domain", "flute exam")
    assert Kept(Performer(domains=(Domain("d", name="my next flute exam"),)), (), ()).holds("domain", "flute exam")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I played all of the three pieces.", "played all of 3 pieces"),
        ("It's on Friday at 6:30 PM", "6 30 p m"),
        ("at 11:00 AM", "eleven"),
        ("sixty-eight seconds", "68"),
        ("M.B.A. entrance", "m b a entrance"),
        ("the bride's mum", "brides mum"),
    ],
)
def test_words_are_found_in_another_form(text: str, words: str) -> None:
    assert contains(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("play three pieces", "play all three pieces"),
        ("a text about it", "ex"),
        ("in sixteen days", "6"),
        ("the performance", "perform"),
        ("before eight o'clock", "before nine o'clock"),
    ],
)
def test_other_words_are_not_found(text: str, words: str) -> None:
    assert not contains(text, words)


def test_what_is_said_may_go_on_where_a_word_ends() -> None:
    assert contains("before a performance", "perform", as_stem=True)
    assert not contains("an egg", "eg", as_stem=True)
