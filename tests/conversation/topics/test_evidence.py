"""Hearing one's evidence: the latest first, three at a time, and nothing that is private."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.conversation.prompt import LONGEST_REPLY
from skill.conversation.turn import Reply
from skill.efficacy.evidence import Evidence, Key, Kind, Outcome
from skill.efficacy.performer import MAIN
from skill.ledger.protocol import Change
from skill.nlu.intents import Intent
from skill.speech.parts import Line
from tests.conversation.talk import ACCOUNT, Talk, args, keys
from tests.memory import MemoryLedger
from tests.patience import patient

FIRST = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


def store(talk: Talk, *pieces: Evidence) -> None:
    """Save evidence."""
    talk.ledger.save(ACCOUNT, Change(evidence=pieces), talk.now, patient())


def key(number: int) -> Key:
    """Return the key of the piece of that number, an older one's being lower."""
    return Key(MAIN, "first", FIRST + timedelta(minutes=number), f"e{number}")


def note(number: int, words: str = "") -> Evidence:
    """Return a note."""
    return Evidence(key(number), Kind.NOTE, note=words or f"note {number}", closed=True)


def private(number: int) -> Evidence:
    """Return words of distress."""
    return Evidence(key(number), Kind.PRIVATE, note="not for any ear", closed=True)


def heard(reply: Reply) -> list[object]:
    """Return the deeds that a reply reads."""
    return [part.args["words"] for part in reply.say if isinstance(part, Line) and part.key == "evidence-deed"]


@pytest.mark.parametrize(
    ("count", "headings", "last"),
    [(3, ["evidence-count"], "evidence-end"), (4, ["evidence-count", "evidence-latest"], "evidence-more")],
)
def test_up_to_three_pieces_are_all_there_is_and_of_more_the_latest_three_come_first(
    count: int, headings: list[str], last: str, talk: Talk
) -> None:
    store(talk, *(replace(note(number), read_back=True) for number in range(count)))
    reply = talk.ask(Intent.EVIDENCE)
    assert (keys(reply)[: len(headings)], keys(reply)[-1]) == (headings, last)
    assert args(reply, "evidence-count")["count"] == count
    assert heard(reply) == [f"note {number}" for number in reversed(range(count))][:3]
    assert bool(reply.session) is (count > 3)


@pytest.mark.parametrize("intent", [Intent.YES, Intent.READY, Intent.SKIP, Intent.MORE, Intent.OTHER])
def test_more_reads_on_from_the_last_piece_that_was_read(intent: Intent, talk: Talk) -> None:
    store(talk, *map(note, range(5)))
    talk.ask(Intent.EVIDENCE)
    reply = talk.mean(intent)
    assert keys(reply)[0] == "evidence-next"
    assert heard(reply) == ["note 1", "note 0"]
    assert keys(reply)[-1] == "evidence-end"


def test_more_without_having_heard_any_begins_with_the_latest(talk: Talk) -> None:
    store(talk, note(0), note(1))
    assert heard(talk.ask(Intent.MORE)) == ["note 1", "note 0"]


def test_a_miss_and_a_note_beside_a_debrief_are_heard_when_asked_for(talk: Talk) -> None:
    miss = Evidence(key(1), Kind.DEBRIEF, outcome=Outcome.NO, worked="I finished", closed=True)
    beside = Evidence(key(0), Kind.DEBRIEF, outcome=Outcome.PARTLY, note="the lights went out")
    store(talk, miss, beside)
    assert heard(talk.ask(Intent.EVIDENCE)) == ["I finished", "the lights went out"]


def test_words_of_distress_are_never_heard_and_not_counted(talk: Talk) -> None:
    store(talk, note(0), private(1), note(2), private(3), note(4))
    reply = talk.ask(Intent.EVIDENCE)
    assert heard(reply) == ["note 4", "note 2", "note 0"]
    assert args(reply, "evidence-count")["count"] == 3
    assert "not for any ear" not in str(reply.say)


def test_where_only_older_pieces_may_be_heard_more_reaches_them(talk: Talk) -> None:
    store(talk, note(0), *map(private, range(1, 21)))
    reply = talk.ask(Intent.EVIDENCE)
    assert keys(reply) == ["evidence-none-here", "evidence-more"]
    assert heard(talk.mean(Intent.YES)) == ["note 0"]


@pytest.mark.parametrize(("released", "left_out"), [(0, 3), (2, 1), (3, None)])
def test_what_a_warm_up_leaves_out_is_counted_and_said_to_be(released: int, left_out: int | None, talk: Talk) -> None:
    store(talk, *(replace(note(number), read_back=number < released) for number in range(3)))
    reply = talk.ask(Intent.EVIDENCE)
    assert args(reply, "evidence-count")["count"] == 3
    said = args(reply, "evidence-left-out")["count"] if "evidence-left-out" in keys(reply) else None
    assert said == left_out


def test_an_empty_record_offers_to_add_a_past_success_and_one_that_holds_only_what_is_private_does_not(
    talk: Talk,
) -> None:
    talk.ask(Intent.EVIDENCE)
    assert talk.question == "evidence.first"
    assert keys(talk.mean(Intent.NO)) == ["okay"]
    talk.ask(Intent.EVIDENCE)
    talk.mean(Intent.YES)
    assert talk.question == "success.worked"
    store(talk, private(0))
    reply = talk.ask(Intent.EVIDENCE)
    assert keys(reply) == ["evidence-none-aloud"]
    assert reply.session is None


def test_a_piece_is_dated_by_when_it_was_told_and_a_past_success_by_when_it_was(talk: Talk) -> None:
    store(
        talk,
        Evidence(key(2), Kind.NOTE, note="I smiled"),
        Evidence(key(1), Kind.PAST, worked="I sang", happened="2019"),
        Evidence(key(0), Kind.PAST, shows="I can sing"),
    )
    said = [part for part in talk.ask(Intent.EVIDENCE).say if isinstance(part, Line)]
    dates = [part.args["date"] for part in said if "date" in part.args]
    assert [part.key for part in said[2:5]] == ["evidence-deed", "evidence-deed", "evidence-only-shows"]
    assert [date.key for date in dates if isinstance(date, Line)] == ["date-weekday", "date-year", "date-some-time"]


def test_in_an_answer_that_is_too_long_the_older_pieces_give_way_first(talk: Talk) -> None:
    store(talk, *map(note, range(3)))
    parts = [part for part in talk.ask(Intent.EVIDENCE).say if isinstance(part, Line)]
    assert [part.gives_way for part in parts if part.key == "evidence-deed"] == [0, 1, 2]


def test_a_page_too_long_to_travel_is_repeated_by_its_question_alone(talk: Talk) -> None:
    store(talk, *(note(number, "x" * (LONGEST_REPLY // 3)) for number in range(4)))
    first = talk.ask(Intent.EVIDENCE)
    assert len(heard(first)) == 3
    assert keys(talk.mean(Intent.REPEAT)) == ["evidence-more"]
    assert heard(talk.mean(Intent.YES)) == heard(first)[:1], "what comes next is still known"


# On a screen


def words_in(line: Line) -> set[str]:
    """Return the performer's words in a line and the lines within it."""
    within = [words_in(arg) for arg in line.args.values() if isinstance(arg, Line)]
    return {arg for name, arg in line.args.items() if name == "words" and isinstance(arg, str)}.union(*within)


def words_shown(reply: Reply) -> set[str]:
    """Return the performer's words that a reply shows."""
    assert reply.shows is not None
    lines = [reply.shows.title, *(line for text in reply.shows.texts for line in (text.label, text.words))]
    return set().union(*map(words_in, lines))


def words_said(reply: Reply) -> set[str]:
    """Return the performer's words that a reply reads."""
    return {words for part in reply.say if isinstance(part, Line) for words in words_in(part) if words}


def test_a_screen_shows_the_pieces_that_are_read_under_their_count(talk: Talk) -> None:
    told = Evidence(key(9), Kind.DEBRIEF, Outcome.YES, worked="I sang", shows="I can sing", closed=True)
    only_told = Evidence(key(8), Kind.DEBRIEF, Outcome.YES, shows="I can act", closed=True)
    store(talk, told, only_told, note(1), note(0))
    first, second = talk.ask(Intent.EVIDENCE).shows, talk.mean(Intent.MORE).shows
    assert first is not None
    assert second is not None
    assert (first.title.key, first.title.args["count"], second.title.key) == ("screen-count", 4, "evidence-next")
    shown = [(text.label.key, text.words.args["words"]) for text in first.texts]
    assert shown[:2] == [("screen-did", "I sang"), ("screen-told", "I can sing")]
    assert shown[2:] == [("screen-only-told", "I can act"), ("screen-did", "note 1")]
    assert [text.gives_way for text in first.texts] == [0, 0, 1, 2]
    assert first.texts[0].label.args["date"] == args(talk.ask(Intent.EVIDENCE), "evidence-deed")["date"]


@pytest.mark.parametrize("pieces", [(), (private(0),)])
def test_where_nothing_is_read_nothing_is_shown(pieces: tuple[Evidence, ...], talk: Talk) -> None:
    store(talk, *pieces)
    assert talk.ask(Intent.EVIDENCE).shows is None


TEXT = st.none() | st.uuids().map(str)
PIECES = st.builds(
    Evidence,
    key=st.integers(0, 500).map(key),
    kind=st.sampled_from(Kind),
    outcome=st.none() | st.sampled_from(Outcome),
    worked=TEXT,
    own_part=TEXT,
    shows=TEXT,
    trace=TEXT,
    plan=TEXT,
    note=TEXT,
    happened=TEXT,
    read_back=st.none() | st.booleans(),
    closed=st.booleans(),
)


@given(st.lists(PIECES, min_size=1, max_size=6, unique_by=lambda piece: piece.key.id))
def test_nothing_is_shown_that_is_not_read_and_everything_that_is(pieces: list[Evidence]) -> None:
    talk = Talk(MemoryLedger())
    store(talk, *pieces)
    for reply in (talk.ask(Intent.EVIDENCE), talk.mean(Intent.MORE), talk.ask(Intent.PROGRESS)):
        if reply.shows:
            assert words_shown(reply) == words_said(reply)
            private_words = {piece.note for piece in pieces if piece.kind is Kind.PRIVATE and piece.note}
            assert not words_shown(reply) & private_words
        else:
            assert not words_said(reply)
