"""A visit: one request for a performer's page, by somebody who is signed in."""

import hashlib
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from skill.conversation.context import Context
from skill.conversation.turn import Refusal, Turn
from skill.deadline import Deadline
from skill.efficacy.domain import NAMELESS
from skill.efficacy.evidence import Key
from skill.efficacy.performer import Performer
from skill.ledger.passes import PageSession
from skill.ledger.protocol import Change, Ledger
from skill.nlu.act import DialogAct
from skill.nlu.intents import Intent, NluResult
from skill.nlu.language import language_for
from skill.speech.parts import Line, Part, line
from skill.speech.texts import Texts, texts_for

_ONCE = re.compile(r"(\d{10})-[0-9a-f]{16}", re.ASCII)
_FORM_STAYS = timedelta(days=1)
_REQUEST_LENGTH = 12


class SignedOut(Exception):
    """The session has ended."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request for a performer's page.

    Args:
        ledger: Where the records are stored.
        session: The session on the page.
        performer: Whose page it is, as saved when the request came.
        csrf: What every form on the page has to send back.
        at: When it is, UTC.
        made: When the form was made that was sent, UTC: only for the key of what it adds; otherwise the same as `at`.
        request: A short hash that a form keeps when it is sent twice.
        deadline: When the answer is due.
        form: What a form sent; empty otherwise.
        query: What the address asks for.
    """

    ledger: Ledger
    session: PageSession
    performer: Performer
    csrf: str
    at: datetime
    made: datetime
    request: str
    deadline: Deadline
    form: Mapping[str, str]
    query: Mapping[str, str]

    def context(self) -> Context:
        """Return what a topic of the conversation can use, with the records as they are stored now.

        It is about the domain that the address asks for. If that is none of theirs, a view is about the active one and
        a form is not found: what it sends must not land in another domain. A view shows the performer who was read at
        the door; a form, which may be decided several times, reads them again.
        """
        turn = Turn(
            DialogAct(Intent.WARM_UP, performer_id=self.session.performer),
            {},
            self.session.account,
            self.request,
            self.at,
            self.session.locale,
            self.deadline,
            _NoDevice(),
        )
        known = None if self.request else self.performer
        language = language_for(self.session.locale)
        context = Context(turn, NluResult(Intent.WARM_UP), None, self.ledger, language, known)
        wanted = self.query.get("domain")
        if wanted is not None and _has(context.saved, wanted):
            context.turn_to(wanted)
        elif wanted is not None and self.request:
            abort(404)
        return context

    def new_key(self, context: Context, *told: str | None) -> Key:
        """Return the key of what a form adds: the same if it is sent again, another one with other words in it."""
        id_ = _short("|".join((self.request, *(words or "" for words in told))))
        return replace(context.new_key(), at=self.made.replace(microsecond=0), id=id_)

    @property
    def about(self) -> Mapping[str, str]:
        """What an address needs so that it is about the same domain, whatever somebody switches to meanwhile."""
        domain = self.query.get("domain", "")
        return {"domain": domain if _has(self.performer, domain) else self.performer.active}

    def save(self, change: Change) -> None:
        """Save a change, with the performer's record in it, so that nothing is saved once they are signed out.

        Raises:
            SignedOut: The session has ended since the request came.
            Conflict: A record has another version by now.
            Unavailable: The ledger did not answer.
        """
        account, performer = self.session.account, change.performer
        if change and change.erase is None:
            performer = performer or self.ledger.performer(account, self.session.performer, self.deadline)
            if performer.page is None or performer.page.lock != self.session.lock:
                raise SignedOut
        if change:
            self.ledger.save(account, replace(change, performer=performer), self.at, self.deadline)

    @property
    def texts(self) -> Texts:
        """The sentences in the language of the device that gave the code."""
        return texts_for(self.session.locale)

    def say(self, key: str, **args: str | int | Line) -> str:
        """Return a sentence as plain text; a template escapes it."""
        return self.texts.say(line(key, **args))

    def told(self, parts: Sequence[Part]) -> list[str]:
        """Return what the skill says as plain text, a line each; pauses and breathing are left out."""
        return [self.texts.say(part) for part in parts if isinstance(part, Line)]

    def show(self, template: str, context: Context, status: int = 200, **values: Any) -> tuple[str, int]:  # noqa: ANN401
        """Render a view.

        Args:
            template: The name of its file.
            context: The records that it shows.
            status: The HTTP status.
            values: What else it shows.
        """
        performer = context.saved
        domain = performer.domain_of(context.performer.active)
        known = {"visit": self, "say": self.say, "performer": performer, "domain": domain}
        return render_template(template, **known, done=self._done, once=once(self.at), **values), status

    @property
    def _done(self) -> str:
        """The sentence that says what was just done; empty if the address names none."""
        key = self.query.get("done", "")
        return self.say(key) if key.startswith("page-done-") and key in self.texts else ""


def back_to(endpoint: str, done: str = "", **values: str) -> Response:
    """Return the redirection to a view after a form was sent.

    Args:
        endpoint: The view's endpoint, without the blueprint's name.
        done: The name of the sentence that says what was done, which begins with page-done-.
        values: What else the address asks for: never anything that a performer told.
    """
    where: dict[str, Any] = {**values, **({"done": done} if done else {})}
    return redirect(url_for(f"page.{endpoint}", **where), 303)


def once(now: datetime) -> str:
    """Return what a form carries so that it counts once, however often it is sent."""
    return f"{round(now.timestamp()):010d}-{secrets.token_hex(8)}"


def read_once(text: str, now: datetime) -> tuple[datetime, str]:
    """Return when a form was made and the hash that identifies what it does; of anything else, those of now."""
    found = _ONCE.fullmatch(text)
    made = datetime.fromtimestamp(int(found[1]), UTC) if found else now
    if found is None or not now - _FORM_STAYS <= made <= now + timedelta(seconds=1):
        return now, _short(once(now))
    return min(made, now), _short(text)


def _has(performer: Performer, domain: str) -> bool:
    return domain == NAMELESS or performer.find(domain) is not None


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_REQUEST_LENGTH]


class _NoDevice:
    """The platform of a page: there is no device to ask."""

    def time_zone(self) -> str | None:
        """Return nothing: a browser does not say."""
        return None

    def remind(self, at: datetime, now: datetime, label: Line, *, may_be_there: bool) -> str | Refusal:  # noqa: ARG002
        """Set no reminder: only a device can."""
        return Refusal.UNSUPPORTED

    def cancel(self, reminder: str) -> None:
        """Cancel no reminder: only a device can."""
