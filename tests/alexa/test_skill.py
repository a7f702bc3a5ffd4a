"""The skill as Alexa calls it: every kind and shape of request."""

import json
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from skill.alexa.api import LONGEST_SECONDS
from skill.alexa.requests import account_of
from skill.alexa.skill import AlexaSkill
from skill.alexa.slots import LONGEST_WORDS
from skill.alexa.verification import Rejected
from skill.deadline import TURN_SECONDS
from skill.ledger.dynamodb import DynamoDbLedger
from skill.ledger.protocol import Ledger
from skill.ledger.sqlite import SqliteLedger
from skill.nlu import language
from skill.nlu.language import language_for
from skill.speech import texts
from skill.speech.texts import texts_for
from tests.conftest import REGION, TABLE
from tests.patience import ENDS_WITHIN, GIVEN_UP_SECONDS, SOON_SECONDS, PatientClient, Waited, patient
from tests.proxy import SLOW_SECONDS
from tests.watched import Watched

KEY = b"a key for tests only"
Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A ledger in a file."""
    return SqliteLedger(tmp_path / "ledger.sqlite3")


@pytest.fixture
def ask(ledger: Ledger) -> Ask:
    """Pass a request to the skill."""
    skill = AlexaSkill(ledger, KEY, is_local=True)

    def ask_(request: dict[str, Any], **context: Any) -> dict[str, Any]:
        return skill.respond(envelope(request, **context), patient())

    return ask_


def envelope(request: dict[str, Any], *, attributes: object = None, system: object = None) -> dict[str, Any]:
    """Return a whole envelope."""
    user = {"userId": "amzn1.ask.account.somebody"}
    inner = {"requestId": "amzn1.echo-api.request.1", "timestamp": "2026-05-04T12:00:00Z", "locale": "en-US"}
    return {
        "version": "1.0",
        "session": {"new": attributes is None, "sessionId": "s", "user": user, "attributes": attributes or {}},
        "context": {"System": {"user": user, "device": {"deviceId": "d"}} | (system or {})},  # type: ignore[operator]
        "request": inner | request,
    }


def intent(name: str, **slots: str) -> dict[str, Any]:
    """Return an intent request whose slots hold what was said."""
    filled = {slot: {"name": slot, "value": said, "confirmationStatus": "NONE"} for slot, said in slots.items()}
    return {"type": "IntentRequest", "intent": {"name": name, "confirmationStatus": "NONE", "slots": filled}}


def test_a_launch_is_answered_with_a_question_and_an_open_microphone(ask: Ask) -> None:
    response = ask({"type": "LaunchRequest"})["response"]
    assert "Welcome to Ready Room" in response["outputSpeech"]["ssml"]
    assert response["shouldEndSession"] is False
    assert response["reprompt"]["outputSpeech"]["ssml"] != response["outputSpeech"]["ssml"]


def test_a_question_for_free_text_is_elicited(ask: Ask) -> None:
    (directive,) = ask({"type": "LaunchRequest"})["response"]["directives"]
    assert directive["type"] == "Dialog.ElicitSlot"
    assert directive["slotToElicit"] == "words"
    assert directive["updatedIntent"]["name"] == "AnswerIntent"


def test_what_ends_says_so_and_leaves_no_session(ask: Ask) -> None:
    answer = ask(intent("WarmUpIntent"))
    assert answer["response"]["shouldEndSession"] is True
    assert "reprompt" not in answer["response"]
    assert answer["sessionAttributes"] == {}


def test_a_debrief_is_sent_as_a_card(ask: Ask) -> None:
    answer = ask(intent("DebriefIntent"))
    for said in (intent("AMAZON.YesIntent"), intent("AnswerIntent", words="I spoke slowly"), intent("EnoughIntent")):
        answer = ask(said, attributes=answer["sessionAttributes"])
    assert answer["response"]["card"]["content"] == "What worked: I spoke slowly"


@pytest.fixture
def nothing_read() -> None:
    """No language is in memory."""
    language_for.cache_clear()
    texts_for.cache_clear()
    for read in (language._load, texts._load):
        read.__wrapped__.cache_clear()  # type: ignore[union-attr]


def test_american_english_is_read_before_the_first_turn(
    ledger: Ledger, nothing_read: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise each of the first turns would load it: 32 at once took four seconds, and 13 on a busy machine."""
    skill = AlexaSkill(ledger, KEY, is_local=True)
    monkeypatch.setattr(Path, "read_text", read_again)
    asked = skill.respond(envelope({"type": "LaunchRequest"}), patient())
    told = envelope(intent("AnswerIntent", words="I would like to breathe"), attributes=asked["sessionAttributes"])
    assert "Something went wrong" not in json.dumps(skill.respond(told, patient()))


def test_another_locale_is_read_when_it_is_first_spoken_and_then_no_more(
    ledger: Ledger, nothing_read: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = envelope({"type": "LaunchRequest", "locale": "en-GB"})
    skill = AlexaSkill(ledger, KEY, is_local=True)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_text", read_again)
        with pytest.raises(AssertionError, match="is read in a turn"):
            skill.respond(opened, patient())
    skill.respond(opened, patient())
    monkeypatch.setattr(Path, "read_text", read_again)
    assert "Welcome" in json.dumps(skill.respond(opened, patient()))


def read_again(file: Path, **_how: object) -> str:
    raise AssertionError(f"{file} is read in a turn")


NOTHING = {"version": "1.0", "response": {}}


@pytest.mark.parametrize(
    "kind",
    [
        "SessionEndedRequest",
        "AlexaSkillEvent.SkillEnabled",
        "AlexaSkillEvent.SkillPermissionAccepted",
        "AlexaSkillEvent.SkillAccountLinked",
        "AudioPlayer.PlaybackStarted",
        "AudioPlayer.PlaybackFailed",
        "PlaybackController.ACommandOfTomorrow",
        "CanFulfillIntentRequest",
        "Messaging.MessageReceived",
        "Reminders.ReminderStarted",
        "System.ExceptionEncountered",
        "Something.ThatNobodyKnowsYet",
    ],
)
def test_what_has_no_answer_is_accepted_with_nothing(kind: str, ask: Ask) -> None:
    assert ask({"type": kind, "reason": "A_REASON_OF_TOMORROW", "error": {"type": "NEW", "message": "x"}}) == NOTHING


def test_an_unknown_intent_is_asked_again(ask: Ask) -> None:
    """The performer said something, so there is an answer, and the open question is repeated."""
    said = ask(intent("AnIntentOfTomorrow"))["response"]
    assert "I didn't catch that." in said["outputSpeech"]["ssml"]
    assert said["shouldEndSession"] is False
    asked = ask(intent("DebriefIntent"))["sessionAttributes"]
    again = ask(intent("AMAZON.TomorrowIntent", words="x"), attributes=asked)
    assert "I didn't catch that." in again["response"]["outputSpeech"]["ssml"]
    assert again["sessionAttributes"]["question"] == "debrief.outcome"


def test_a_device_of_tomorrow_is_answered_all_the_same(ask: Ask, ledger: Ledger) -> None:
    request = envelope({"type": "LaunchRequest"})
    request["context"]["Viewport"] = {"shape": "HEXAGON", "mode": "CEILING"}
    request["context"]["System"]["device"]["supportedInterfaces"] = {"Alexa.Hologram": {}}
    answer = AlexaSkill(ledger, KEY).respond(request, patient())
    assert "Welcome" in answer["response"]["outputSpeech"]["ssml"]


@pytest.mark.parametrize(
    "break_",
    [
        lambda request: request.pop("context"),
        lambda request: request["context"]["System"].pop("user"),
        lambda request: request["context"]["System"].update(user={"userId": 5}),
        lambda request: request["context"].update(System="x"),
        lambda request: request["request"].pop("requestId"),
        lambda request: request["request"].pop("intent"),
        lambda request: request["request"].update(intent="x"),
    ],
)
def test_a_request_without_what_every_request_has_is_turned_away(
    break_: Callable[[dict[str, Any]], object], ledger: Ledger
) -> None:
    request = envelope(intent("AMAZON.YesIntent"))
    break_(request)
    with pytest.raises(Rejected, match="body"):
        AlexaSkill(ledger, KEY).respond(request, patient())


@pytest.mark.parametrize("locale", ["en-GB", "de-DE", "xx-YY", "", None, "x" * 9_000, "../../en-US"])
def test_any_locale_is_answered(locale: str | None, ask: Ask) -> None:
    assert "Welcome" in ask({"type": "LaunchRequest", "locale": locale})["response"]["outputSpeech"]["ssml"]


def test_a_missing_locale_is_logged_once_without_words(ask: Ask, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="skill"):
        for locale in ("de-DE", "en-GB", "de-DE", "en-NZ", "xx", "en-US", "de-DE"):
            ask(intent("NoteIntent", words="I smiled") | {"locale": locale})
    assert [record.getMessage() for record in caplog.records] == [
        "locale de-DE is missing: answered in en-US",
        "locale en-NZ is missing: answered in en-US",
    ]


@pytest.mark.parametrize("value", ["", "?", None])
def test_an_unfilled_slot_is_no_answer(value: str | None, ask: Ask) -> None:
    opened = ask(intent("DebriefIntent"))
    asked = ask(intent("AMAZON.YesIntent"), attributes=opened["sessionAttributes"])
    again = ask(intent("AnswerIntent", words=value), attributes=asked["sessionAttributes"])  # type: ignore[arg-type]
    assert "I didn&apos;t catch" in again["response"]["outputSpeech"]["ssml"] or "catch that" in str(again)


def test_a_listed_value_counts_as_its_id_and_any_other_as_words(ask: Ask) -> None:
    def outcome(said: str, *, listed: str | None, at: str) -> str:
        authority: dict[str, Any] = {"authority": "a", "status": {"code": "ER_SUCCESS_NO_MATCH"}}
        if listed:
            value = {"value": {"name": "not as I meant", "id": listed}}
            authority = {"authority": "a", "status": {"code": "ER_SUCCESS_MATCH"}, "values": [value]}
        request = intent("OutcomeIntent", outcome=said)
        request["intent"]["slots"]["outcome"]["resolutions"] = {"resolutionsPerAuthority": [authority]}
        opened = ask(intent("DebriefIntent") | {"timestamp": at})
        return str(ask(request, attributes=opened["sessionAttributes"])["response"]["outputSpeech"]["ssml"])

    assert "Even so" in outcome("it tanked", listed="no", at="2026-05-04T12:00:00Z")
    assert "One word is enough" in outcome("the blue one over there", listed=None, at="2026-05-04T18:00:00Z")


def test_words_beyond_all_measure_are_cut(ask: Ask) -> None:
    answer = ask(intent("NoteIntent", words="word " * 50_000))
    assert len(json.dumps(answer)) < 24_000
    assert len(answer["response"]["outputSpeech"]["ssml"]) <= 8_000
    assert LONGEST_WORDS <= 8_000


def test_a_skill_that_was_disabled_forgets_its_user(ask: Ask, ledger: Ledger) -> None:
    ask(intent("NoteIntent", words="I smiled") | {"timestamp": "2026-05-04T11:00:00Z"})
    account = account_of("amzn1.ask.account.somebody", KEY)
    event = {"type": "AlexaSkillEvent.SkillDisabled", "body": {"userInformationPersistenceStatus": "PERSISTED"}}
    assert ask(event) == NOTHING
    assert len(ledger.latest(account, "main", "first", 9, patient())) == 1
    event["body"] = {"userInformationPersistenceStatus": "NOT_PERSISTED"}
    ask(event | {"eventCreationTime": "2026-05-04T10:59:59Z"})
    assert len(ledger.latest(account, "main", "first", 9, patient())) == 1  # written afterwards
    assert ask(event | {"eventCreationTime": "2026-05-04T11:30:00Z"}) == NOTHING
    assert list(ledger.latest(account, "main", "first", 9, patient())) == []
    assert ask(event) == NOTHING  # it may be sent again


@pytest.mark.parametrize("odd", [None, 5, "", "yesterday", "2026-05-04", [], {}, "x" * 9_000])
def test_a_user_is_forgotten_whatever_the_event_says_of_its_time(odd: Any, ask: Ask, ledger: Ledger) -> None:
    ask(intent("NoteIntent", words="I smiled") | {"timestamp": "2026-05-04T11:00:00Z"})
    assert ask({"type": "AlexaSkillEvent.SkillDisabled", "eventCreationTime": odd}) == NOTHING
    assert list(ledger.latest(account_of("amzn1.ask.account.somebody", KEY), "main", "first", 9, patient())) == []


def test_the_users_id_is_not_kept(ask: Ask, tmp_path: Path) -> None:
    ask(intent("NoteIntent", words="I smiled"))
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"I smiled" in kept
    assert b"somebody" not in kept
    assert account_of("a", KEY) != account_of("a", KEY + b"2")


def test_what_goes_wrong_is_apologised_for_and_logged_without_words(
    ask: Ask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise RuntimeError(" ".join(["I", "smiled"]))  # as if it quoted the utterance

    monkeypatch.setattr(SqliteLedger, "save", fail)
    answer = ask(intent("NoteIntent", words="I smiled"))
    assert "Something went wrong on my end" in answer["response"]["outputSpeech"]["ssml"]
    assert answer["response"]["shouldEndSession"] is True
    assert "RuntimeError" in caplog.text
    assert "I smiled" not in caplog.text


def test_nothing_that_is_said_or_tells_who_said_it_is_logged(ask: Ask, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="skill"):
        ask(intent("NoteIntent", words="I smiled"))
        ask({"type": "AlexaSkillEvent.SkillDisabled"})
    assert "I smiled" not in caplog.text
    assert "somebody" not in caplog.text


class Settings:
    """Alexa's settings API, on this machine, answering or not."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.status, self.body, self.seconds_a_byte = 200, b'"America/New_York"', 0.0
        self.over = threading.Event()
        self.takes: Callable[[], object] = str
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append((self.path, self.headers["Authorization"]))
                outer.takes()
                self.send_response(outer.status)
                self.send_header("Content-Length", str(len(outer.body)))
                self.end_headers()
                with suppress(OSError):  # the client has gone
                    for byte in outer.body:
                        outer.over.wait(outer.seconds_a_byte)
                        self.wfile.write(bytes([byte]))

            def log_message(self, *_args: object) -> None:
                """Log nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(ENDS_WITHIN,), daemon=True).start()

    @property
    def system(self) -> dict[str, Any]:
        """The part of a request that describes the API."""
        return {"apiEndpoint": f"http://127.0.0.1:{self.server.server_port}", "apiAccessToken": "token"}


@pytest.fixture
def settings() -> Iterator[Settings]:
    """Alexa's settings API."""
    api = Settings()
    yield api
    api.over.set()
    api.server.shutdown()
    api.server.server_close()


HEAR = intent("HearEvidenceIntent")


def told(ask: Ask, settings: Settings) -> None:
    """Store evidence, so that there is something to hear."""
    ask(intent("NoteIntent", words="I smiled"), system=settings.system)


def zone(ledger: Ledger) -> str | None:
    """Return the time zone that is stored."""
    kept = ledger.performer(account_of("amzn1.ask.account.somebody", KEY), "main", patient()).zone
    return kept.name if kept else None


def test_the_time_zone_is_asked_once_kept_and_asked_again_after_a_week(
    ask: Ask, settings: Settings, ledger: Ledger
) -> None:
    told(ask, settings)
    for _ in range(2):
        ask(HEAR, system=settings.system)
    assert settings.asked == [("/v2/devices/d/settings/System.timeZone", "Bearer token")]
    assert zone(ledger) == "America/New_York"
    settings.body = b'"Europe/Zurich"'
    ask(HEAR | {"timestamp": "2026-05-11T12:00:01Z"}, system=settings.system)
    assert len(settings.asked) == 2
    assert zone(ledger) == "Europe/Zurich"


def test_it_is_never_asked_on_the_way_to_a_warm_up(ask: Ask, settings: Settings) -> None:
    ask({"type": "LaunchRequest"}, system=settings.system)
    ask(intent("WarmUpIntent"), system=settings.system)
    told(ask, settings)
    assert settings.asked == []


@pytest.mark.parametrize(
    ("status", "body"),
    [(204, b""), (200, b"nonsense"), (200, b'"Mars/Olympus"'), (200, b"5"), (403, b"{}"), (500, b"")],
)
def test_a_device_that_does_not_say_is_no_trouble(
    status: int, body: bytes, ask: Ask, settings: Settings, ledger: Ledger
) -> None:
    settings.status, settings.body = status, body
    told(ask, settings)
    assert "I smiled" in str(ask(HEAR, system=settings.system))
    assert zone(ledger) is None


@pytest.mark.parametrize(
    "endpoint",
    [
        *("", "http://example.com", "https://example.com", "https://evil.com/.amazonalexa.com", "ftp://127.0.0.1"),
        *("https://[", "https://evil.com\\@x.amazonalexa.com"),
    ],
)
def test_nobody_but_alexa_is_asked(endpoint: str, ask: Ask, settings: Settings, ledger: Ledger) -> None:
    told(ask, settings)
    assert "I smiled" in str(ask(HEAR, system={"apiEndpoint": endpoint, "apiAccessToken": "token"}))
    assert zone(ledger) is None


@pytest.mark.parametrize(
    "endpoint",
    [
        *("https://{here}", "https://{here}/.amazonalexa.com", "https://{here}?.amazonalexa.com"),
        *("https://{here}#.amazonalexa.com", "https://x.amazonalexa.com@{here}", "https://{here}\\@x.amazonalexa.com"),
    ],
)
def test_with_nobody_but_alexa_a_connection_is_made(endpoint: str, ask: Ask, settings: Settings) -> None:
    told(ask, settings)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        here = f"127.0.0.1:{listening.getsockname()[1]}"
        assert "I smiled" in str(ask(HEAR, system={"apiEndpoint": endpoint.format(here=here), "apiAccessToken": "t"}))
        with pytest.raises(BlockingIOError):
            listening.accept()


def test_an_answer_that_comes_a_byte_at_a_time_is_not_waited_for(
    ask: Ask, settings: Settings, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skill.alexa.api.LONGEST_SECONDS", SOON_SECONDS)
    settings.body = settings.body.ljust(round(GIVEN_UP_SECONDS / 0.2))
    settings.seconds_a_byte = 0.2  # each byte within the connection's own timeout
    told(ask, settings)
    assert "I smiled" in str(ask(HEAR, system=settings.system))
    assert zone(ledger) is None


def test_a_turn_ends_in_time_though_all_that_it_asks_is_slow(
    settings: Settings, dynamodb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skill.alexa.api.LONGEST_SECONDS", SOON_SECONDS)
    waited, settings.seconds_a_byte = Waited(), GIVEN_UP_SECONDS
    settings.takes = lambda: waited.sleep(LONGEST_SECONDS)
    slow = Watched(PatientClient(REGION, dynamodb), before=lambda *_: waited.sleep(SLOW_SECONDS))
    with closing(DynamoDbLedger(slow, TABLE, sleep=waited.sleep)) as ledger:
        skill = AlexaSkill(ledger, KEY, is_local=True)
        skill.respond(envelope(intent("NoteIntent", words="I smiled")), patient())
        deadline = waited.deadline(TURN_SECONDS)
        answer = skill.respond(envelope(HEAR, system=settings.system), deadline)
    assert settings.asked
    assert deadline.left > 0
    assert "I smiled" in str(answer)


def test_this_machine_is_asked_by_the_local_service_only(settings: Settings, ledger: Ledger) -> None:
    deployed = AlexaSkill(ledger, KEY)
    deployed.respond(envelope(intent("NoteIntent", words="I smiled")), patient())
    deployed.respond(envelope(HEAR, system=settings.system), patient())
    assert settings.asked == []
