"""The door of the page: who comes in with a code, who is in, and how they leave."""

import hashlib
import hmac
import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias
from urllib.parse import urlsplit

from flask import Response, abort, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from skill.alexa.report import report_rejection
from skill.deadline import Deadline
from skill.languages import FALLBACK, locales
from skill.ledger.access import find_session, redeem, typed
from skill.ledger.passes import SESSION_STAYS
from skill.ledger.protocol import Change, Conflict, Ledger, Unavailable
from skill.nlu.language import language_for
from skill.speech.parts import line
from skill.speech.texts import texts_for
from skill.web.hosts import is_loopback, is_loopback_name
from skill.web.page.guesses import Guesses
from skill.web.page.visit import SignedOut, Visit, read_once

_SECONDS = 6.0
"""How long a page may take: on AWS everything has to be over after 8."""
_LARGEST_SIGN_IN = 4 * 1024
"""Bytes of the form with a code, which anybody can send."""
_ATTEMPTS = 8
_OK, _ERROR, _SERVER_ERROR = 200, 400, 500
PATH = "/page"
"""The path below which the page is served."""
_COOKIE = re.compile(r"([0-9a-f]{32})\.([\w-]{1,64})\.([\w-]{43})", re.ASCII)
_LOCAL, _HOSTED = "ready-room", "__Host-ready-room"
"""The names of the cookie."""
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none, a browser would not say either where its own forms come from
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(), camera=(), geolocation=()",
    "X-Robots-Tag": "noindex, nofollow",
}
_FOR_EVER = "public, max-age=31536000, immutable"
_DONE = {False: "page-done-out", True: "page-done-out-everywhere"}
"""What the form for a code says after signing out, of this browser or everywhere."""
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
        look: The version of the style sheets, as their addresses have it.
    """

    def __init__(
        self,
        ledger: Ledger,
        clock: Callable[[], datetime],
        deadline: Callable[[float], Deadline],
        *,
        only_loopback: bool,
        look: str,
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._deadline = deadline
        self._only_loopback = only_loopback
        self._look = look
        self._guesses = Guesses()
        # A cookie with this prefix is sent over https only, and no other host of the domain can set it.
        self._cookie = _LOCAL if only_loopback else _HOSTED

    def admitted(self) -> Answer | None:
        """Turn away what comes from elsewhere, if the page is for this machine only, and forms without a length."""
        host = request.headers.get("Host", "")
        if self._only_loopback and not (is_loopback(request.remote_addr) and is_loopback_name(host)):
            report_rejection("not from this machine")
            return "", 400
        if "Transfer-Encoding" in request.headers:  # at the limit such a form would be cut, and nobody would be told
            abort(411)
        return None

    def opened(self, show: Show) -> Callable[[], Answer]:
        """Return a function of Flask's that answers a request with a view, if whoever sends it is signed in."""

        def answer() -> Answer:
            now, until = self._clock(), self._deadline(_SECONDS)
            try:
                with self._ledger.turn():
                    visit = self._visit(now, until)
                    if visit is not None:
                        return show(visit)
            except SignedOut:
                return _not_saved("page-signed-out", 403)
            except Conflict:
                return _not_saved("page-conflict", 409)
            except Unavailable as error:
                _log.warning("ledger out of reach: %s", error)
                return _not_saved("page-out-of-reach", 503)
            if request.method == "POST":
                return _not_saved("page-signed-out", 403)  # and the browser still has the form, with what was typed
            return redirect(url_for("page.sign_in"), 303)

        return answer

    def sign_in(self) -> Answer:
        """Ask for a code, or let whoever sends one in."""
        if request.method != "POST":
            done = request.args.get("done", "")
            return _ask(done=done if done in _DONE.values() else "")
        request.max_content_length = _LARGEST_SIGN_IN
        _check_origin()
        code = typed(request.form.get("code", ""))
        now, until = self._clock(), self._deadline(_SECONDS)
        if code and (seconds := self._guesses.wait(now)):
            report_rejection("too many codes")
            answer = make_response(_ask("page-in-too-many", 429))
            answer.headers["Retry-After"] = str(seconds)
            return answer
        try:
            found = redeem(self._ledger, code, now, until) if code else None
        except Unavailable as error:
            return _out_of_reach(error)
        if found is None:
            return _ask("page-in-wrong", 403)
        self._guesses.was_right()
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
            path=self._path(),
        )
        return answer

    def sign_out(self) -> Answer:
        """End the session of this browser, or with `everywhere` all of the performer's."""
        _check_origin()  # without a session, too: another site's form has no cookie with it, and may not take it away
        now, until = self._clock(), self._deadline(_SECONDS)
        try:
            visit = self._visit(now, until)
            if visit is not None and request.form.get("everywhere"):
                self._sign_out_everywhere(visit)
            if visit is not None:
                self._ledger.end_session(visit.session, until)
        except Unavailable as error:
            return _out_of_reach(error)
        done = _DONE[bool(request.form.get("everywhere"))]
        answer = make_response(redirect(url_for("page.sign_in", done=done), 303))
        sign_off(answer)
        return answer

    def closed(self, response: Response) -> Response:
        """Add the headers that keep a page to itself to whatever is answered below its path."""
        if is_below(request.path):
            is_look = request.endpoint == "page.static" and response.status_code == _OK
            is_latest = is_look and request.args.get("v") == self._look
            response.headers.update(_HEADERS)
            response.headers["Cache-Control"] = _FOR_EVER if is_latest else "no-cache" if is_look else "no-store"
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
        session, performer = known
        csrf = _csrf(token)
        if request.method != "POST":
            return Visit(self._ledger, session, performer, csrf, now, now, "", until, {}, request.args)
        _check_origin()
        if not hmac.compare_digest(request.form.get("csrf", "").encode(), csrf.encode()):
            abort(403)
        made, hashed = read_once(request.form.get("once", ""), now)
        return Visit(self._ledger, session, performer, csrf, now, made, hashed, until, request.form, request.args)

    def _path(self) -> str:
        """Return the path of the cookie. The prefix of its name wants the whole host's."""
        return url_for("page.today") if self._only_loopback else "/"

    def _sign_out_everywhere(self, visit: Visit) -> None:
        """Take the lock away that every session has to fit, and the latest code with it."""
        for _ in range(_ATTEMPTS):
            performer = self._ledger.performer(visit.session.account, visit.session.performer, visit.deadline)
            try:
                change = Change(replace(performer, page=None))
                self._ledger.save(visit.session.account, change, visit.at, visit.deadline)
                return
            except Conflict:
                continue
        raise Unavailable("another request kept changing the record")


def is_below(path: str) -> bool:
    """Whether a path is the page's."""
    return "page" in current_app.blueprints and f"{path}/".startswith(f"{PATH}/")


def sign_off(answer: AnyResponse) -> None:
    """Remove the cookie of a session from the browser; it has to be named just as it was set."""
    answer.delete_cookie(_LOCAL, path=url_for("page.today"), httponly=True, samesite="Strict")
    answer.delete_cookie(_HOSTED, path="/", secure=True, httponly=True, samesite="Strict")


def refused(error: HTTPException) -> Answer | HTTPException:
    """Answer what has no view, or can't be used, on a page that can be read; redirections stay as they are."""
    if error.code is None or error.code < _ERROR:
        return error
    if error.code in {404, 405}:
        return _failed("page-no-such", error.code)
    return _failed("page-broken" if error.code >= _SERVER_ERROR else "page-refused", error.code)


def _ask(problem: str = "", status: int = 200, done: str = "") -> tuple[str, int]:
    return _rendered("in.html", problem, done=done), status


def _failed(key: str, status: int) -> tuple[str, int]:
    return _rendered("failed.html", key), status


def _out_of_reach(error: Unavailable) -> tuple[str, int]:
    _log.warning("ledger out of reach: %s", error)
    return _failed("page-out-of-reach", 503)


def _not_saved(problem: str, status: int) -> tuple[str, int]:
    """Say why a view could not be answered; to words of danger in its form, first the line with the number to call."""
    is_danger = any(language_for(_locale()).is_distress(words) for words in request.form.values())
    return _rendered("failed.html", problem, first="distress" if is_danger else ""), status


def _rendered(template: str, problem: str, **more: str) -> str:
    """Render a page for somebody who is not known, in a locale that their browser asks for."""
    texts = texts_for(_locale())
    return render_template(template, say=lambda key: texts.say(line(key)), problem=problem, **more)


def _locale() -> str:
    return request.accept_languages.best_match(locales()) or FALLBACK


def _check_origin() -> None:
    """Check that no other site sent a form: browsers say so; older ones say where it comes from, or nothing."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    is_ours = site in {"same-origin", "none"} if site else origin is None or _host_of(origin) == request.host
    if not is_ours:
        abort(403)


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _csrf(token: str) -> str:
    """Return what a form of a session has to send back, which no other site can know."""
    return hashlib.sha256(f"a form of the page|{token}".encode()).hexdigest()
