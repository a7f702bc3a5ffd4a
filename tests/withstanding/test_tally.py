"""What the storm's counting finds: it would be of no use if it found nothing."""

from dataclasses import replace
from datetime import timedelta

from skill.alexa.requests import account_of
from skill.efficacy.evidence import Evidence, Kind
from skill.ledger.protocol import Ledger
from skill.settings import Settings
from tests.ledger.test_contract import keep, told
from tests.withstanding.tally import Tally, compare


def note(number: int, words: str) -> Evidence:
    """Return a note, told so many minutes after noon."""
    return Evidence(told(number).key, Kind.NOTE, note=words)


def test_what_is_missing_and_what_is_there_twice_is_found(ledger: Ledger, user: str) -> None:
    account = account_of(user, Settings.read({}).account_key)
    keep(ledger, account, note(1, "I smiled"), note(2, "I smiled"), note(3, "I paused"))
    found = compare(Tally(notes={user: ["I smiled", "I paused", "I sat down"]}), ledger)
    assert found.pieces == 3
    assert found.missing == [f"{user}: I sat down"]
    assert found.doubled == [f"{user}: I smiled"]


def test_an_answer_that_is_missing_and_a_debrief_that_is_there_twice_are_found(ledger: Ledger, user: str) -> None:
    one = told(1)
    again = replace(one, key=replace(one.key, at=one.key.at + timedelta(seconds=1)))
    keep(ledger, account_of(user, Settings.read({}).account_key), one, again)
    found = compare(Tally(debriefs={user: {"worked": "deed 1", "shows": "I can wait"}}), ledger)
    assert found.missing == [f"{user}: shows"]
    assert found.doubled == [f"{user}: {one.key}"]
