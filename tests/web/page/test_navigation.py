"""The navigation: each path belongs to a view, also when a form is answered on it."""

import re

import pytest
from werkzeug.test import TestResponse

from skill.efficacy.domain import Domain
from skill.efficacy.ladder import Challenge, Ladder
from skill.web.page.words import LONGEST_WORDS
from tests.web.page.browsing import Reader, win
from tests.web.page.visitors import Visitor

TOO_LONG = "x" * (LONGEST_WORDS + 1)
PIECE = "first#2026-05-03T13:00:00Z#e1"


@pytest.fixture
def reader(visitor: Visitor) -> Reader:
    """Somebody with two domains and a piece of evidence, on their page."""
    reader = Reader(visitor.client, visitor.ledger, account=visitor.account)
    talk = Domain("first", name="talk", ladder=Ladder((Challenge("c0", "one"), Challenge("c1", "two"))))
    reader.keep(win(1), domains=(talk, Domain("chess", name="chess")))
    return reader


def current(page: str) -> list[str]:
    """Return the name of the view that the navigation shows as the one that one is in."""
    return re.findall(r'aria-current="page">([^<]+)<', page)


@pytest.mark.parametrize(
    ("path", "view"),
    [
        ("/", "Today"),
        ("/evidence", "Evidence"),
        (f"/evidence/piece?key={PIECE.replace('#', '%23')}", "Evidence"),
        ("/evidence/past", "Evidence"),
        ("/certainty", "Certainty"),
        ("/ladder", "Ladder"),
        ("/plan", "Plan"),
        ("/preferences", "Preferences"),
        ("/keeping", "Keep"),
        ("/keeping/delete", "Keep"),
    ],
)
def test_a_page_is_in_its_view(reader: Reader, path: str, view: str) -> None:
    page = reader.client.get(f"/page{path}").text
    assert current(page) == [view]
    is_for_all = view in {"Preferences", "Keep"}
    assert ("Getting ready for:" in page) is not is_for_all
    links = re.findall(r'<a href="([^"?]+)\?domain=chess">chess</a>', page)
    assert links == ([] if is_for_all else [f"/page/{path.split('?', maxsplit=1)[0].split('/')[1]}"])


def refused(reader: Reader, action: str, **fields: str) -> TestResponse:
    """Send something that cannot be taken, or that clashes."""
    page, query = {
        "/evidence/piece": ("/evidence/piece", {"key": PIECE}),
        "/evidence/past": ("/evidence/past", {}),
        "/evidence/search": ("/evidence", {}),
        "/ladder/change": ("/ladder", {}),
        "/plan/cue": ("/plan", {}),
        "/keeping/delete": ("/keeping/delete", {}),
    }[action]
    return reader.send(reader.form(page, action, **query), **fields)


@pytest.mark.parametrize(
    ("action", "fields", "view"),
    [
        ("/evidence/piece", {"worked": TOO_LONG}, "Evidence"),
        ("/evidence/past", {"worked": ""}, "Evidence"),
        ("/evidence/search", {"words": "deed"}, "Evidence"),
        ("/ladder/change", {"what": ""}, "Ladder"),
        ("/plan/cue", {"cue": "one two three four"}, "Plan"),
        ("/keeping/delete", {}, "Keep"),
    ],
)
def test_a_form_is_answered_in_its_view(reader: Reader, action: str, fields: dict[str, str], view: str) -> None:
    assert current(refused(reader, action, **fields).text) == [view]
