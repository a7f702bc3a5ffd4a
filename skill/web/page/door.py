"""The door of the page: who comes in with a code, who is in, and how they leave."""

import hashlib
import hmac
import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from skill.deadline import Deadline
from skill.languages import FALLBACK, locales
from skill.ledger.access import find_session, redeem, typed
from skill.ledger.passes import SESSION_STAYS
from skill.ledger.protocol import Change, Conflict, Ledger, Unavailable
from skill.speech.parts import line
from skill.speech.texts import texts_for
from skill.web.page.visit import Visit, read_once

_SECONDS = 8.0
"""How long a page may take."""
_LARGEST_FORM = 64 * 1024
_ATTEMPTS = 8
_COOKIE = re.compile(r"([0-9a-f]{32})\.([\w-]{1,64})\.([\w-]{43})", re.ASCII)
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(), camera=(), geolocation=()",
    "X-Robots-Tag": "noindex, nofollow",
}
_log = logging.getLogger(__name__)

Answer: TypeAlias = str | AnyResponse | tuple[str, int]
Show: TypeAlias = Callable[[Visit], Answer]
"""Answers a visit."""
Route: TypeAlias = tuple[str, Sequence[str], str, Show]
"""A path below the page's, its methods, its name, and what answers."""


class Door:
    """Lets people in and out.

    Args:
        ledger: Where codes, sessions and records are stored.
        clock: Returns the time, UTC.
        deadline: Returns a deadline that lies a number of seconds ahead.
        only_loopback: Whether the page is for this machine only, and so without https.
    """

    def __init__(
        self,
        ledger: Ledger,
        clock: Callable[[], datetime],
        deadline: Callable[[float], Deadline],
        *,
        only_loopback: bool,
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._deadline = deadline
        self._only_loopback = only_loopback
        # A cookie with this prefix is sent over https only, and no other host of the domain can set it.
        self._cookie = "ready-room" if only_loopback else "__Host-ready-room"

    def opened(self, show: Show) -> Callable[[], Answer]:
        """Return a function of Flask's that answers a request with a view, if whoever sends it is signed in."""

        def answer() -> Answer:
            now, until = self._clock(), self._deadline(_SECONDS)
            try:
                with self._ledger.turn():
                    visit = self._visit(now, until)
                    if visit is None:
                        return redirect(url_for("page.sign_in"), 303)
                    return show(visit)
            except Conflict:
                return self._failed("page-conflict", 409)
            except Unavailable as error:
                _log.warning("ledger out of reach: %s", error)
                return self._failed("page-out-of-reach", 503)

        return answer

    def sign_in(self) -> Answer:
        """Ask for a code, or let whoever sends one in."""
        if request.method != "POST":
            return self._ask()
        _check_form()
        code = typed(request.form.get("code", ""))
        now, until = self._clock(), self._deadline(_SECONDS)
        try:
            found = redeem(self._ledger, code, now, until) if code else None
        except Unavailable:
            return self._failed("page-out-of-reach", 503)
        if found is None:
            return self._ask("page-in-wrong", 403)
        token, session = found
        answer = make_response(redirect(url_for("page.today"), 303))
        value = f"{session.account}.{session.performer}.{token}"
        answer.set_cookie(
            self._cookie,
            value,
            max_age=SESSION_STAYS,
            secure=not self._only_loopback,
            httponly=True,
            samesite="Strict",
            path="/" if not self._only_loopback else url_for("page.today"),
        )
        return answer

    def sign_out(self) -> Answer:
        """End the session of this browser, or with `everywhere` all of the performer's."""
        now, until = self._clock(), self._deadline(_SECONDS)
        try:
            visit = self._visit(now, until)
            if visit is not None and request.form.get("everywhere"):
                self._sign_out_everywhere(visit)
            if visit is not None:
                self._ledger.end_session(visit.session, until)
        except Unavailable:
            return self._failed("page-out-of-reach", 503)
        answer = make_response(redirect(url_for("page.sign_in"), 303))
        answer.delete_cookie(self._cookie, path="/" if not self._only_loopback else url_for("page.today"))
        return answer

    def closed(self, response: Response) -> Response:
        """Add the headers that keep a page to itself."""
        response.headers.update(_HEADERS)
        if request.endpoint != "page.static":
            response.headers["Cache-Control"] = "no-store"
        return response

    def _visit(self, now: datetime, until: Deadline) -> Visit | None:
        """Return the visit of whoever is signed in; a form has to come from the page itself."""
        found = _COOKIE.fullmatch(request.cookies.get(self._cookie, ""))
        if found is None:
            return None
        account, performer, token = found.groups()
        known = find_session(self._ledger, account, performer, token, now, until)
        if known is None:
            return None
        session, _ = known
        csrf = _csrf(token)
        if request.method != "POST":
            return Visit(self._ledger, session, csrf, now, "", until, {}, request.args)
        _check_form()
        if not hmac.compare_digest(request.form.get("csrf", "").encode(), csrf.encode()):
            abort(403)
        at, hashed = read_once(request.form.get("once", ""), now)
        return Visit(self._ledger, session, csrf, at, hashed, until, request.form, request.args)

    def _sign_out_everywhere(self, visit: Visit) -> None:
        """Take the lock away that every session has to fit, and the latest code with it."""
        for _ in range(_ATTEMPTS):
            performer = self._ledger.performer(visit.session.account, visit.session.performer, visit.deadline)
            try:
                visit.save(Change(replace(performer, page=None)))
                return
            except Conflict:
                continue
        raise Unavailable("another request kept changing the record")

    def _ask(self, problem: str = "", status: int = 200) -> Answer:
        texts = texts_for(_locale())
        return render_template("in.html", say=lambda key: texts.say(line(key)), problem=problem), status

    def _failed(self, key: str, status: int) -> Answer:
        texts = texts_for(_locale())
        return render_template("failed.html", say=lambda key: texts.say(line(key)), problem=key), status


def _locale() -> str:
    """Return the locale of somebody who is not signed in, as far as the browser tells it."""
    return request.accept_languages.best_match(locales()) or FALLBACK


def _check_form() -> None:
    """Check that a form is no larger than a page's own, and that no other site sent it."""
    if (request.content_length or 0) > _LARGEST_FORM:
        abort(413)
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        abort(403)


def _csrf(token: str) -> str:
    """Return what a form of a session has to send back, which no other site can know."""
    return hashlib.sha256(f"a form of the page|{token}".encode()).hexdigest()
