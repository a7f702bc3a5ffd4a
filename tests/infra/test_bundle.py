"""The AWS Lambda bundle works alone, with nothing but Python and its own contents, as on Lambda."""

import base64
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, cast
from urllib.parse import urlencode

import pytest

from simulator.device import Device
from simulator.listener import Listener, load_model
from simulator.local import MODELS
from simulator.plays import as_text
from simulator.requests import Caller
from simulator.signing import Signer
from skill.alexa.authority import LOCAL_CHAIN_URL, LOCAL_SKILL_ID, Authority, local_authority
from skill.ledger.dynamodb import DynamoDbLedger
from skill.ledger.opening import open_ledger
from tests.conftest import REGION, TABLE
from tests.infra.pythons import python
from tests.patience import ENDS_WITHIN
from tests.web.page.doors import give
from tools.bundle import REQUIREMENTS, RUNTIME, build, pack, size, wanted

ALONE = """
import gc, json, sys
sys.path[:0] = [sys.argv[1]]
import lambda_handler
print(json.dumps({"frozen": gc.get_freeze_count(), "modules": sorted(sys.modules)}), flush=True)
for line in sys.stdin:
    event = json.loads(line)
    answer = lambda_handler.handler(event, None) if event else {"modules": sorted(sys.modules)}
    print(json.dumps(answer), flush=True)
"""
"""Reads one event per line and prints the handler's answer; for an empty event, the imported modules."""
AMAZONS = "amzn1.ask.skill.00000000-0000-4000-8000-000000000000"
SECRET = "arn:aws:secretsmanager:us-east-1:1:secret:AccountKey-1abc"
LARGEST_ZIP, LARGEST = 11_000_000, 36_000_000
"""In bytes."""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle, for this machine."""
    folder = tmp_path_factory.mktemp("bundle") / "lambda"
    build(folder, native=True, python=python().version)
    return folder


class Alone:
    """The bundle in a separate process that has nothing else.

    Args:
        bundle: Its folder.
        environment: All the variables that it sees, except those that Lambda sets.
    """

    def __init__(self, bundle: Path, environment: Mapping[str, str]) -> None:
        # -I and -S: no packages but the bundle's. Lambda sets the time zone to UTC in this form.
        command = [python().path, "-I", "-S", "-B", "-W", "ignore", "-c", ALONE, str(bundle)]
        self._process = subprocess.Popen(
            command,
            env={"TZ": ":UTC", **environment},
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.started = self._read()

    def __call__(self, event: Mapping[str, Any]) -> Mapping[str, Any]:
        """Pass an event in; return the answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(event) + "\n")
        self._process.stdin.flush()
        return self._read()

    def _read(self) -> Mapping[str, Any]:
        """Return the next line that is an answer; the log goes to the same output, as on Lambda."""
        assert self._process.stdout is not None
        while "level" in (answer := json.loads(self._process.stdout.readline())):
            assert "message" in answer
        read: Mapping[str, Any] = answer
        return read

    def end(self) -> None:
        """End the process."""
        self._process.communicate()


Start = Callable[..., Alone]


@pytest.fixture
def start(bundle: Path) -> Iterator[Start]:
    """Start the bundle alone, with the given settings."""
    begun: list[Alone] = []

    def start_(**environment: str) -> Alone:
        begun.append(Alone(bundle, environment))
        return begun[-1]

    yield start_
    for one in begun:
        one.end()


def event(body: bytes, headers: Mapping[str, str], *, in_base64: bool = False) -> Mapping[str, Any]:
    """Return a request as a function URL passes it on: payload format 2.0, with lower-case header names."""
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": "/alexa",
        "rawQueryString": "",
        "headers": {name.lower(): value for name, value in headers.items()} | {"host": "1abc.lambda-url.on.aws"},
        "requestContext": {
            "domainName": "1abc.lambda-url.on.aws",
            "http": {"method": "POST", "path": "/alexa", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1"},
            "requestId": "r",
            "stage": "$default",
        },
        "body": base64.b64encode(body).decode() if in_base64 else body.decode(),
        "isBase64Encoded": in_base64,
    }


@pytest.fixture(scope="module")
def packed(bundle: Path) -> Path:
    """The bundle as the file that is deployed."""
    file = bundle.with_suffix(".zip")
    pack(bundle, file)
    return file


@pytest.fixture
def home(tmp_path: Path) -> tuple[Path, Authority]:
    """A home with a local authority, which signs in Amazon's place if there is no skill id."""
    return tmp_path, local_authority(tmp_path)


def device(alone: Alone, authority: Authority, user: str, *, in_base64: bool) -> Device:
    """Return a device that talks to the bundle."""

    def post(body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
        answer = alone(event(body, headers, in_base64=in_base64))
        assert answer["statusCode"] == 200, answer
        assert not answer["isBase64Encoded"]
        spoken: Mapping[str, Any] = json.loads(answer["body"])
        return spoken

    listener = Listener(load_model(MODELS, "en-US"), datetime.now(UTC).date())
    signer = Signer.load(authority.key, LOCAL_CHAIN_URL)
    return Device(listener, post, signer, LOCAL_SKILL_ID, caller=Caller(user=user))


@pytest.mark.parametrize("in_base64", [False, True], ids=["as text", "in base64"])
def test_a_conversation_on_the_ledger_in_dynamodb(
    start: Start, home: tuple[Path, Authority], own_table: str, user: str, *, in_base64: bool
) -> None:
    folder, authority = home
    alone = start(READY_ROOM_HOME=str(folder), READY_ROOM_LEDGER=own_table)
    kitchen = device(alone, authority, user, in_base64=in_base64)
    assert "Softly, through the nose" in as_text(kitchen.hear("ask ready room to warm me up"))
    assert "I paused before each answer" in as_text(
        kitchen.hear("tell ready room that I paused before each answer — naïvely")
    )
    again = start(READY_ROOM_HOME=str(folder), READY_ROOM_LEDGER=own_table)  # another of the function's environments
    heard = as_text(device(again, authority, user, in_base64=in_base64).hear("ask ready room for my evidence"))
    assert "I paused before each answer" in heard


def test_what_start_up_made_is_frozen_and_nothing_is_loaded_that_no_turn_needs(
    start: Start, home: tuple[Path, Authority], own_table: str
) -> None:
    started = start(READY_ROOM_HOME=str(home[0]), READY_ROOM_LEDGER=own_table).started
    assert started["frozen"] > 50_000
    assert not set(started["modules"]) & {"gunicorn", "requests", "numpy", "hassil", "simulator", "pip"}


def test_no_turn_imports_what_the_snapshot_does_not_hold(
    start: Start, home: tuple[Path, Authority], own_table: str, user: str
) -> None:
    """Otherwise Lambda would compile it in each environment, in the middle of a turn."""
    folder, authority = home
    alone = start(READY_ROOM_HOME=str(folder), READY_ROOM_LEDGER=own_table)
    kitchen = device(alone, authority, user, in_base64=False)
    for said in ("open ready room", "ask ready room to warm me up", "ask ready room for my evidence"):
        kitchen.hear(said)
    imported = set(alone({})["modules"]) - set(alone.started["modules"])
    assert {one for one in imported if one.partition(".")[0] not in sys.stdlib_module_names} == set()


def asked(method: str, path: str, form: Mapping[str, str] | None = None, cookie: str = "") -> Mapping[str, Any]:
    """Return a browser's request for the page, as a function URL passes it on."""
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
    whole: dict[str, Any] = json.loads(json.dumps(event(urlencode(form or {}).encode(), kind, in_base64=True)))
    whole["requestContext"]["http"] |= {"method": method, "path": path}
    path, _, query = path.partition("?")
    return whole | {"rawPath": path, "rawQueryString": query, "cookies": [cookie] if cookie else []}


def test_a_browser_comes_in_and_looks_at_the_page(start: Start, tmp_path: Path, own_table: str) -> None:
    with closing(cast(DynamoDbLedger, open_ledger(own_table))) as ledger:
        code = give(ledger, datetime.now(UTC))
    hosted = {"READY_ROOM_SKILL_ID": AMAZONS, "READY_ROOM_ACCOUNT_KEY": "of-this-test-alone-4711"}
    alone = start(READY_ROOM_HOME=str(tmp_path), READY_ROOM_LEDGER=own_table, **hosted)
    answer = alone(asked("POST", "/page/in", {"code": code}))
    assert (answer["statusCode"], answer["headers"]["location"]) == (303, "/page/")
    (cookie,) = answer["cookies"]
    assert cookie.startswith("__Host-ready-room=")
    for path in ("/page/", "/page/evidence", "/page/certainty", "/page/ladder", "/page/plan", "/page/preferences"):
        answer = alone(asked("GET", path, cookie=cookie.partition(";")[0]))
        assert (answer["statusCode"], answer["isBase64Encoded"]) == (200, False)
        assert "<h1>" in answer["body"]
    look = re.findall(r"/page/static/page\.css\?v=\w+", answer["body"])[0]
    answer = alone(asked("GET", look))
    assert (answer["statusCode"], answer["headers"]["content-type"]) == (200, "text/css; charset=utf-8")
    imported = set(alone({})["modules"]) - set(alone.started["modules"])
    assert {one for one in imported if one.partition(".")[0] not in sys.stdlib_module_names} == set()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_address_of_any_characters_is_an_address(
    method: str, start: Start, home: tuple[Path, Authority], own_table: str
) -> None:
    """AWS decodes a path before passing it on."""
    alone = start(READY_ROOM_HOME=str(home[0]), READY_ROOM_LEDGER=own_table)
    whole = json.loads(json.dumps(event(b"", {})))
    whole["requestContext"]["http"]["method"] = method
    odd = [
        "\ufffd",
        "%ff",
        "\ud800",
        "€",
        "ü",
        "\x00",
        "%00",
        "%",
        "%zz",
        "%E2%82",
        "a\r\nb: c",
        "🎻",
        "../alexa",
        "\x7f",
        " ",
    ]
    for path in (*(f"/{one}" for one in odd), *(f"/alexa{one}" for one in odd), "", "//", "/" + "ü" * 3_000):
        assert alone(whole | {"rawPath": path})["statusCode"] == 404, path
    for query in odd:
        answer = alone(whole | {"rawPath": "/alexa", "rawQueryString": query})
        assert answer["statusCode"] == (400 if method == "POST" else 405), query


class Secrets(BaseHTTPRequestHandler):
    """A stand-in for AWS Secrets Manager, with one secret, found by its ARN."""

    asked: list[tuple[str, str]]
    answers_at = 1
    """The number of the first call that it answers."""

    def do_POST(self) -> None:
        wanted_ = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["SecretId"]
        self.asked.append((self.headers["X-Amz-Target"], wanted_))
        if self.headers["Content-Type"] != "application/x-amz-json-1.1" or len(self.asked) < self.answers_at:
            self.send_error(500)
            return
        answer = json.dumps({"ARN": wanted_, "SecretString": "a key of forty-eight letters and digits, or so"}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_args: Any) -> None:
        """Log nothing."""


@contextmanager
def secrets() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the stand-in's endpoint and the calls that it receives."""
    asked: list[tuple[str, str]] = []
    handler = type("OneStart", (Secrets,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, args=(ENDS_WITHIN,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


def test_as_deployed_it_fetches_its_key_once_and_turns_away_what_amazon_did_not_sign(
    start: Start, home: tuple[Path, Authority]
) -> None:
    """With a skill id the local authority is not trusted. Another test shows that Amazon's own chain is accepted."""
    with secrets() as (endpoint, asked):
        alone = start(
            READY_ROOM_HOME=str(home[0]),
            READY_ROOM_SKILL_ID=AMAZONS,
            READY_ROOM_LEDGER=f"dynamodb://{TABLE}?region={REGION}",
            READY_ROOM_ACCOUNT_KEY_SECRET=SECRET,
            AWS_DEFAULT_REGION=REGION,
            AWS_ACCESS_KEY_ID="somebody",
            AWS_SECRET_ACCESS_KEY="something",
            AWS_ENDPOINT_URL_SECRETS_MANAGER=endpoint,
        )
        body = json.dumps({"version": "1.0", "request": {"type": "LaunchRequest"}}).encode()
        signed = Signer.load(home[1].key, LOCAL_CHAIN_URL).headers(body)
        for headers in ({}, signed):
            answer = alone(event(body, headers))
            assert (answer["statusCode"], answer["body"]) == (400, "")
    assert asked == [("secretsmanager.GetSecretValue", SECRET)]


def test_it_does_not_start_without_its_key(bundle: Path) -> None:
    environment = {"READY_ROOM_SKILL_ID": AMAZONS, "READY_ROOM_LEDGER": "dynamodb://t?region=us-east-1"}
    command = [python().path, "-I", "-S", "-B", "-c", ALONE, str(bundle)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, input="", check=False)
    assert done.returncode == 1
    assert "READY_ROOM_ACCOUNT_KEY has to be set" in done.stderr


def test_it_is_small(bundle: Path, packed: Path) -> None:
    assert size(bundle) < LARGEST
    assert packed.stat().st_size < LARGEST_ZIP
    names = {path.name for path in bundle.iterdir()}
    assert not names & {"gunicorn", "requests", "idna", "charset_normalizer", "pycparser", "numpy", "hassil", "bin"}
    assert not list(bundle.glob("simulator")) + list(bundle.glob("**/*.dist-info")) + list(bundle.glob("**/tests"))
    assert not list(bundle.rglob("*.pyc")), "a snapshot holds the modules compiled"


def test_it_holds_the_trained_models_and_not_what_they_were_trained_on(bundle: Path) -> None:
    language = bundle / "skill" / "languages" / "en"
    assert {path.stem for path in (language / "heard").glob("*.model")} == {"answers", "names", "wishes"}
    assert {path.stem for path in (language / "heard").glob("*.counts")} == {"health", "questions"}
    assert (language / "heard" / "words.clusters").exists()
    assert not (language / "examples").exists()
    assert not list(language.rglob("heard/*.txt"))


def test_the_same_bundle_is_the_same_file(packed: Path, tmp_path: Path) -> None:
    """So an unchanged bundle is not deployed again."""
    build(tmp_path / "again", native=True, python=python().version)
    pack(tmp_path / "again", tmp_path / "again.zip")
    assert packed.read_bytes() == (tmp_path / "again.zip").read_bytes()


def test_what_is_deployed_is_for_arm64_and_the_templates_python(tmp_path: Path) -> None:
    build(tmp_path / "lambda")
    machines = {path.name: path.read_bytes()[18:20] for path in (tmp_path / "lambda").rglob("*.so")}
    tags = {name.split(".")[1] for name in machines}
    assert tags == {f"cpython-{RUNTIME.replace('.', '')}-aarch64-linux-gnu", "abi3"}
    assert set(machines.values()) == {(183).to_bytes(2, "little")}  # AArch64 in an ELF header


def test_what_is_not_imported_is_left_out_with_its_hashes() -> None:
    text = (
        "flask==1 \\\n    --hash=sha256:a\ngunicorn==2 \\\n    --hash=sha256:b\nwerkzeug==3 \\\n    --hash=sha256:c\n"
    )
    assert wanted(text) == "flask==1 \\\n    --hash=sha256:a\nwerkzeug==3 \\\n    --hash=sha256:c\n"
    assert "gunicorn==" in REQUIREMENTS.read_text(encoding="utf-8")
