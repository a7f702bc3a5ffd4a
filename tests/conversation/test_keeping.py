"""Every answer is saved as it is heard: cut off, on two devices, many at once, the ledger gone or its reply lost."""

import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from simulator.device import Device
from simulator.plays import SECONDS_A_TURN, as_text
from skill.alexa.requests import account_of
from skill.deadline import TURN_SECONDS, Deadline
from skill.efficacy.evidence import Evidence
from skill.ledger.dynamodb import DynamoDbLedger
from skill.ledger.protocol import Ledger, Unavailable
from skill.ledger.sqlite import SqliteLedger
from tests.conftest import REGION, TABLE
from tests.patience import SOON_SECONDS, PatientClient, Waited, patient
from tests.proxy import Fault, Line, line_to
from tests.stage import ACCOUNT_KEY, NINE, Stage

DEBRIEF = (
    ("outcome", "partly", "partly"),
    ("worked", "I was lucky with the questions", "I was lucky with the questions"),
    ("own_part", "I had rehearsed the hard ones", "I had rehearsed the hard ones"),
    ("shows", "I can answer hard questions", "I can answer hard questions"),
    ("plan", "when they ask I will pause first", "when they ask I will pause first"),
    ("more", "yes", True),
    ("difficulty", "hard", "hard"),
)
"""The questions of a debrief, what is answered, and what is kept of it."""


def kept(stage: Stage) -> list[Evidence]:
    """Return all that is kept of the stage's user, the latest first."""
    account = account_of(stage.user, ACCOUNT_KEY)
    return list(stage.ledger.latest(account, "main", "first", 1_000, patient()))


@pytest.mark.parametrize("answers", range(1, len(DEBRIEF) + 1))
def test_a_debrief_cut_off_after_any_answer_keeps_it_and_goes_on_later(answers: int, stage: Stage) -> None:
    device = stage.device()
    device.hear("ask ready room to debrief")
    for _, said, _ in DEBRIEF[:answers]:
        device.hear(said)
    (evidence,) = kept(stage)
    assert [getattr(evidence, name) for name, _, _ in DEBRIEF[:answers]] == [value for _, _, value in DEBRIEF[:answers]]

    stage.clock.pass_time(timedelta(days=1))
    device = stage.device("car")
    if answers == len(DEBRIEF):  # nothing was left to ask
        assert evidence.closed
        return
    assert "isn't finished" in as_text(device.hear("open ready room"))
    device.hear("yes")
    for _, said, _ in DEBRIEF[answers:]:
        device.hear(said)
    (evidence,) = kept(stage)
    assert [getattr(evidence, name) for name, _, _ in DEBRIEF] == [value for _, _, value in DEBRIEF]
    assert evidence.closed


def test_two_devices_in_the_same_debrief_lose_nothing(stage: Stage) -> None:
    kitchen = stage.device("kitchen")
    kitchen.hear("ask ready room to debrief")
    kitchen.hear("yes")
    car = stage.device("car")
    car.hear("open ready room")
    car.hear("yes")
    assert "What does that tell you" in as_text(car.hear("I spoke slowly"))
    assert "What does that tell you" in as_text(kitchen.hear("I looked up"))  # the later answer stands
    car.hear("I can hold the pace of a whole talk")
    kitchen.hear("skip")
    (evidence,) = kept(stage)
    assert (evidence.worked, evidence.shows) == ("I looked up", "I can hold the pace of a whole talk")


def test_two_devices_at_once_both_keep_what_was_said(stage: Stage) -> None:
    devices = [stage.device(f"device{number}") for number in range(6)]
    for number, device in enumerate(devices):
        device.hear("ask ready room to debrief")
        device.hear("yes")
        device.hear(f"I did thing number {number}")
        device.hear("I can do a great many different things")
        stage.clock.pass_time(timedelta(hours=2))  # or it would be the same debrief, gone on with
    with ThreadPoolExecutor(6) as pool:  # each writes the same performer: the plan
        list(pool.map(lambda pair: pair[1].hear(f"when it begins I will do {pair[0]}"), enumerate(devices)))
    assert sorted(evidence.plan or "" for evidence in kept(stage)) == [
        f"when it begins I will do {n}" for n in range(6)
    ]
    plan = stage.ledger.performer(account_of(stage.user, ACCOUNT_KEY), "main", patient()).domain.plan
    assert plan is not None
    assert plan.words in {evidence.plan for evidence in kept(stage)}


def test_sixty_at_once_each_sent_twice_are_sixty(stage: Stage) -> None:
    def twice(number: int) -> list[Device]:
        ids = iter([f"session-{number}", f"request-{number}"] * 2)
        return [stage.device(f"device{number}", new_id=lambda: next(ids)) for _ in range(2)]

    def tell(number: int) -> None:
        for device in devices[number]:
            assert "Got it." in as_text(device.hear(f"tell ready room that I did thing number {number}"))

    devices = [twice(number) for number in range(60)]
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(tell, range(60)))
    assert sorted(evidence.note or "" for evidence in kept(stage)) == sorted(
        f"I did thing number {n}" for n in range(60)
    )


@pytest.fixture
def line(dynamodb: str) -> Iterator[Line]:
    """A way to DynamoDB on which things go wrong."""
    with line_to(dynamodb) as line:
        yield line


@pytest.fixture
def shaky(line: Line, stage: Stage) -> Iterator[Stage]:
    """The stage, with its ledger at the other end of that way; a turn's time passes for what does not come."""
    waited = Waited()
    service = PatientClient(REGION, line.url, line, waited)
    stage.ledger = DynamoDbLedger(service, TABLE, sleep=waited.sleep)
    stage.deadline = lambda: waited.deadline(TURN_SECONDS)
    yield stage
    service.close()


only_once = pytest.mark.parametrize("ledger", ["dynamodb"], indirect=True)
"""What is about DynamoDB alone runs on it alone."""
SAID = (
    *("open ready room", "I'm getting ready for a board talk", "I want to speak to ten people for ten minutes"),
    "six",
    *("I spoke to my team", "last May", "I can explain numbers to people"),
    *(
        "ask ready room to warm me up",
        "ask ready room to debrief",
        "yes",
        "I paused",
        "I can wait for the next question",
    ),
    *("when they ask I will breathe", "yes", "hard", "seven"),
    *("tell ready room that I smiled", "that's wrong", "I smiled at the panel", "yes"),
    *("tell ready room that I sat down", "forget that"),
    *(
        "ask ready room to forget that",
        "yes",
        "ask ready room to delete everything",
        "yes",
        "ask ready room for my evidence",
    ),
)
"""A conversation with every kind of write in it."""


@only_once
@pytest.mark.parametrize("operation", ["PutItem", "TransactWriteItems", "BatchWriteItem"])
def test_a_write_whose_reply_is_lost_is_done_once_and_nobody_notices(
    operation: str, shaky: Stage, line: Line, ledger: Ledger, user: str
) -> None:
    def converse(stage: Stage, *, lose: bool) -> list[str]:
        device, said, stage.clock.now = stage.device(), [], NINE
        for utterance in SAID:
            if lose:
                line.break_(Fault.REPLY_LOST, operation, times=1)
            said.append(as_text(device.hear(utterance)))
            stage.clock.pass_time(timedelta(seconds=SECONDS_A_TURN))
        return said

    assert converse(shaky, lose=True) == converse(
        Stage(shaky.clock, ledger, shaky.authority, shaky.api, user=f"{user}-in-good-times"), lose=False
    )


@only_once
@pytest.mark.parametrize("fault", [Fault.REFUSED, Fault.SILENT, Fault.THROTTLED])
def test_words_that_cannot_be_saved_are_kept_in_the_session_and_saved_once(
    fault: Fault, shaky: Stage, line: Line
) -> None:
    device = shaky.device()
    device.hear("ask ready room to debrief")
    device.hear("yes")
    line.break_(fault)
    assert as_text(device.hear("I paused before each answer")) == (
        "That isn't saved yet. I still have your words. Should I try again? [listens]"
    )
    assert "Should I try again?" in as_text(device.hear("yes"))
    line.mend()
    assert "You said: I paused before each answer." in as_text(device.hear("yes"))
    (evidence,) = kept(shaky)
    assert evidence.worked == "I paused before each answer"


@only_once
@pytest.mark.parametrize(
    ("says", "worked"),
    [
        ("yes", "I paused"),
        ("try again", "I paused"),
        ("I paused", "I paused"),
        ("I paused twice", "I paused twice"),
        ("yes please, save it", "I paused"),
        ("retry", "I paused"),
        ("please save my words", "I paused"),
        ("five", "I paused"),
        ("no, don't bother", None),
        ("stop", "I paused"),
        ("no", None),  # "Should I try again?" was answered
        ("warm me up", "I paused"),
    ],
)
def test_after_an_apology_the_words_are_saved_once_the_ledger_is_back_unless_the_answer_is_no(
    says: str, worked: str | None, shaky: Stage, line: Line
) -> None:
    device = shaky.device()
    device.hear("ask ready room to debrief")
    device.hear("yes")
    line.break_(Fault.REFUSED)
    device.hear("I paused")
    line.mend()
    device.hear(says)
    (evidence,) = kept(shaky)
    assert evidence.worked == worked


@only_once
@pytest.mark.parametrize(
    ("is_back", "said"),
    [(True, "It's saved after all. Until next time. [closes]"), (False, "I didn't keep what you just said. [closes]")],
)
def test_who_stops_after_an_apology_hears_what_became_of_their_words(
    is_back: bool, said: str, shaky: Stage, line: Line
) -> None:
    device = shaky.device()
    device.hear("ask ready room to debrief")
    device.hear("yes")
    line.break_(Fault.REFUSED)
    device.hear("I paused")
    if is_back:
        line.mend()
    assert as_text(device.hear("stop")) == said


@only_once
def test_told_again_in_other_words_after_it_was_saved_all_the_same(shaky: Stage, line: Line) -> None:
    """The write was carried out and its reply never came: what is told again replaces it, once."""
    device = shaky.device()
    line.break_(Fault.REPLY_LOST, "PutItem")
    assert "Should I try again?" in as_text(device.hear("tell ready room that I kept high contact"))
    line.mend()
    assert "You said: I kept eye contact." in as_text(device.hear("I kept eye contact"))
    (evidence,) = kept(shaky)
    assert evidence.note == "I kept eye contact"


class Late(SqliteLedger):
    """A ledger on which the first save seems to fail, and is carried out when the next one is made."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self._late: list[tuple[Any, ...]] = []
        self.is_first = True

    def save(self, *values: Any) -> None:
        """Save, late."""
        if self.is_first:
            self.is_first = False
            self._late.append(values)
            raise Unavailable("no answer")
        while self._late:
            super().save(*self._late.pop())
        super().save(*values)


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
def test_a_save_that_is_carried_out_late_does_not_take_the_place_of_what_was_told_since(
    tmp_path: Path, stage: Stage
) -> None:
    stage.ledger = Late(tmp_path / "late.sqlite3")
    device = stage.device()
    assert "Should I try again?" in as_text(device.hear("tell ready room that I kept high contact"))
    assert "You said: I kept eye contact." in as_text(device.hear("I kept eye contact"))
    assert [evidence.note for evidence in kept(stage)] == ["I kept eye contact"]


@only_once
def test_an_erase_that_cannot_be_finished_says_so(shaky: Stage, line: Line) -> None:
    device = shaky.device()
    device.hear("tell ready room that I smiled")
    device.hear("ask ready room to delete everything")
    line.break_(Fault.THROTTLED, "BatchWriteItem")
    assert "I couldn't delete all of it just now." in as_text(device.hear("yes"))
    assert "Some of it may still be there." in as_text(device.hear("no"))
    device.hear("ask ready room to delete everything")
    assert "Should I try again?" in as_text(device.hear("yes"))
    line.mend()
    assert as_text(device.hear("yes")) == "I've deleted everything I had about you. [closes]"
    assert kept(shaky) == []


def test_what_is_told_where_a_word_was_asked_for_is_kept(stage: Stage) -> None:
    device = stage.device()
    device.hear("tell ready room that I kept eye contact")
    assert as_text(device.hear("and I also looked every one of them in the eye")).startswith("Got it.")
    device.hear("yes")
    (evidence,) = kept(stage)
    assert evidence.note == "I kept eye contact. I also looked every one of them in the eye"
    assert evidence.read_back


def test_the_second_part_of_a_plan_is_kept_with_the_first(stage: Stage) -> None:
    device = stage.device()
    for said in ("ask ready room to debrief", "yes", "I spoke slowly", "I can hold the pace of a whole talk"):
        device.hear(said)
    device.hear("I will breathe out first")
    assert as_text(device.hear("as soon as I open the paper")).startswith("Got it.")
    device.hear("no")
    (evidence,) = kept(stage)
    assert evidence.plan == "I will breathe out first, as soon as I open the paper"


def test_who_is_done_again_goes_on_with_what_was_broken_off_a_moment_ago(stage: Stage) -> None:
    device = stage.device()
    for said in ("tell ready room I'm done", "yes", "I spoke slowly"):
        device.hear(said)
    assert "You said: I spoke slowly." in as_text(stage.device().hear("tell ready room I'm done"))
    stage.clock.pass_time(timedelta(minutes=10))
    stage.device().hear("ask ready room to warm me up")
    stage.clock.pass_time(timedelta(minutes=20))
    assert "Did it go the way you wanted" in as_text(stage.device().hear("tell ready room I'm done"))


def test_what_is_gone_or_closed_is_not_said_to_be_kept(stage: Stage) -> None:
    device, other = stage.device(), stage.device("car")
    for said in ("ask ready room to debrief", "yes", "I spoke slowly", "I can hold the pace of a whole talk"):
        device.hear(said)
    for said in ("open ready room", "yes", "that's enough"):
        other.hear(said)
    assert "I didn't add what you just said." in as_text(device.hear("when it begins I will wait"))
    device.hear("tell ready room that I smiled")
    for said in ("ask ready room to delete everything", "yes"):
        other.hear(said)
    assert "isn't on your record anymore" in as_text(device.hear("yes"))
    device.hear("ask ready room to debrief")
    assert as_text(device.hear("stop")) == "Okay. [closes]"


@only_once
def test_without_a_ledger_the_warm_up_is_led_all_the_same(shaky: Stage, line: Line) -> None:
    line.break_(Fault.REFUSED)
    said = as_text(shaky.device().hear("ask ready room to warm me up"))
    assert "[breathes 6 cycles, 60 s]" in said
    assert "I can't reach your record right now." in said
    assert said.endswith("open ready room. [closes]")


@only_once
def test_without_a_ledger_an_opening_says_so_and_can_be_tried_again(shaky: Stage, line: Line) -> None:
    line.break_(Fault.REFUSED)
    device = shaky.device()
    assert (
        as_text(device.hear("open ready room")) == "I can't reach your record right now. Should I try again? [listens]"
    )
    assert "[breathes" in as_text(device.hear("warm me up"))
    line.mend()
    assert "Welcome" in as_text(shaky.device().hear("open ready room"))


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
def test_a_locked_file_is_an_outage_too(tmp_path: Path, stage: Stage) -> None:
    file = tmp_path / "locked.sqlite3"
    stage.ledger = SqliteLedger(file)
    device = stage.device()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        stage.deadline = lambda: Deadline.after(SOON_SECONDS)
        assert "Should I try again?" in as_text(device.hear("tell ready room that I smiled"))
        other.execute("ROLLBACK")
    stage.deadline = patient
    assert "You said: I smiled." in as_text(device.hear("yes"))
    assert [evidence.note for evidence in kept(stage)] == ["I smiled"]


def test_a_session_of_another_release_asks_its_question_again(stage: Stage) -> None:
    device = stage.device()
    device.hear("ask ready room to debrief")
    device.hear("yes")
    session: Any = device._session
    session.attributes = {**session.attributes, "v": 99, "tries": "of another kind"}
    assert "What's one thing you did that worked?" in as_text(device.hear("I paused"))
    device.hear("I paused")
    (evidence,) = kept(stage)
    assert evidence.worked == "I paused"


@pytest.mark.parametrize(
    "attributes", [{}, {"v": 99}, {"question": "no.such"}, {"v": 1, "question": "no.such"}, {"x": 1}]
)
def test_a_session_of_nonsense_is_a_new_one(attributes: dict[str, Any], stage: Stage) -> None:
    device = stage.device()
    device.hear("ask ready room to debrief")
    session: Any = device._session
    session.attributes = attributes
    assert "[closes]" in as_text(device.hear("stop"))


def test_a_session_stays_small(stage: Stage) -> None:
    """It travels in every answer."""
    device = stage.device()
    device.hear("open ready room")
    device.hear("I'm getting ready for a board talk")
    device.hear("I want to speak to ten people for ten minutes")
    session: Any = device._session
    assert len(json.dumps(session.attributes)) < 1_000


def test_who_is_done_goes_on_with_the_debrief_though_something_else_was_told_since(stage: Stage) -> None:
    device = stage.device()
    for said in ("tell ready room I'm done", "yes", "I spoke slowly", "stop"):
        device.hear(said)
    stage.clock.pass_time(timedelta(minutes=1))
    for said in ("tell ready room that I smiled", "yes"):
        device.hear(said)
    assert "You said: I spoke slowly." in as_text(device.hear("tell ready room I'm done"))
