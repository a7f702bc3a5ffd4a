"""Evidence: the time line and the search in it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from skill.alexa.authority import Authority
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Difficulty, Evidence, Kind, Outcome
from skill.ledger.sqlite import SqliteLedger
from skill.web.page.evidence import A_PAGE, MOST_FOUND, SEARCHED
from tests.stage import Clock, service
from tests.web.page.browsing import Reader, form_in, key, sign_in, win


@pytest.fixture
def reader(tmp_path: Path, clock: Clock, authority: Authority) -> Reader:
    """Somebody on their page."""
    ledger = SqliteLedger(tmp_path / "ledger.sqlite3")
    return sign_in(service(ledger, clock, authority), ledger)


def cards(page: str) -> list[str]:
    """Return each piece in a page, as text without markup."""
    found = re.findall(r"<article.*?</article>", page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", card).split()) for card in found]


def test_without_evidence_it_says_where_evidence_comes_from(reader: Reader) -> None:
    page = reader.get("/evidence")
    assert "There&#39;s no evidence here yet" in page
    assert 'role="search"' not in page


def test_the_latest_come_first_twenty_on_a_page(reader: Reader) -> None:
    reader.keep(*(win(number) for number in range(1, A_PAGE + 4)))
    page = reader.get("/evidence")
    assert len(cards(page)) == A_PAGE
    assert "deed 1 " in cards(page)[0]
    older = re.search(r'href="/page(/evidence\?before=[^"]+)"', page)
    assert older is not None
    rest = cards(reader.get(older[1].replace("&amp;", "&")))
    assert ["deed 21" in rest[0], "deed 23" in rest[-1], len(rest)] == [True, True, 3]


def test_each_piece_says_what_it_is_and_why_it_is_not_read(reader: Reader) -> None:
    reader.keep(
        win(1, outcome=Outcome.NO, worked="I finished", difficulty=Difficulty.HARD, certainty=4),
        Evidence(key(2), Kind.NOTE, note="I looked up", closed=True),
        Evidence(key(3), Kind.NOTE, note="I sat down", read_back=False, closed=True),
        Evidence(key(4), Kind.PAST, worked="I sang", happened="2025-03", closed=True),
        Evidence(key(5), Kind.DEBRIEF, plan="I wait"),
        Evidence(key(6), Kind.PRIVATE, note="words that nobody sees", closed=True),
    )
    page = reader.get("/evidence")
    told = cards(page)
    assert "It didn&#39;t go the way you wanted. It was hard. How certain you were: 4 of 10." in told[0]
    assert "Not read before you go on: it didn&#39;t go the way you wanted." in told[0]
    assert "you haven&#39;t said whether it may be" in told[1]
    assert "you keep it out" in told[2]
    assert told[3].startswith("I sang Done in March 2025 · Past success")
    assert "Your next warm-up reads this one." in told[3]
    assert "this debrief isn&#39;t finished" in told[4]
    assert "You told this in a bad moment." in told[5]
    assert "words that nobody sees" not in page
    assert '<time datetime="2025-03">' in page
    assert '<time datetime="2026-05-03">' in page


def test_words_are_shown_as_they_are_and_never_as_markup(reader: Reader) -> None:
    reader.keep(win(1, worked='I said <script>alert("hi")</script> & smiled'))
    page = reader.get("/evidence")
    assert "&lt;script&gt;" in page
    assert "<script" not in page


@pytest.mark.parametrize(
    "before",
    [
        "nothing",
        "first#2026-05-04T13:00:00Z",
        "chess#2026-05-04T13:00:00Z#e1",
        "other#2026-05-04T13:00:00Z#e1",
        "first#2026-13-40T13:00:00Z#e1",
        "first#0001-01-01T00:00:00+14:00#e1",
        "first#2026-05-04T13:00:00Z#",
        "first#" + "9" * 5_000,
    ],
)
def test_a_key_that_is_none_is_not_found(reader: Reader, before: str) -> None:
    reader.keep(domains=(Domain("first", name="talk"), Domain("chess", name="chess final")))
    answer = reader.client.get("/page/evidence", query_string={"before": before})
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


def test_another_performer_is_never_shown(reader: Reader) -> None:
    other = replace(win(1, worked="theirs"), key=key(1, performer="b" * 32))
    reader.keep(other)
    assert "theirs" not in reader.get("/evidence")
    for text in ("first#2026-05-03T13:00:00Z#e1", f"{'b' * 32}#first#2026-05-03T13:00:00Z#e1"):
        answer = reader.client.get("/page/evidence/piece", query_string={"key": text})
        assert answer.status_code == 404


def search(reader: Reader, words: str, **fields: str) -> str:
    """Return what a search shows."""
    answer = reader.send(reader.form("/evidence", "/evidence/search"), words=words, **fields)
    assert answer.status_code == 200
    return answer.text


def test_a_search_finds_words_in_any_domain_but_none_that_are_private(reader: Reader) -> None:
    reader.keep(
        win(1, worked="I answered every question"),
        replace(win(2, worked="I questioned the plan"), key=key(2, "chess")),
        win(3, worked="I slept"),
        Evidence(key(4), Kind.PRIVATE, note="a question", closed=True),
        domains=(Domain("first", name="talk"), Domain("chess", name="chess final")),
    )
    found = cards(search(reader, "Questions"))
    assert len(found) == 1
    assert "every question" in found[0]
    assert len(cards(search(reader, "question"))) == 2
    assert "chess final" in cards(search(reader, "plan", within="chess"))[0]
    assert cards(search(reader, "slept", within="chess")) == []
    assert "That&#39;s all of it." in search(reader, "question")
    nothing = search(reader, "elephants")
    assert "Nothing with these words." in nothing
    assert "That&#39;s all of it." not in nothing
    assert "told in a bad moment aren&#39;t searched" in nothing
    assert "bad moment" not in search(reader, "slept", within="chess")


def test_a_search_begins_with_the_domain_that_the_page_is_about(reader: Reader) -> None:
    chess = replace(win(2, worked="I waved at the board"), key=key(2, "chess"))
    reader.keep(win(1, worked="I waved"), chess, domains=(Domain("first", name="talk"), Domain("chess", name="chess")))
    answer = reader.send(reader.form("/evidence", "/evidence/search", domain="chess"), words="waved")
    assert ["at the board" in card for card in cards(answer.text)] == [True, False]


def test_a_search_goes_on_where_it_stopped(reader: Reader) -> None:
    old = SEARCHED + 5
    reader.keep(win(old, worked="I waved"), win(old + 1, worked="I waved back"), *(win(n) for n in range(old)))
    page = search(reader, "waved")
    assert cards(page) == []
    further = [form for form in (form_in(page, "/evidence/search"),) if form]
    assert further
    last = re.findall(r'name="before" value="([^"]+)"', page)[0]
    assert len(cards(search(reader, "waved", before=last))) == 2
    assert len(cards(search(reader, "deed"))) == MOST_FOUND


def test_a_search_stands_in_no_address(reader: Reader) -> None:
    reader.keep(win(1))
    assert reader.client.get("/page/evidence/search?words=secret").status_code == 405
    assert reader.send(reader.form("/evidence", "/evidence/search"), words=" ").status_code == 303
