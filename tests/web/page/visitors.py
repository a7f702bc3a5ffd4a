"""A performer who looks at their page: signed in with a code, over a ledger that the test fills."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from skill.alexa.authority import Authority
from skill.alexa.requests import account_of
from skill.efficacy.evidence import Evidence
from skill.efficacy.performer import MAIN, PageAccess, Performer
from skill.ledger.access import new_code
from skill.ledger.protocol import Change, Ledger
from tests.patience import patient
from tests.stage import ACCOUNT_KEY, Clock, service

_CODE, LOCK = "BCDFGHJKMN", "0123456789abcdef"


@dataclass
class Visitor:
    """Somebody at their page, in a browser.

    Args:
        client: The browser.
        ledger: Where their records are.
        clock: What time it is.
        account: Their account.
    """

    client: FlaskClient
    ledger: Ledger
    clock: Clock
    account: str

    @property
    def performer(self) -> Performer:
        """Their record as it is stored now."""
        return self.ledger.performer(self.account, MAIN, patient())

    def keep(self, performer: Performer, *evidence: Evidence) -> None:
        """Store what they have told, as if it were said to the speaker."""
        self.ledger.save(self.account, Change(performer, tuple(evidence)), self.clock(), patient())

    def get(self, path: str) -> TestResponse:
        """Look at a view."""
        return self.client.get(f"/page{path}")

    def form(self, path: str, action: str, number: int = 0) -> dict[str, str]:
        """Return the hidden fields of one of a view's forms that are sent to an address."""
        page = self.get(path).text
        where = rf"/page{re.escape(action)}(?:\?domain=[\w-]+)?"
        forms = re.findall(rf'<form method="post" action="{where}"[^>]*>(.*?)</form>', page, re.DOTALL)
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', forms[number])
        return {name: unescape(value) for name, value in hidden}

    def send(self, action: str, fields: Mapping[str, str]) -> TestResponse:
        """Send a form."""
        return self.client.post(f"/page{action}", data=fields)


def sign_in(ledger: Ledger, clock: Clock, authority: Authority, user: str, locale: str = "en-US") -> Visitor:
    """Return somebody who has just come in with a code."""
    client = service(ledger, clock, authority).test_client()
    visitor = Visitor(client, ledger, clock, account_of(user, ACCOUNT_KEY))
    let_in = replace(visitor.performer, page=PageAccess(LOCK, _CODE[:5]))
    code = new_code(_CODE, visitor.account, let_in, locale, clock())
    ledger.save(visitor.account, Change(let_in, code=code), clock(), patient())
    assert client.post("/page/in", data={"code": _CODE}).status_code == 303
    return visitor
