"""How am I doing: facts from the record; and the certainty question on request."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.efficacy.certainty import MOST_RATINGS, Rating
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Difficulty, Evidence, Key, Kind, Outcome
from skill.efficacy.ladder import Challenge, Ladder, Result
from skill.efficacy.performer import MAIN, Performer
from skill.efficacy.progress import ENOUGH_RATINGS
from skill.ledger.protocol import Change
from skill.nlu.intents import Intent
from skill.speech.parts import Line, line
from tests.conversation.talk import ACCOUNT, BEGINS, Talk, args, keys
from tests.memory import MemoryLedger
from tests.patience import patient


def store(talk: Talk, domain: Domain, *pieces: Evidence) -> None:
    """Save a performer with a domain and evidence in it."""
    change = Change(Performer(domains=(domain,), active=domain.id), pieces)
    talk.ledger.save(ACCOUNT, change, talk.now, patient())


def note(number: int, *, read_back: bool = True) -> Evidence:
    """Return a note."""
    key = Key(MAIN, "first", BEGINS - timedelta(hours=1 + number), f"e{number}")
    return Evidence(key, Kind.NOTE, note=f"note {number}", read_back=read_back, closed=True)


def rated(*values: int) -> Domain:
    """Return a domain with these ratings."""
    return Domain("first", ratings=tuple(Rating(f"r{i}", BEGINS, value) for i, value in enumerate(values)))


def test_with_nothing_on_the_record_it_says_so(talk: Talk) -> None:
    assert keys(talk.ask(Intent.PROGRESS)) == ["progress-nothing"]


def test_it_counts_what_the_evidence_reads_and_tells_one_piece_that_a_warm_up_may_read(talk: Talk) -> None:
    missed = Evidence(Key(MAIN, "first", BEGINS, "miss"), Kind.DEBRIEF, Outcome.NO, worked="I began", closed=True)
    store(talk, Domain("first"), missed, note(0, read_back=False), note(1), note(2))
    reply = talk.ask(Intent.PROGRESS)
    assert keys(reply) == ["evidence-count", "evidence-deed"]
    counted = args(reply, "evidence-count")
    assert (counted["count"], counted["done"], counted["missed"], counted["more"]) == (4, 3, 1, "no")
    assert args(reply, "evidence-deed")["words"] == "note 1"
    assert args(talk.ask(Intent.EVIDENCE), "evidence-count")["count"] == 4


def test_it_says_since_when_unless_the_first_is_a_past_success(talk: Talk) -> None:
    store(talk, Domain("first"), note(0))
    since = args(talk.ask(Intent.PROGRESS), "evidence-count")["since"]
    assert isinstance(since, Line)
    assert (since.key, since.args["day"]) == ("date-since", line("date-nth", day=4))
    early = Evidence(Key(MAIN, "first", BEGINS - timedelta(days=9), "past"), Kind.PAST, worked="I sang", closed=True)
    talk.ledger.save(ACCOUNT, Change(evidence=(early,)), talk.now, patient())
    assert args(talk.ask(Intent.PROGRESS), "evidence-count")["since"] == "none"


@pytest.mark.parametrize(("count", "more"), [(19, "no"), (20, "yes")])
def test_it_counts_the_latest_twenty_of_a_long_record_and_says_that_there_may_be_more(
    count: int, more: str, talk: Talk
) -> None:
    store(talk, Domain("first"), *map(note, range(count)))
    counted = args(talk.ask(Intent.PROGRESS), "evidence-count")
    assert (counted["count"], counted["more"]) == (count, more)


def test_the_piece_that_it_tells_is_the_hardest(talk: Talk) -> None:
    key = Key(MAIN, "first", BEGINS - timedelta(days=9), "hard")
    hard = Evidence(key, Kind.DEBRIEF, Outcome.YES, worked="I sang", difficulty=Difficulty.HARD, closed=True)
    store(talk, Domain("first"), note(0), hard)
    assert args(talk.ask(Intent.PROGRESS), "evidence-deed")["words"] == "I sang"


@pytest.mark.parametrize(
    ("values", "trend"),
    [((4, 9), "None"), ((4, 9, 5), "same"), ((4, 0, 6), "up"), ((6, 9, 4), "down")],
)
def test_the_latest_certainty_is_told_and_compared_from_three_ratings_on_and_moves_by_two_at_least(
    values: tuple[int, ...], trend: str, talk: Talk
) -> None:
    store(talk, rated(*values))
    reply = talk.ask(Intent.PROGRESS)
    assert keys(reply) == ["evidence-count", "progress-trend"]
    assert args(reply, "progress-trend") == {"trend": trend, "first": str(values[0]), "latest": str(values[-1])}


@pytest.mark.parametrize("done", [0, 1, 2])
def test_it_says_how_far_up_the_ladder_they_are(done: int, talk: Talk) -> None:
    challenges = (Challenge("c0", "read to one"), Challenge("c1", "read to ten"))
    results = tuple(Result(f"e{i}", f"c{i}", Outcome.YES) for i in range(done))
    store(talk, Domain("first", ladder=Ladder(challenges, results=results)))
    reply = talk.ask(Intent.PROGRESS)
    if done == len(challenges):
        assert keys(reply) == ["evidence-count", "ladder-top"]
        return
    rung = {"done": done, "count": 2, "what": challenges[done].what}
    assert args(reply, "progress-rung") == rung


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 400)), min_size=1, max_size=MOST_RATINGS))
def test_a_screen_shows_the_ratings_of_the_record_and_a_band_only_from_three_on(told: list[tuple[int, int]]) -> None:
    talk = Talk(MemoryLedger())
    days = sorted(day for _, day in told)
    ratings = tuple(
        Rating(f"r{i}", BEGINS - timedelta(days=400 - day), value)
        for i, ((value, _), day) in enumerate(zip(told, days, strict=True))
    )
    store(talk, Domain("first", name="chess", goal="win the final", ratings=ratings))
    shown = talk.ask(Intent.PROGRESS).shows
    assert shown is not None
    assert [(one.value, one.at) for one in shown.ratings] == [(one.value, one.at) for one in talk.domain.ratings]
    assert [one.label.args["value"] for one in shown.ratings] == [str(one.value) for one in ratings]
    assert (shown.unchanged is None) is (len(ratings) < ENOUGH_RATINGS)
    assert shown.title == line("screen-words", words="win the final")
    assert shown.texts[0].words.key == "progress-trend"
    assert shown.texts[0].words.args["latest"] == str(ratings[-1].value)


def test_a_screen_shows_the_steps_and_the_fact_that_are_told(talk: Talk) -> None:
    challenges = (Challenge("c0", "read to one"), Challenge("c1", "read to ten"))
    results = (Result("e0", "c0", Outcome.YES),)
    store(talk, Domain("first", name="chess", ladder=Ladder(challenges, results=results)), note(1))
    shown = talk.ask(Intent.PROGRESS).shows
    assert shown is not None
    assert (shown.title.args["words"], shown.ratings, shown.unchanged) == ("chess", (), None)
    assert [text.words for text in shown.texts] == [
        line("screen-next", what="read to ten"),
        line("screen-quote", words="note 1"),
    ]
    assert shown.texts[0].label == line("screen-rung", done=1, count=2)


def test_where_only_a_count_is_told_nothing_is_shown(talk: Talk) -> None:
    assert talk.ask(Intent.PROGRESS).shows is None
    store(talk, Domain("first"), note(0, read_back=False))
    assert talk.ask(Intent.PROGRESS).shows is None


def test_opening_the_skill_shows_nothing(talk: Talk) -> None:
    store(talk, rated(4, 5, 6), note(0))
    for _ in range(3):
        assert talk.ask(Intent.OPEN).shows is None
        talk.pass_time(days=1)


def test_without_a_goal_there_is_nothing_to_rate(talk: Talk) -> None:
    reply = talk.ask(Intent.RATE)
    assert keys(reply) == ["rate-no-goal"]
    assert reply.session is None


def test_a_rating_on_request_is_kept_with_the_others_and_a_repeated_one_once(talk: Talk) -> None:
    store(talk, Domain("first", goal="speak to ten people", ratings=(Rating("baseline", BEGINS, 4),)))
    assert args(talk.ask(Intent.RATE), "certainty")["goal"] == "speak to ten people"
    assert keys(talk.mean(Intent.NUMBER, number=7)) == ["rate-kept"]
    talk.repeat_request()
    assert [rating.value for rating in talk.domain.ratings] == [4, 7]


def test_who_skips_the_rating_keeps_the_one_before(talk: Talk) -> None:
    store(talk, Domain("first", goal="speak to ten people", ratings=(Rating("baseline", BEGINS, 4),)))
    talk.ask(Intent.RATE)
    assert keys(talk.mean(Intent.NUMBER, number=11)) == ["certainty.again"]
    assert keys(talk.mean(Intent.SKIP)) == ["okay"]
    assert talk.domain.certainty == 4
