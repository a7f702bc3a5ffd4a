"""Finding evidence by words, by time, or by its place; what is read for it is bounded."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from skill.conversation.topics.search import MOST_SEARCHED
from skill.conversation.turn import Reply
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Evidence, Key, Kind
from skill.efficacy.performer import MAIN, Performer
from skill.ledger.protocol import Change
from skill.nlu.intents import Intent
from skill.speech.parts import Line
from tests.conversation.talk import ACCOUNT, Talk, keys
from tests.patience import patient


def store(
    talk: Talk, *notes: str, domain: str = "first", last: datetime = datetime(2026, 5, 1, 12, tzinfo=UTC)
) -> None:
    """Save notes, the latest last, one each day."""
    for ago, words in enumerate(reversed(notes)):
        key = Key(MAIN, domain, last - timedelta(days=ago), f"{domain}{ago}")
        piece = Evidence(key, Kind.NOTE, note=words, read_back=True, closed=True)
        talk.ledger.save(ACCOUNT, Change(evidence=(piece,)), talk.now, patient())


def heard(reply: Reply) -> Sequence[object]:
    """Return the deeds that a reply reads."""
    return [part.args["words"] for part in reply.say if isinstance(part, Line) and part.key == "evidence-deed"]


def test_what_has_all_the_words_is_read_before_what_has_a_word_for_the_same(talk: Talk) -> None:
    store(talk, "I kept my knife slow", "I sharpened the blades", "I smiled")
    assert heard(talk.ask(Intent.WORDS, words="what did I say about the knife")) == ["I kept my knife slow"]
    assert heard(talk.ask(Intent.WORDS, words="what did I say about knives and smiling")) == ["I smiled"]
    assert heard(talk.ask(Intent.WORDS, words="what did I say about sharp blades")) == ["I sharpened the blades"]


def test_what_has_half_of_the_words_is_said_to_be_the_nearest(talk: Talk) -> None:
    store(talk, "I sharpened the blades", "I smiled")
    reply = talk.ask(Intent.WORDS, words="the one with the blades and the sauce")
    assert keys(reply)[0] == "evidence-nearest"
    assert heard(reply) == ["I sharpened the blades"]


def test_what_is_not_there_is_said_and_nothing_is_read(talk: Talk) -> None:
    store(talk, "I sharpened the blades", "I smiled")
    assert keys(talk.ask(Intent.WORDS, words="what did I say about the sauce")) == ["evidence-not-found"]


def test_it_is_read_on_three_at_a_time(talk: Talk) -> None:
    store(talk, *(f"I showed cut {word}" for word in ("one", "two", "three", "four", "five")), "I smiled")
    first = talk.ask(Intent.WORDS, words="what did I say about the cuts")
    assert heard(first) == [f"I showed cut {word}" for word in ("five", "four", "three")]
    assert talk.question == "evidence.found"
    second = talk.mean(Intent.MORE)
    assert keys(second)[0] == "evidence-next"
    assert heard(second) == ["I showed cut two", "I showed cut one"]
    assert talk.question == ""


@pytest.mark.parametrize("answer", [Intent.NO, Intent.STOP])
def test_who_wants_no_more_is_let_go(answer: Intent, talk: Talk) -> None:
    store(talk, *(f"I showed cut {word}" for word in ("one", "two", "three", "four")))
    talk.ask(Intent.WORDS, words="what did I say about the cuts")
    talk.mean(answer)
    assert talk.question == ""


def test_another_thing_is_searched_where_the_active_one_has_none_and_it_is_said(talk: Talk) -> None:
    talk.save(Performer(domains=(Domain("first", name="talks"), Domain("second", name="chess")), active="first"))
    store(talk, "I smiled")
    store(talk, "I watched the clock", domain="second")
    reply = talk.ask(Intent.WORDS, words="what did I say about the clock")
    assert keys(reply)[0] == "thing-for"
    assert heard(reply) == ["I watched the clock"]


def test_a_long_record_is_searched_as_far_as_its_latest_and_that_is_said(talk: Talk) -> None:
    store(talk, "I sharpened the blades", *["I smiled"] * MOST_SEARCHED)
    assert keys(talk.ask(Intent.WORDS, words="the one with the blades")) == ["evidence-not-found-some"]
    assert keys(talk.ask(Intent.WORDS, words="the one where I smiled"))[0] == "evidence-found-some"


def test_a_time_long_ago_is_found_in_a_long_record(talk: Talk) -> None:
    store(talk, "I sharpened the blades", *["I smiled"] * (MOST_SEARCHED + 20))
    reply = talk.ask(Intent.WORDS, words="evidence from january first")
    assert heard(reply) == ["I sharpened the blades"]


def test_the_first_of_a_long_record_is_found(talk: Talk) -> None:
    store(talk, "I sharpened the blades", *["I smiled"] * (MOST_SEARCHED + 20))
    reply = talk.ask(Intent.WORDS, words="the first thing I told you")
    assert keys(reply)[0] == "evidence-oldest"
    assert heard(reply) == ["I sharpened the blades"]


def test_words_of_distress_are_never_found(talk: Talk) -> None:
    key = Key(MAIN, "first", datetime(2026, 5, 1, 12, tzinfo=UTC), "private")
    piece = Evidence(key, Kind.PRIVATE, note="the blades", closed=True)
    talk.ledger.save(ACCOUNT, Change(evidence=(piece,)), talk.now, patient())
    assert keys(talk.ask(Intent.WORDS, words="the one with the blades")) == ["evidence-not-found"]
    assert keys(talk.ask(Intent.WORDS, words="the first thing I told you")) == ["evidence-not-found"]


def test_a_past_success_is_of_the_time_when_it_was(talk: Talk) -> None:
    key = Key(MAIN, "first", datetime(2026, 5, 1, 12, tzinfo=UTC), "past")
    piece = Evidence(key, Kind.PAST, worked="I sang", happened="2026-03", closed=True)
    talk.ledger.save(ACCOUNT, Change(evidence=(piece,)), talk.now, patient())
    assert keys(talk.ask(Intent.WORDS, words="what did I do in march"))[0] == "evidence-then"
    assert keys(talk.ask(Intent.WORDS, words="what did I do in may"))[0] == "evidence-nearest-day"


def test_what_is_found_is_shown_under_what_is_said_of_it(talk: Talk) -> None:
    store(talk, "I sharpened the blades", "I smiled")
    shown = talk.ask(Intent.WORDS, words="the one with the blades").shows
    assert shown is not None
    assert shown.title.key == "evidence-found"
    assert [text.words.args["words"] for text in shown.texts] == ["I sharpened the blades"]
    assert talk.ask(Intent.WORDS, words="the one with the clock").shows is None
