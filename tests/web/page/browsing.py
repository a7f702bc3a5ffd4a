"""Somebody who reads their page: what a browser does, without a screen."""

from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta
from html.parser import HTMLParser
from itertools import count
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from skill.efficacy.evidence import Evidence, Key, Kind, Outcome
from skill.efficacy.performer import PageAccess, Performer
from skill.ledger.access import HALF, LETTERS, new_code
from skill.ledger.protocol import Change, Ledger
from tests.patience import patient
from tests.stage import NINE

ACCOUNT = "a" * 32
_codes = count(1)


@dataclass
class Form:
    """A form as a browser has it: where it goes, and the value of each field."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(have.get("action", "")))
        fields = self.forms[-1].fields if self.forms else {}
        if tag == "input" and have.get("type") in {"radio", "checkbox"}:
            fields |= {have["name"]: have["value"]} if "checked" in have else {}
        elif tag == "input":
            fields |= {have["name"]: have.get("value", "")}
        elif tag == "textarea":
            self._area = have["name"]
            fields[self._area] = ""
        elif tag == "select":
            self._select = have["name"]
        elif tag == "option" and ("selected" in have or self._select not in fields):
            fields[self._select] = have["value"]

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1].fields[self._area] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""


@dataclass
class Reader:
    """Somebody who is signed in.

    Args:
        client: Their browser.
        ledger: Where their records are.
        performer: The id of the performer whose page it is.
        account: Their account.
    """

    client: FlaskClient
    ledger: Ledger
    performer: str = "main"
    account: str = ACCOUNT

    def get(self, path: str, **query: str) -> str:
        """Return a page, which has to be there."""
        answer = self.client.get(f"/page{path}", query_string=query or None)
        assert answer.status_code == 200, answer.status
        return answer.text

    def form(self, page: str, action: str, **query: str) -> Form:
        """Return the form of a page that goes to an address; of several, the first."""
        return form_in(self.get(page, **query), action)

    def send(self, form: Form, **changes: str) -> TestResponse:
        """Send a form, with some fields filled in otherwise."""
        return self.client.post(form.action, data=form.fields | changes)

    def record(self) -> Performer:
        """Return the performer as stored."""
        return self.ledger.performer(self.account, self.performer, patient())

    def piece(self, evidence: Evidence) -> Evidence | None:
        """Return a piece of evidence as stored."""
        return self.ledger.evidence(self.account, evidence.key, patient())

    def keep(self, *evidence: Evidence, **performer: object) -> None:
        """Store evidence, and what is given of the performer's state."""
        if performer:
            changed = replace(self.record(), **performer)  # type: ignore[arg-type]
            self.ledger.save(self.account, Change(changed), NINE, patient())
        for one in evidence:
            self.ledger.save(self.account, Change(evidence=(one,)), NINE, patient())


def form_in(page: str, action: str) -> Form:
    """Return the form in a page that goes to an address; of several, the first."""
    forms = _Forms()
    forms.feed(page)
    return next(form for form in forms.forms if form.action.partition("?")[0] == f"/page{action}")


def sign_in(
    app: Flask, ledger: Ledger, performer: str = "main", account: str = ACCOUNT, locale: str = "en-US"
) -> Reader:
    """Sign a new browser in with a code, as the speaker gives it."""
    number, letters = next(_codes), ""
    for _ in range(2 * HALF):
        number, index = divmod(number, len(LETTERS))
        letters += LETTERS[index]
    known = ledger.performer(account, performer, patient())
    known = replace(known, page=PageAccess(known.page.lock if known.page else "lock", letters[:HALF]))
    code = new_code(letters, account, known, locale, NINE)
    ledger.save(account, Change(known, code=code), NINE, patient())
    client = app.test_client()
    assert client.post("/page/in", data={"code": letters}).status_code == 303
    return Reader(client, ledger, performer, account)


def key(number: int, domain: str = "first", performer: str = "main") -> Key:
    """Return the key of evidence that was given so many days before the tests' day."""
    return Key(performer, domain, NINE.astimezone(UTC) - timedelta(days=number), f"e{number}")


def win(number: int, **answers: Any) -> Evidence:
    """Return a win that was given so many days before, and told in full."""
    told: dict[str, Any] = {"outcome": Outcome.YES, "worked": f"I did deed {number}", "closed": True}
    return Evidence(key(number), Kind.DEBRIEF, **told | answers)
