"""What the tests share: the ledgers, DynamoDB Local among them, and a stage to play on."""

import gc
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from simulator.alexa_api import AlexaApi, serve_api
from simulator.device import Elicitation
from skill.alexa.authority import Authority
from skill.efficacy.evidence import Evidence, Key, Kind
from skill.efficacy.performer import Performer
from skill.ledger.dynamodb import DynamoDbLedger
from skill.ledger.protocol import Change, Ledger
from skill.ledger.sqlite import SqliteLedger
from skill.ledger.table import client_of, create_table
from tests.patience import GIVEN_UP_SECONDS, PatientClient, patient
from tests.stage import NINE, Clock, Stage
from tests.stage import authority as make_authority
from tools import dynamodb_local
from tools.chromium import ARGUMENTS, find

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REGION, TABLE = "us-east-1", "ready-room"
SLOW: Mapping[str, tuple[str, ...]] = {
    "browser": ("simulator/page/",),
    "processes": (
        *("infra/", "withstanding/", "test_main.py", "test_operators.py", "test_restoring.py", "test_readme.py"),
        *(f"simulator/sound/test_{name}.py" for name in ("aloud", "ear", "engine", "mouth", "rendering")),
        *("spoken/", "web/test_full_disk.py", "ledger/test_opening.py", "test_files.py", "ledger/test_waiting.py"),
    ),
    "everything": (
        *(
            "sentences/test_sentences.py",
            "sentences/test_typed.py",
            "conversation/test_policy.py",
            "efficacy/test_histories.py",
            "breathing/test_tones.py",
        ),
        *(
            "alexa/test_unknown_values.py",
            "alexa/test_apl_types.py",
            "web/test_odd_requests.py",
            "conversations/test_cost.py",
            "conversations/test_four_weeks.py",
        ),
        *("speech/test_spoken_timing.py", "conversation/test_disorder.py", "conversation/test_keeping.py"),
        *("conversation/test_whole_answers.py", "alexa/test_certificates.py", "alexa/test_report.py"),
        *("simulator/test_speaker.py", "languages/test_locales.py", "speech/test_parts.py", "test_citations.py"),
        *("alexa/test_authority.py", "speech/test_cue_lengths.py", "breathing/test_mp3.py"),
        *("web/test_sound.py", "ledger/test_dynamodb.py", "alexa/test_errors.py", "alexa/test_envelopes.py"),
    ),
}
"""The tests that `make quick` leaves out, by marker and by the beginning of their path; `dynamodb` marks the others."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out files in which every test has a marker that is left out."""
    path = collection_path.relative_to(Path(__file__).parent).as_posix()
    left_out = re.fullmatch(r"not \((.+)\)", config.option.markexpr or "")
    markers = left_out[1].split(" or ") if left_out else ()
    return any(path.startswith(SLOW.get(marker, ())) for marker in markers) or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make quick` leaves out."""
    for item in items:
        path = item.path.relative_to(Path(__file__).parent).as_posix()
        for marker, beginnings in SLOW.items():
            if path.startswith(beginnings):
                item.add_marker(marker)
        params = (getattr(item, "callspec", None) and item.callspec.params) or {}  # type: ignore[attr-defined]
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if params.get("ledger") == "dynamodb" or "dynamodb" in getattr(item, "fixturenames", ()):
            item.add_marker("dynamodb")
        is_another_way = params.get("elicitation", Elicitation.HONOUR) is not Elicitation.HONOUR
        if path.startswith("conversations/") and (is_another_way or "repeated" in item.name):
            item.add_marker("everything")
    items.sort(key=_place)


def pytest_collection_finish() -> None:
    """Leave what was collected out of garbage collection: it stays to the end, and each look at it takes long."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def pytest_sessionfinish() -> None:
    """Collect what the tests left once, and leave it out when pytest looks for it again and again."""
    gc.collect()
    gc.freeze()


def _place(item: pytest.Item) -> int:
    """Put what takes long first: whatever a worker has left then is soon taken over by another one."""
    path = item.path.relative_to(Path(__file__).parent).as_posix()
    firsts = ("withstanding/", "simulator/page/", "infra/", "test_main.py", "test_operators.py", "test_files.py")
    return next((place for place, beginning in enumerate(firsts) if path.startswith(beginning)), len(firsts))


# By itself, Hypothesis judges each example by the time that it takes.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", settings.get_profile("patient"), max_examples=25)
settings.load_profile("patient")
_users, _tables = count(1), count(1)
_MEMORY, _ENOUGH_BYTES = Path("/dev/shm"), 4_000_000_000  # noqa: S108 - pytest makes folders of its own in it


def _is_roomy(folder: Path) -> bool:
    """Whether there is room for everything that the tests write, programs among it."""
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        return False
    there = os.statvfs(folder)
    return there.f_bavail * there.f_frsize > _ENOUGH_BYTES and not there.f_flag & os.ST_NOEXEC


if _is_roomy(_MEMORY):  # thousands of ledgers, each of which waits for the disk at every write
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


@pytest.fixture(scope="session", autouse=True)
def _alexa_is_waited_for() -> Iterator[None]:
    """Let Alexa's own API take its time: how long it is waited for is for the tests of that alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("skill.alexa.api.LONGEST_SECONDS", GIVEN_UP_SECONDS)
        yield


@pytest.fixture(scope="session")
def dynamodb() -> Iterator[str]:
    """Amazon's DynamoDB Local, with the table; gives its endpoint."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1")  # it lives for a minute
        with dynamodb_local.start() as endpoint:
            client = client_of(REGION, endpoint)
            create_table(client, TABLE)
            client.close()
            _warm_up(endpoint)
            yield endpoint


@pytest.fixture
def own_table(dynamodb: str) -> str:
    """The URL of a ledger on a table that no other test uses: a service marks its table with its own account key."""
    name = f"ready-room-{next(_tables)}"
    client = client_of(REGION, dynamodb)
    create_table(client, name)
    client.close()
    return f"dynamodb://{name}?region={REGION}&endpoint={dynamodb}"


def _warm_up(endpoint: str) -> None:
    """Make each kind of call once: the first one takes a Java runtime long, and a service waits for 1.4 s."""
    account, piece = "warm-up", Evidence(Key("main", "first", NINE, "e1"), Kind.NOTE, note="I smiled")
    with closing(DynamoDbLedger(PatientClient(REGION, endpoint), TABLE)) as ledger:
        ledger.save(account, Change(evidence=(piece,)), NINE, patient())
        ledger.save(account, Change(Performer(), forget=(piece.key,)), NINE, patient())
        ledger.performers(account, ("main",), patient())
        ledger.performer(account, "main", patient())
        ledger.erase(account, patient())


@pytest.fixture(params=["sqlite", "dynamodb"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """Each of the ledgers, empty for whoever uses a new account."""
    if request.param == "sqlite":
        yield SqliteLedger(tmp_path / "ledger.sqlite3")
        return
    with closing(DynamoDbLedger(PatientClient(REGION, request.getfixturevalue("dynamodb")), TABLE)) as ledger:
        yield ledger


@pytest.fixture
def user() -> str:
    """A user that no other test knows."""
    return f"amzn1.ask.account.{next(_users)}"


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Chromium: one for all tests of a process, as Playwright runs once in a thread."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        most_ms = GIVEN_UP_SECONDS * 1_000
        chromium = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS), timeout=most_ms)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """A local authority."""
    return make_authority(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def api() -> Iterator[AlexaApi]:
    """Alexa's own API, in New York."""
    with serve_api("America/New_York") as served:
        yield served


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


@pytest.fixture
def stage(clock: Clock, ledger: Ledger, authority: Authority, api: AlexaApi, user: str) -> Stage:
    """The whole skill, on each of the ledgers."""
    return Stage(clock, ledger, authority, api, user=user)


@pytest.fixture
def set_stage(stage: Stage) -> Callable[[Elicitation], Stage]:
    """The whole skill, with devices that treat free text so or so."""

    def set_(elicitation: Elicitation) -> Stage:
        stage.elicitation = elicitation
        return stage

    return set_
