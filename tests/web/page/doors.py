"""What tests of the page share: a code as the skill gives it, a browser that is signed in, a count of calls."""

import re
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from flask import Flask
from flask.testing import FlaskClient

from skill.alexa.certificates import public_roots
from skill.alexa.skill import AlexaSkill
from skill.alexa.verification import Verifier
from skill.efficacy.performer import PageAccess
from skill.ledger.access import HALF, code_for, lock_for, new_code
from skill.ledger.protocol import Change, Ledger
from skill.web.app import create_app
from tests.patience import patient
from tests.stage import ACCOUNT_KEY, NoNetwork

ACCOUNT, SOMEBODY_ELSE = "a" * 32, "b" * 32
HOSTED = "https://your.host"
_SKILL_ID = "amzn1.ask.skill.deployed"
_CSRF = re.compile(r'name="csrf" value="(\w+)"')
_ONCE = re.compile(r'name="once" value="([\w-]+)"')


def give(ledger: Ledger, now: datetime, request: str = "r", account: str = ACCOUNT, performer: str = "main", /) -> str:
    """Give a code for a performer's page, as a speaker's turn does; return it."""
    known = ledger.performer(account, performer, patient())
    code = code_for(f"{request} of {performer} of {account}", ACCOUNT_KEY)
    lock = known.page.lock if known.page else lock_for(request, ACCOUNT_KEY)
    known = replace(known, page=PageAccess(lock, code[:HALF]))
    ledger.save(account, Change(known, code=new_code(code, account, known, "en-US", now)), now, patient())
    return code


def signed_in(app: Flask, code: str, base_url: str = "http://localhost") -> FlaskClient:
    """Return a browser that used a code."""
    client = app.test_client()
    answer = client.post("/page/in", data={"code": code}, base_url=base_url)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/page/")
    return client


def hosted(ledger: Ledger, clock: Callable[[], datetime]) -> Flask:
    """Put the service together as it is deployed, behind TLS."""
    verifier = Verifier(_SKILL_ID, public_roots(), NoNetwork(), clock)
    skill = AlexaSkill(ledger, ACCOUNT_KEY)
    return create_app(skill, verifier, ledger, only_loopback=False, clock=clock, deadline=lambda _seconds: patient())


def form_of(text: str) -> dict[str, str]:
    """Return what the forms of a page send along."""
    csrf, once = _CSRF.search(text), _ONCE.search(text)
    assert csrf, "there is a form"
    assert once, "there is a form"
    return {"csrf": csrf[1], "once": once[1]}


class Counted:
    """A ledger whose calls are counted."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self.calls = ledger, Counter[str]()

    def turn(self) -> AbstractContextManager[None]:
        """See `Ledger.turn`."""
        return self._ledger.turn()

    def __getattr__(self, name: str) -> Any:
        self.calls[name] += 1
        return getattr(self._ledger, name)


def counted(ledger: Ledger) -> tuple[Ledger, Counter[str]]:
    """Return a ledger and the count of its calls."""
    watched = Counted(ledger)
    return cast(Ledger, watched), watched.calls
