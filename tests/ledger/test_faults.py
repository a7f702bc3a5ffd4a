"""DynamoDB on a bad day: throttled, failing, silent, or carrying out a request whose reply is lost."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from skill.deadline import TURN_SECONDS
from skill.efficacy.performer import Performer
from skill.ledger.dynamodb import CONNECT_SECONDS, READ_SECONDS, Client, DynamoDbLedger
from skill.ledger.protocol import Change, Conflict, Unavailable
from tests.conftest import REGION, TABLE
from tests.ledger.test_contract import NOON, keep, saved, told
from tests.patience import PatientClient, Waited, patient
from tests.proxy import SLOW_SECONDS, Fault, Line, line_to

EVERY_WRITE = ("PutItem", "TransactWriteItems", "BatchWriteItem")


@pytest.fixture
def line(dynamodb: str) -> Iterator[Line]:
    """The connection to DynamoDB."""
    with line_to(dynamodb) as line:
        yield line


@pytest.fixture
def waited() -> Waited:
    """The waiting on that connection."""
    return Waited()


@pytest.fixture
def ledger(line: Line, waited: Waited) -> Iterator[DynamoDbLedger]:
    """The ledger at the other end of the connection."""
    with closing(PatientClient(REGION, line.url, line, waited)) as service:
        yield DynamoDbLedger(service, TABLE, sleep=waited.sleep)


@pytest.mark.parametrize("fault", [Fault.THROTTLED, Fault.FAILED, Fault.REFUSED, Fault.SILENT])
def test_what_passes_is_tried_again(
    fault: Fault, ledger: DynamoDbLedger, line: Line, waited: Waited, user: str
) -> None:
    keep(ledger, user, told(1))
    line.break_(fault, times=1)
    assert ledger.evidence(user, told(1).key, waited.deadline(TURN_SECONDS)) == saved(told(1))


@pytest.mark.parametrize("fault", [Fault.THROTTLED, Fault.FAILED, Fault.REFUSED, Fault.SILENT])
def test_what_does_not_pass_is_given_up_within_the_deadline(
    fault: Fault, ledger: DynamoDbLedger, line: Line, waited: Waited, user: str
) -> None:
    line.break_(fault)
    with pytest.raises(Unavailable):
        ledger.performer(user, "main", waited.deadline(TURN_SECONDS))
    assert waited.now <= TURN_SECONDS
    assert len(line.calls) >= 2


def test_nothing_is_begun_that_could_not_end_in_time(
    ledger: DynamoDbLedger, line: Line, waited: Waited, user: str
) -> None:
    attempt = CONNECT_SECONDS + READ_SECONDS
    line.break_(Fault.REFUSED)
    for seconds, calls in ((0, 0), (attempt - 0.01, 0), (attempt, 1), (attempt + 0.001, 2), (2 * attempt, 3)):
        with pytest.raises(Unavailable):
            ledger.performer(user, "main", waited.deadline(seconds))
        assert len(line.calls) == calls


def test_an_attempt_is_waited_for_as_long_as_is_reckoned() -> None:
    with closing(Client(REGION, "http://127.0.0.1:9")) as way:
        config = way._boto3.meta.config
        assert (config.connect_timeout, config.read_timeout) == (CONNECT_SECONDS, READ_SECONDS)
        assert config.retries["total_max_attempts"] == 1


def test_new_evidence_whose_reply_was_lost_is_stored_once(ledger: DynamoDbLedger, line: Line, user: str) -> None:
    line.break_(Fault.REPLY_LOST, *EVERY_WRITE, times=1)
    keep(ledger, user, told(1))
    assert ledger.evidence(user, told(1).key, patient()) == saved(told(1))
    assert line.calls.count("PutItem") == 2


def test_new_evidence_with_a_new_state_whose_reply_was_lost_is_a_conflict_to_decide_again(
    ledger: DynamoDbLedger, line: Line, user: str
) -> None:
    line.break_(Fault.REPLY_LOST, *EVERY_WRITE, times=1)
    with pytest.raises(Conflict):
        keep(ledger, user, told(1), performer=Performer(active="x"))
    assert ledger.performer(user, "main", patient()).active == "x"
    keep(ledger, user, told(1))  # decided again: now only the evidence is new, and it is stored already


def test_an_update_whose_reply_was_lost_is_a_conflict_to_decide_again(
    ledger: DynamoDbLedger, line: Line, user: str
) -> None:
    keep(ledger, user, told(1))
    line.break_(Fault.REPLY_LOST, *EVERY_WRITE, times=1)
    with pytest.raises(Conflict):
        keep(ledger, user, replace(saved(told(1)), plan="pause first"))
    found = ledger.evidence(user, told(1).key, patient())
    assert found is not None
    assert found.plan == "pause first"


def test_a_deletion_whose_reply_was_lost_is_done(ledger: DynamoDbLedger, line: Line, user: str) -> None:
    keep(ledger, user, *(told(number) for number in range(30)))
    line.break_(Fault.REPLY_LOST, *EVERY_WRITE, times=1)
    ledger.save(user, Change(forget=(told(1).key,)), NOON, patient())
    assert ledger.evidence(user, told(1).key, patient()) is None
    line.break_(Fault.REPLY_LOST, *EVERY_WRITE, times=1)
    ledger.erase(user, patient())
    assert list(ledger.latest(user, "main", "first", 9, patient())) == []


def test_of_a_batch_that_is_carried_out_in_part_the_rest_is_handed_in_again(
    ledger: DynamoDbLedger, line: Line, user: str
) -> None:
    keep(ledger, user, *(told(number) for number in range(30)))
    for id_ in ("main", "ana", "ben"):
        keep(ledger, user, performer=Performer(id_, voice_id=id_))
    line.break_(Fault.IN_PART, "BatchGetItem", times=2)
    found = ledger.performers(user, ("ben", "main", "ana"), patient())
    assert [one.voice_id for one in found] == ["ben", "main", "ana"]
    line.break_(Fault.IN_PART, "BatchWriteItem", times=4)
    ledger.save(user, Change(erase="main"), NOON, patient())
    assert [one.sort for one in ledger.everything(user, patient())] == ["P#ben", "P#ana"]
    assert line.calls.count("BatchGetItem") >= 1 + 2
    assert line.calls.count("BatchWriteItem") >= 2 + 4


@pytest.mark.parametrize("operation", ["BatchGetItem", "BatchWriteItem"])
def test_a_batch_of_which_nothing_more_is_carried_out_in_time_is_given_up(
    operation: str, ledger: DynamoDbLedger, line: Line, waited: Waited, user: str
) -> None:
    keep(ledger, user, *(told(number) for number in range(60)))
    line.break_(Fault.IN_PART, operation)
    with pytest.raises(Unavailable):
        ledger.performers(user, [f"p{number}" for number in range(90)], waited.deadline(TURN_SECONDS))
        ledger.erase(user, waited.deadline(TURN_SECONDS))
    assert waited.now <= 2 * TURN_SECONDS
    line.mend()
    ledger.erase(user, patient())
    assert list(ledger.everything(user, patient())) == []


def test_a_transaction_that_meets_another_is_tried_again(ledger: DynamoDbLedger, line: Line, user: str) -> None:
    line.break_(Fault.IN_THE_WAY, "TransactWriteItems", times=2)
    keep(ledger, user, told(1), performer=Performer(active="x"))
    assert ledger.performer(user, "main", patient()).active == "x"
    assert line.calls.count("TransactWriteItems") >= 3


def test_a_transaction_that_is_always_met_by_another_is_given_up_and_nothing_of_it_is_kept(
    ledger: DynamoDbLedger, line: Line, waited: Waited, user: str
) -> None:
    line.break_(Fault.IN_THE_WAY, "TransactWriteItems")
    with pytest.raises(Unavailable):
        ledger.save(user, Change(Performer(active="x"), (told(1),)), NOON, waited.deadline(TURN_SECONDS))
    assert list(ledger.everything(user, patient())) == []


def test_an_erasure_that_is_throttled_half_way_goes_on_where_it_was(
    ledger: DynamoDbLedger, line: Line, user: str
) -> None:
    keep(ledger, user, *(told(number) for number in range(60)), performer=Performer())
    line.break_(Fault.THROTTLED, "BatchWriteItem", times=3)
    ledger.erase(user, patient())
    assert list(ledger.everything(user, patient())) == []


def test_what_is_slow_is_waited_for(ledger: DynamoDbLedger, line: Line, user: str) -> None:
    assert SLOW_SECONDS < READ_SECONDS
    line.break_(Fault.SLOW)
    keep(ledger, user, told(1), performer=Performer(active="x"))
    assert ledger.performer(user, "main", patient()).active == "x"
    assert ledger.evidence(user, told(1).key, patient()) == saved(told(1))
    assert len(line.calls) == 3


def test_a_table_that_is_not_there_is_an_outage_and_not_a_crash(dynamodb: str, user: str) -> None:
    client = PatientClient(REGION, dynamodb)
    with pytest.raises(Unavailable):
        DynamoDbLedger(client, "no-such-table").performer(user, "main", patient())
    client.close()
