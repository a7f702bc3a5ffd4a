"""The door of the page: who comes in, what keeps others out, and what an attacker gets."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from skill.alexa.authority import Authority
from skill.ledger.access import HALF, MOST_TRIES, spaced
from skill.ledger.passes import CODE_STAYS, SESSION_STAYS
from skill.ledger.protocol import Change
from skill.ledger.sqlite import SqliteLedger
from skill.web.page import today
from skill.web.page.door import Route
from skill.web.page.guesses import MOST
from tests.patience import patient
from tests.stage import NINE, Clock, service
from tests.web.page.doors import ACCOUNT, HOSTED, SOMEBODY_ELSE, counted, form_of, give, hosted, signed_in

VIEWS = ("/", "/evidence", "/certainty", "/ladder", "/plan", "/preferences", "/keeping")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


@pytest.fixture
def ledger(tmp_path: Path) -> SqliteLedger:
    """A ledger in a file."""
    return SqliteLedger(tmp_path / "ledger.sqlite3")


@pytest.fixture
def app(ledger: SqliteLedger, clock: Clock, authority: Authority) -> Flask:
    """The service, for this machine."""
    return service(ledger, clock, authority)


@pytest.fixture
def code(ledger: SqliteLedger) -> str:
    """A code that may be used."""
    return give(ledger, NINE)


@pytest.fixture
def browser(app: Flask, code: str) -> FlaskClient:
    """A browser that is signed in."""
    return signed_in(app, code)


def sign_in(app: Flask, code: str, **headers: str) -> TestResponse:
    """Send a code, as a browser that was never here."""
    return app.test_client().post("/page/in", data={"code": code}, headers=headers)


def cookie_of(client: FlaskClient, name: str = "ready-room", path: str = "/page/") -> str:
    """Return what a browser keeps."""
    cookie = client.get_cookie(name, path=path)
    assert cookie is not None
    return cookie.value


def with_cookie(app: Flask, value: str, path: str = "/page/", **more: str) -> TestResponse:
    """Ask for a view with a cookie of any kind."""
    return app.test_client(use_cookies=False).get(path, headers={"Cookie": f"ready-room={value}", **more})


def is_in(answer: TestResponse) -> bool:
    """Whether a view was shown, and not the way to the door."""
    if answer.status_code == 200:
        return True
    assert (answer.status_code, answer.headers["Location"]) == (303, "/page/in")
    return False


# coming in


@pytest.mark.parametrize("path", ["", "/", *VIEWS[1:]])
def test_without_a_session_every_view_leads_to_the_door(path: str, app: Flask) -> None:
    answer = app.test_client().get(f"/page{path}", follow_redirects=True)
    assert answer.request.path == "/page/in"
    assert "Your page" in answer.text


@pytest.mark.parametrize("path", VIEWS)
def test_with_one_it_is_shown(path: str, browser: FlaskClient) -> None:
    assert browser.get(f"/page{path}").status_code == 200


def test_a_code_may_be_typed_as_it_is_shown_or_heard(ledger: SqliteLedger, app: Flask) -> None:
    for number, write in enumerate((spaced, str.lower, " ".join)):
        signed_in(app, write(give(ledger, NINE, f"r{number}")))


def test_every_wrong_code_gets_the_same_answer(ledger: SqliteLedger, app: Flask, clock: Clock, code: str) -> None:
    ended, used = give(ledger, NINE - CODE_STAYS, "r0", SOMEBODY_ELSE), give(ledger, NINE, "r1", SOMEBODY_ELSE, "ana")
    signed_in(app, used)
    gone = give(ledger, NINE, "r2", SOMEBODY_ELSE, "ben")
    ledger.save(SOMEBODY_ELSE, Change(erase="ben"), NINE, patient())
    spent = give(ledger, NINE, "r3", SOMEBODY_ELSE, "cleo")
    for _ in range(MOST_TRIES):
        sign_in(app, spent[:HALF] + code[HALF:])
    wrong = (ended, used, gone, spent, code[:HALF] + spent[HALF:], "2" * 10, "", "x", "O" * 10, "é" * 10, "2" * 3_000)
    answers = {
        (answer.status_code, answer.data, str(sorted(answer.headers)))
        for answer in (sign_in(app, one) for one in wrong)
    }
    assert len(answers) == 1
    ((status, text, _),) = answers
    assert status == 403
    assert b"open a page. It may be too old, or used already." in text


def test_the_session_is_new_whatever_cookie_the_browser_had(ledger: SqliteLedger, app: Flask, code: str) -> None:
    """Nobody can give a browser a session beforehand and share it afterwards."""
    client = app.test_client()
    planted = f"{ACCOUNT}.main.{'t' * 43}"
    client.set_cookie("ready-room", planted, path="/page/")
    client.post("/page/in", data={"code": code})
    assert cookie_of(client) != planted
    assert not is_in(with_cookie(app, planted))


def test_the_cookie_says_whose_page_it_is_and_a_secret_that_the_ledger_does_not_have(
    ledger: SqliteLedger, browser: FlaskClient, tmp_path: Path
) -> None:
    account, performer, token = cookie_of(browser).split(".")
    assert (account, performer) == (ACCOUNT, "main")
    assert len(token) == 43
    files = [file.read_bytes() for file in tmp_path.iterdir()]
    assert not any(token.encode() in file for file in files)
    assert any(account.encode() in file for file in files)


def test_the_cookie_here_is_for_the_page_alone(app: Flask, code: str) -> None:
    answer = sign_in(app, code)
    assert set(answer.headers["Set-Cookie"].split("; ")[1:]) == {
        *("HttpOnly", "SameSite=Strict", "Path=/page/", f"Max-Age={30 * 24 * 3_600}"),
        next(part for part in answer.headers["Set-Cookie"].split("; ") if part.startswith("Expires=")),
    }


def test_hosted_the_cookie_is_sent_over_tls_only_and_set_by_no_other_host(
    ledger: SqliteLedger, clock: Clock, code: str
) -> None:
    client = hosted(ledger, clock).test_client()
    answer = client.post("/page/in", data={"code": code}, base_url=HOSTED)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-ready-room=")
    for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in cookie.split("; ")
    assert "Domain" not in cookie
    assert client.get("/page/", base_url=HOSTED).status_code == 200
    form = form_of(client.get("/page/", base_url=HOSTED).text)
    taken = client.post("/page/out", data=form, base_url=HOSTED).headers.getlist("Set-Cookie")
    gone = next(one for one in taken if one.startswith(cookie.partition("=")[0]))
    for part in ("__Host-ready-room=", "Secure", "HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=0"):
        assert part in gone.split("; ")
    named = {"Cookie": f"ready-room={ACCOUNT}.main.{'t' * 43}"}
    assert client.get("/page/", base_url=HOSTED, headers=named).status_code == 303


# guessing


def test_too_many_wrong_codes_are_told_to_wait_and_cost_nothing(
    ledger: SqliteLedger, clock: Clock, authority: Authority, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    watched, calls = counted(ledger)
    app = service(watched, clock, authority)
    for _ in range(MOST):
        assert sign_in(app, "2" * 10).status_code == 403
    before = calls.copy()
    with caplog.at_level(logging.DEBUG):
        answer = sign_in(app, code)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert "Wait a minute" in answer.text
    assert calls == before, "even the right one waits"
    assert "request rejected: too many codes" in caplog.text
    assert sign_in(app, "x").status_code == 403, "what cannot be a code costs nothing anyway"
    clock.pass_time(timedelta(minutes=1))
    assert sign_in(app, code).status_code == 303


def test_people_who_come_in_are_not_counted(ledger: SqliteLedger, app: Flask) -> None:
    for number in range(MOST + 5):
        signed_in(app, give(ledger, NINE, f"r{number}"))


def test_what_a_wrong_code_costs(ledger: SqliteLedger, clock: Clock, authority: Authority, code: str) -> None:
    watched, calls = counted(ledger)
    app = service(watched, clock, authority)
    sign_in(app, "2" * 10)
    assert calls == {"page_code": 1}
    calls.clear()
    sign_in(app, code[:HALF] + "22222")
    assert calls == {"page_code": 1, "save_code": 1}


# a session


def test_a_session_ends_after_thirty_days(app: Flask, browser: FlaskClient, clock: Clock) -> None:
    value = cookie_of(browser)
    clock.pass_time(SESSION_STAYS - timedelta(seconds=1))
    assert is_in(with_cookie(app, value))
    clock.pass_time(timedelta(seconds=1))
    assert not is_in(with_cookie(app, value))


@pytest.mark.parametrize("done", ["page-done-forgotten", "page-in-wrong", "no-such-line", "<b>"])
def test_the_form_for_a_code_says_nothing_else_that_an_address_names(app: Flask, done: str) -> None:
    assert 'role="status"' not in app.test_client().get("/page/in", query_string={"done": done}).text


def test_who_signs_out_is_out_though_the_cookie_was_stolen_and_others_stay(
    ledger: SqliteLedger, app: Flask, browser: FlaskClient
) -> None:
    other = signed_in(app, give(ledger, NINE, "r2"))
    stolen = cookie_of(browser)
    answer = browser.post("/page/out", data=form_of(browser.get("/page/").text))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/page/in?done=page-done-out")
    assert "You&#39;re signed out." in browser.get(answer.headers["Location"]).text
    assert browser.get_cookie("ready-room", path="/page/") is None
    assert not is_in(with_cookie(app, stolen))
    assert is_in(other.get("/page/"))


def test_signing_out_everywhere_ends_a_stolen_cookie_and_a_code_that_was_not_used(
    ledger: SqliteLedger, app: Flask, browser: FlaskClient
) -> None:
    stolen = cookie_of(signed_in(app, give(ledger, NINE, "r2")))
    code = give(ledger, NINE, "r3")
    assert is_in(with_cookie(app, stolen))
    browser.post("/page/out", data={**form_of(browser.get("/page/").text), "everywhere": "yes"})
    assert not is_in(with_cookie(app, stolen))
    assert sign_in(app, code).status_code == 403
    assert is_in(signed_in(app, give(ledger, NINE, "r4")).get("/page/")), "a new code opens it again"
    assert not is_in(with_cookie(app, stolen)), "and the stolen cookie stays out"


def test_deleting_everything_ends_every_session(ledger: SqliteLedger, app: Flask, browser: FlaskClient) -> None:
    value = cookie_of(browser)
    ledger.save(ACCOUNT, Change(erase="main"), NINE, patient())
    assert not is_in(with_cookie(app, value))


def test_nobodys_cookie_opens_anybody_elses_page(ledger: SqliteLedger, app: Flask, browser: FlaskClient) -> None:
    signed_in(app, give(ledger, NINE, "r2", SOMEBODY_ELSE))
    signed_in(app, give(ledger, NINE, "r3", ACCOUNT, "ana"))
    account, performer, token = cookie_of(browser).split(".")
    other = "x" if token[0] != "x" else "y"
    for forged in (
        *(
            f"{SOMEBODY_ELSE}.{performer}.{token}",
            f"{account}.ana.{token}",
            f"{account}.{performer}.{other}{token[1:]}",
        ),
        *(f"{account.upper()}.{performer}.{token}", f"codes.{performer}.{token}", f"{account}.main#x.{token}"),
        *(
            f"{account}.{performer}",
            f"{account}.{performer}.",
            "..",
            "",
            "x" * 4_000,
            f"{account}.{performer}.{token}x",
        ),
    ):
        assert not is_in(with_cookie(app, forged)), forged
    assert is_in(with_cookie(app, f"{account}.{performer}.{token}"))


@pytest.mark.parametrize("value", ["\xff\xfe", '"\\377\\"', "é.ü.ß", "%00", "a=b; ready-room=", "\u0661" * 32, ";;==;"])
def test_a_cookie_of_odd_bytes_is_none(value: str, app: Flask) -> None:
    environ = {"HTTP_COOKIE": f"ready-room={value}".encode().decode("latin-1")}
    assert not is_in(app.test_client(use_cookies=False).get("/page/", environ_overrides=environ))


# forms


def test_a_form_without_the_sessions_own_word_is_refused(
    ledger: SqliteLedger, app: Flask, browser: FlaskClient
) -> None:
    another = form_of(signed_in(app, give(ledger, NINE, "r2", SOMEBODY_ELSE)).get("/page/").text)
    mine = form_of(browser.get("/page/").text)
    for csrf in (another["csrf"], "", mine["csrf"][:-1], "\x00", "é" * 64, "f" * 64):
        answer = browser.post("/page/out", data={**mine, "csrf": csrf, "everywhere": "yes"})
        assert answer.status_code == 403, csrf
        assert "used here" in answer.text
    assert browser.post("/page/out").status_code == 403
    assert is_in(browser.get("/page/"))


def test_a_form_of_an_earlier_session_is_refused(ledger: SqliteLedger, app: Flask, browser: FlaskClient) -> None:
    old = form_of(browser.get("/page/").text)
    browser.post("/page/in", data={"code": give(ledger, NINE, "r2")})
    assert browser.post("/page/out", data=old).status_code == 403


def test_a_form_that_is_sent_twice_does_no_more(browser: FlaskClient) -> None:
    form = form_of(browser.get("/page/").text)
    value = cookie_of(browser)
    for _ in range(2):
        assert browser.post("/page/out", data=form).headers["Location"].startswith("/page/in?")
        browser.set_cookie("ready-room", value, path="/page/")
    assert not is_in(browser.get("/page/"))


OTHER_SITES = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "odd"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://localhost:9000"},
    {"Origin": "http://[::1"},
    {"Origin": "é"},
    {"Origin": "null"},
)


@pytest.mark.parametrize("headers", OTHER_SITES, ids=str)
def test_another_site_neither_signs_anybody_in_nor_out(
    headers: dict[str, str], ledger: SqliteLedger, app: Flask, browser: FlaskClient
) -> None:
    code = give(ledger, NINE, "r2")
    assert sign_in(app, code, **headers).status_code == 403
    assert browser.post("/page/out", data=form_of(browser.get("/page/").text), headers=headers).status_code == 403
    alone = app.test_client().post("/page/out", headers=headers)
    assert (alone.status_code, "Set-Cookie" in alone.headers) == (403, False), "a browser sends no cookie with it"
    assert is_in(browser.get("/page/"))
    assert sign_in(app, code).status_code == 303, "and the code was not used"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://localhost"},
    ],
    ids=str,
)
def test_its_own_forms_are_taken_from_browsers_new_and_old(headers: dict[str, str], app: Flask, code: str) -> None:
    assert sign_in(app, code, **headers).status_code == 303


@pytest.mark.parametrize(
    "body", [b"code=%", b"code=\xff\xfe", b"\x00", b"code=%ff%fe%00", b"&&==&", b"code[]=1&code[]=2"]
)
@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain", "é/\x01", ""]
)
def test_a_form_of_odd_bytes_is_a_wrong_one(body: bytes, kind: str, app: Flask, browser: FlaskClient) -> None:
    environ = {"CONTENT_TYPE": kind}
    assert app.test_client().post("/page/in", data=body, environ_overrides=environ).status_code in {400, 403}
    assert browser.post("/page/out", data=body, environ_overrides=environ).status_code in {400, 403}


def test_a_form_of_parts_without_an_end_is_a_wrong_one(app: Flask, browser: FlaskClient) -> None:
    for body in (b"--x", b'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n', b"--x--", b"--x\r\n" * 2_000):
        kind = "multipart/form-data; boundary=x"
        for client, path in ((app.test_client(), "/page/in"), (browser, "/page/out")):
            assert client.post(path, data=body, content_type=kind).status_code in {400, 403, 413}


def test_a_form_that_is_too_large_is_refused_on_a_page_that_can_be_read(app: Flask, browser: FlaskClient) -> None:
    for client, path, size in ((app.test_client(), "/page/in", 5_000), (browser, "/page/out", 300_000)):
        answer = client.post(path, data={"code": "2" * size})
        assert answer.status_code == 413
        assert "too long" in answer.text
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_form_that_does_not_say_its_length_is_refused_and_never_cut(app: Flask, browser: FlaskClient) -> None:
    for client, path in ((app.test_client(), "/page/in"), (browser, "/page/out")):
        answer = client.post(path, data={"code": "2" * 10}, headers={"Transfer-Encoding": "chunked"})
        assert answer.status_code == 411
        assert "used here" in answer.text
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_form_that_is_sent_while_signed_out_is_not_answered_with_the_door(
    ledger: SqliteLedger, clock: Clock, monkeypatch: pytest.MonkeyPatch, authority: Authority
) -> None:
    """A browser goes back to the form, which still has what was typed; after a redirection it would not."""
    route: Route = ("/trial", ("POST",), "trial", lambda visit: visit.say("page-today"))
    monkeypatch.setattr(today, "ROUTES", (*today.ROUTES, route))
    browser = signed_in(service(ledger, clock, authority), give(ledger, NINE))
    form = form_of(browser.get("/page/").text)
    assert browser.post("/page/trial", data=form).text == "Today"
    browser.delete_cookie("ready-room", path="/page/")
    answer = browser.post("/page/trial", data=form)
    assert answer.status_code == 403
    assert "Go back to copy what you typed" in answer.text


# what is sent along, and what is not


@pytest.mark.parametrize("path", [*VIEWS, "/in", "/nowhere", "/static/page.css", "/static/../door.py", ""])
def test_no_page_is_framed_kept_or_told_of(path: str, browser: FlaskClient) -> None:
    for method in ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE"):
        answer = browser.open(f"/page{path}", method=method)
        assert answer.status_code in {200, 303, 403, 404, 405}, method
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert (policy["form-action"], policy["style-src"]) == ("'self'", "'self'")
        assert "script-src" not in policy
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        if "static" not in path:
            assert answer.headers["Cache-Control"] == "no-store"
        assert method != "HEAD" or answer.data == b""
        answer.close()


def test_the_style_sheet_is_kept_under_the_address_of_its_version(browser: FlaskClient) -> None:
    (address,) = (part for part in browser.get("/page/").text.split('"') if "page.css" in part)
    assert "?v=" in address
    with browser.get(address) as latest, browser.get(address.replace("?v=", "?v=0")) as another:
        assert latest.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert another.headers["Cache-Control"] == "no-cache"


def test_errors_are_pages_that_can_be_read(browser: FlaskClient) -> None:
    for path, method, status in (
        ("/page/nowhere", "GET", 404),
        ("/page/out", "GET", 405),
        ("/page/static/x", "GET", 404),
    ):
        answer = browser.open(path, method=method)
        assert (answer.status_code, answer.mimetype) == (status, "text/html")
        assert "There is no such page." in answer.text


def test_other_paths_have_nothing_of_it(browser: FlaskClient) -> None:
    for path in ("/pages", "/page2", "/nowhere", "/"):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert "Content-Security-Policy" not in answer.headers
        assert "Ready Room" not in answer.text


def test_the_door_speaks_as_the_browser_asks(app: Flask) -> None:
    for asked, lang in (
        ("en-GB,en;q=0.5", "en"),
        ("de", "en"),
        ("", "en"),
        ("*", "en"),
        ("é;q=x", "en"),
        ("," * 999, "en"),
    ):
        answer = app.test_client().get("/page/in", environ_overrides={"HTTP_ACCEPT_LANGUAGE": asked})
        assert answer.status_code == 200
        assert f'lang="{lang}"' in answer.text


def test_here_no_other_machine_and_no_other_name_is_answered(app: Flask, code: str) -> None:
    client = app.test_client()
    for address in ("192.168.1.5", "8.8.8.8", "::ffff:8.8.8.8", "", "x"):
        answer = client.post("/page/in", data={"code": code}, environ_base={"REMOTE_ADDR": address})
        assert (answer.status_code, answer.data) == (400, b""), address
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "", "é"):
        answer = client.post("/page/in", data={"code": code}, environ_overrides={"HTTP_HOST": host})
        assert (answer.status_code, answer.data) == (400, b""), host
    assert client.post("/page/in", data={"code": code}, environ_base={"REMOTE_ADDR": "::1"}).status_code == 303


def test_no_name_that_is_called_leads_anywhere_else(ledger: SqliteLedger, clock: Clock, code: str) -> None:
    client = hosted(ledger, clock).test_client()
    for host in ("evil.example", "evil.example/x", "a b", "é", ""):
        for path in ("/page", "/page/", "/page/in", "/page/nowhere"):
            answer = client.get(path, environ_overrides={"HTTP_HOST": host})
            assert answer.status_code in {200, 303, 400, 404}
            assert "evil" not in answer.headers.get("Location", "") + answer.text


def test_nothing_that_opens_a_page_is_logged(
    ledger: SqliteLedger, app: Flask, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        client = signed_in(app, code)
        form = form_of(client.get("/page/?done=page-done-x").text)
        sign_in(app, "2" * 10)
        client.post("/page/out", data={**form, "csrf": "wrong"})
        client.get("/page/nowhere?q=I+smiled")
        token = cookie_of(client).rpartition(".")[2]
        client.post("/page/out", data=form)
    for secret in (code, code[:HALF], token, form["csrf"], "smiled", ACCOUNT):
        assert secret not in caplog.text


def test_what_breaks_is_a_page_and_a_line_without_words(
    app: Flask, browser: FlaskClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(" ".join(["I", "smiled"]))  # as if it quoted an answer

    monkeypatch.setattr("skill.web.page.visit.Visit.show", fail)
    with caplog.at_level(logging.DEBUG):
        answer = browser.get("/page/")
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "RuntimeError" in caplog.text
    assert "I smiled" not in caplog.text


def test_a_ledger_out_of_reach_is_said_and_nobody_is_let_in(
    ledger: SqliteLedger, app: Flask, browser: FlaskClient, tmp_path: Path
) -> None:
    code, form = give(ledger, NINE, "r2"), form_of(browser.get("/page/").text)
    (tmp_path / "ledger.sqlite3").rename(tmp_path / "away")
    for answer in (browser.get("/page/"), sign_in(app, code), browser.post("/page/out", data=form)):
        assert answer.status_code == 503
        assert "be reached at the moment" in answer.text
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/page//in", "/page///", "/page/static//page.css", "/page/evidence//piece?key=x"])
def test_no_redirection_names_the_host_that_was_called(path: str, browser: FlaskClient) -> None:
    answer = browser.get(path, headers={"Host": "localhost"})
    assert answer.status_code == 404
    assert "Location" not in answer.headers
