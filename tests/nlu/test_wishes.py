"""What a wish names: a thing, or certain pieces of evidence."""

from datetime import date

import pytest

from skill.nlu.language import language_for
from skill.nlu.wishes import Order

LANGUAGE = language_for("en-US")
TODAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("warm me up for falconry", "falconry"),
        ("falconry is in ten minutes warm me up", "falconry"),
        ("I've got a wedding speech in ten minutes get me ready", "wedding speech"),
        ("get me ready for my driving test tomorrow", "driving test"),
        ("please warm me up before my viva", "viva"),
        ("my citizenship interview is in half an hour prep me", "citizenship interview"),
        ("prep me for the kathak recital this evening", "kathak recital"),
        ("psych me up for the spelling bee", "spelling bee"),
        ("how is my pottery coming along", "pottery"),
        ("what have I done well at the bell ringing", "bell ringing"),
        ("a warm up for our panto", "panto"),
        ("warm me up", None),
        ("warm me up for the show", None),
        ("warm me up for five minutes", None),
        ("warm me up before I go on", None),
        ("warm me up before the doors open", None),
        ("get me ready for what's coming", None),
        ("warm me up for the judges", None),
        ("a short warm up please", None),
        ("take a quick debrief", None),
        ("how am I doing", None),
        ("what have I done well", None),
        ("my best evidence", None),
        ("warm me up the show lasts four minutes", None),
    ],
)
def test_only_a_clear_name_is_taken_for_that_of_a_thing(words: str, thing: str | None) -> None:
    assert LANGUAGE.wished_thing(words) == thing


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("the evidence with the blades in it", ["blad"]),
        ("what did I say about the boy", ["boy"]),
        ("read me the piece about the knife", ["knif"]),
        ("anything about allergies", ["allergy"]),
        ("do you have anything on my timing", ["tim"]),
        ("have I ever mentioned the owner", ["owner"]),
        ("the one where I laughed", ["laugh"]),
        ("find me the note that mentions the tray", ["tray"]),
        ("what's on my record about nerves", ["nerv"]),
        ("could you read out what I told you about the sauce please", ["sauc"]),
    ],
)
def test_evidence_may_be_asked_for_by_what_it_is_about(words: str, about: list[str]) -> None:
    search = LANGUAGE.evidence_search(words, TODAY)
    assert search is not None
    assert list(LANGUAGE.evidence_topic(search)) == about


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("evidence from the week before last", date(2026, 4, 20), date(2026, 4, 26)),
        ("what did I say in april", date(2026, 4, 1), date(2026, 4, 30)),
        ("what did I do on the twenty second", date(2026, 4, 22), date(2026, 4, 22)),
        ("my notes from yesterday", date(2026, 5, 3), date(2026, 5, 3)),
    ],
)
def test_evidence_may_be_asked_for_by_its_time(words: str, first: date, last: date) -> None:
    search = LANGUAGE.evidence_search(words, TODAY)
    assert search is not None
    assert (search.first_day, search.last_day) == (first, last)
    assert list(LANGUAGE.evidence_topic(search)) == []


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("my oldest piece of evidence", Order.FIRST),
        ("the first thing I told you", Order.FIRST),
        ("what was the first thing I ever told you", Order.FIRST),
        ("my earliest note", Order.FIRST),
        ("my last one", Order.LAST),
        ("play the newest piece", Order.LAST),
        ("read me my most recent note please", Order.LAST),
        ("what did I tell you last", Order.LAST),
    ],
)
def test_evidence_may_be_asked_for_by_its_place(words: str, order: Order) -> None:
    search = LANGUAGE.evidence_search(words, TODAY)
    assert search is not None
    assert search.order is order


@pytest.mark.parametrize(
    "words",
    [
        *("my evidence", "read me my evidence", "forget the one about the boy", "delete the first thing I told you"),
        *("remember that I kept my knife slow", "my first show is on friday", "what is my challenge", "how am I doing"),
        *("what can I say", "warm me up", "the last step was hard", "the first one went well"),
    ],
)
def test_other_wishes_search_for_nothing(words: str) -> None:
    assert LANGUAGE.evidence_search(words, TODAY) is None
