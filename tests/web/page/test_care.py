"""Words of danger and words about one's health, where an answer is typed."""

from pathlib import Path

import pytest

from skill.alexa.authority import Authority
from skill.efficacy.evidence import Kind
from skill.languages import locales
from skill.ledger.sqlite import SqliteLedger
from tests.patience import patient
from tests.stage import Clock, service
from tests.web.page.browsing import ACCOUNT, sign_in

NUMBERS = {"en-US": "988", "en-CA": "988", "en-GB": "116 123", "en-AU": "13 11 14", "en-IN": "14416"}


@pytest.fixture
def ledger(tmp_path: Path) -> SqliteLedger:
    """A ledger in a file."""
    return SqliteLedger(tmp_path / "ledger.sqlite3")


@pytest.mark.parametrize("locale", locales())
def test_the_line_has_the_number_of_the_locale(
    ledger: SqliteLedger, clock: Clock, authority: Authority, locale: str
) -> None:
    reader = sign_in(service(ledger, clock, authority), ledger, locale=locale)
    opened = reader.form("/evidence/past", "/evidence/past")
    answers = [reader.send(opened, worked="I want to kill myself") for _ in range(2)]
    assert NUMBERS[locale] in reader.client.get(answers[0].location).text
    kept = ledger.latest(ACCOUNT, "main", "first", 5, patient())
    assert [(one.kind, one.note) for one in kept] == [(Kind.PRIVATE, "I want to kill myself")]


def test_an_idiom_is_an_answer(ledger: SqliteLedger, clock: Clock, authority: Authority) -> None:
    reader = sign_in(service(ledger, clock, authority), ledger)
    reader.send(reader.form("/evidence/past", "/evidence/past"), worked="I killed it up there")
    assert [one.kind for one in ledger.latest(ACCOUNT, "main", "first", 5, patient())] == [Kind.PAST]


def test_words_about_health_are_not_kept(ledger: SqliteLedger, clock: Clock, authority: Authority) -> None:
    reader = sign_in(service(ledger, clock, authority), ledger)
    answer = reader.send(reader.form("/plan", "/plan"), plan="I have a heart condition")
    assert "Please ask a doctor" in reader.client.get(answer.location).text
    assert not any("condition" in one.body for one in ledger.everything(ACCOUNT, patient()))
    assert reader.record().preferences.holds is False
