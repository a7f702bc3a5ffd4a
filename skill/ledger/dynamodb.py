"""The ledger in Amazon DynamoDB: one table, one partition per account.

Retries happen here and not in an SDK, because only this module knows how much of the turn's time is left. A write that
is retried after its reply was lost fails its own condition: new evidence is found stored already, which is fine;
anything else has a newer version, so the turn is decided again from what is stored now.
"""

from __future__ import annotations

import logging
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from skill.efficacy.evidence import Evidence, Key
from skill.efficacy.performer import Performer
from skill.ledger.keys import (
    CODES_ACCOUNT,
    LAST_OF_RECORDS,
    LEDGER_ACCOUNT,
    MARK,
    code_key,
    domain_prefix,
    evidence_key,
    evidence_prefix,
    parse_evidence_key,
    performer_key,
    session_key,
    session_prefix,
    shelf_key,
    stamp,
)
from skill.ledger.passes import PageCode, PageSession
from skill.ledger.protocol import Change, Conflict, StoredRecord, Unavailable
from skill.ledger.records import decode, decode_each, encode
from skill.restoring import in_copies, on_restore
from skill.trace import timed

if TYPE_CHECKING:
    from skill.deadline import Deadline

SHELF_INDEX = "shelf"
EXPIRY = "expires"
"""The attribute by which DynamoDB deletes items that have ended."""
_log = logging.getLogger(__name__)
CONNECT_SECONDS, READ_SECONDS = 0.8, 1.4
_ATTEMPT_SECONDS = CONNECT_SECONDS + READ_SECONDS
"""An attempt starts only if this much time is left before the deadline."""
_FIRST_WAIT, _LONGEST_WAIT = 0.05, 0.4
_DELETES_A_BATCH = 25
_CONDITION_FAILED = "ConditionalCheckFailed"
_CONDITION_ERRORS = {"ConditionalCheckFailedException", "TransactionCanceledException"}
_SERVER_ERROR = 500
_TRANSIENT_ERRORS = {
    "InternalServerError",
    "LimitExceededException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ServiceUnavailable",
    "ThrottlingException",
    "ThrottlingError",
    "TransactionConflict",
    "TransactionConflictException",
    "TransactionInProgressException",
}
"""Error codes worth another attempt."""

Item = Mapping[str, Any]


_REGION = re.compile(r"[a-z]{2,}(-[a-z]+)+-\d+")
_CONNECTIONS = 32
_USER_AGENT = "ready-room"
"""Of its own it would be put together anew for each call, a tenth of what a call costs."""


class NoAnswer(Exception):
    """No answer came, or one that is not DynamoDB's."""


class Client:
    """boto3's client for DynamoDB. A copy of this process shares no connection with it; see `skill.restoring`.

    It tries nothing again by itself. `READ_SECONDS` is how long each part of an answer is waited for, so that one which
    drips takes longer; see `docs/security.md`.

    Args:
        region: The AWS region.
        endpoint: The address of DynamoDB Local, if that is used; it requires credentials but accepts any.
        waits: How long to wait for a connection and for an answer, in seconds.

    Raises:
        Unavailable: There are no credentials, or no such region or endpoint.
    """

    def __init__(
        self,
        region: str,
        endpoint: str | None = None,
        waits: tuple[float, float] = (CONNECT_SECONDS, READ_SECONDS),
    ) -> None:
        if not endpoint and not _REGION.fullmatch(region):
            raise Unavailable(f"cannot connect to DynamoDB: {region!r} is not an AWS region")
        self._region, self._endpoint, self._waits = region, endpoint, waits
        self._boto3 = self._connect()
        in_copies(self.close)
        on_restore(self.renew)

    def call(self, operation: str, request: Mapping[str, Any]) -> dict[str, Any]:
        """Call an operation once and return its result.

        Args:
            operation: Its name in the API: `GetItem`.
            request: Its parameters.

        Raises:
            ClientError: DynamoDB did not perform it.
            NoAnswer: DynamoDB may have performed it or not.
        """
        try:
            answer = getattr(self._boto3, xform_name(operation))(**request, ReturnConsumedCapacity="TOTAL")
        except (BotoCoreError, ResponseParserError, AttributeError) as error:  # the last, of JSON that is no object
            raise NoAnswer(f"no answer from {self._boto3.meta.endpoint_url}: {type(error).__name__}") from error
        if not isinstance(answer, dict) or "ConsumedCapacity" not in answer:  # botocore takes "no JSON" for no result
            raise NoAnswer(f"no answer from {self._boto3.meta.endpoint_url}: something else answered")
        if not _is_to(request, answer):
            self.close()
            raise NoAnswer(f"no answer from {self._boto3.meta.endpoint_url}: this is the answer to another request")
        return answer

    def close(self) -> None:
        """Close the connections; the next call opens new ones."""
        self._boto3.close()

    def renew(self) -> None:
        """Look up credentials again, and go on with the old ones if none are found."""
        try:
            self._boto3 = self._connect()
        except Unavailable as error:
            _log.error("no new credentials: %s", error)

    def _connect(self) -> Any:  # noqa: ANN401 - boto3 makes its classes at run time
        connect, read = self._waits
        config = Config(
            connect_timeout=connect,
            read_timeout=read,
            retries={"total_max_attempts": 1, "mode": "standard"},
            max_pool_connections=_CONNECTIONS,
            parameter_validation=False,
            tcp_keepalive=True,
            user_agent=_USER_AGENT,
        )
        local = {"aws_access_key_id": "local", "aws_secret_access_key": "local"} if self._endpoint else {}
        try:
            session = boto3.session.Session(region_name=self._region, **local)
            if session.get_credentials() is None:
                raise Unavailable("cannot connect to DynamoDB: there are no AWS credentials")
            return session.client("dynamodb", endpoint_url=self._endpoint, config=config)
        except (BotoCoreError, ValueError) as error:
            raise Unavailable(f"cannot connect to DynamoDB: {error}") from error


class DynamoDbLedger:
    """A ledger in one DynamoDB table."""

    def __init__(
        self,
        client: Client,
        table: str,
        *,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._client = client
        self._table = table
        self._sleep = sleep
        self._jitter = jitter

    def turn(self) -> AbstractContextManager[None]:
        """See `Ledger.turn`. Connections stay open anyway."""
        return nullcontext()

    def performer(self, account: str, performer: str, deadline: Deadline) -> Performer:
        """See `Ledger.performer`."""
        return _performer(performer, self._get(account, performer_key(performer), deadline))

    def performers(self, account: str, performers: Sequence[str], deadline: Deadline) -> Sequence[Performer]:
        """See `Ledger.performers`."""
        keys = [_key(account, performer_key(id_)) for id_ in performers]
        request: dict[str, Any] = {self._table: {"Keys": keys, "ConsistentRead": True}}
        items: dict[str, Item] = {}
        waits = self._waits()
        while request:
            answer = self._call("BatchGetItem", {"RequestItems": request}, deadline)
            items |= {item["sort"]["S"]: item for item in answer["Responses"].get(self._table, [])}
            request = answer.get("UnprocessedKeys", {})
            if request:
                self._sleep(min(next(waits), deadline.left))
        return [_performer(id_, items.get(performer_key(id_))) for id_ in performers]

    def evidence(self, account: str, key: Key, deadline: Deadline) -> Evidence | None:
        """See `Ledger.evidence`."""
        item = self._get(account, evidence_key(key), deadline)
        return decode(Evidence, item["body"]["S"], **_fields_outside(item)) if item else None

    def latest(
        self, account: str, performer: str, domain: str, limit: int, deadline: Deadline, *, before: Key | None = None
    ) -> Sequence[Evidence]:
        """See `Ledger.latest`."""
        prefix = domain_prefix(performer, domain)
        start = {"ExclusiveStartKey": _key(account, evidence_key(before))} if before else {}
        return self._evidence(deadline, limit, _starts_with(account, "sort", prefix), start)

    def earliest(self, account: str, performer: str, domain: str, limit: int, deadline: Deadline) -> Sequence[Evidence]:
        """See `Ledger.earliest`."""
        condition = _starts_with(account, "sort", domain_prefix(performer, domain))
        return self._evidence(deadline, limit, condition, {"ScanIndexForward": True})

    def shelf(self, account: str, performer: str, domain: str, limit: int, deadline: Deadline) -> Sequence[Evidence]:
        """See `Ledger.shelf`."""
        prefix = domain_prefix(performer, domain)
        return self._evidence(deadline, limit, _starts_with(account, SHELF_INDEX, prefix), {"IndexName": SHELF_INDEX})

    def save(self, account: str, change: Change, at: datetime, deadline: Deadline) -> None:
        """See `Ledger.save`."""
        if change.erase is not None:
            self._erase_performer(account, change.erase, deadline)
        puts = [self._put(account, evidence_key(piece.key), shelf_key(piece), piece, at) for piece in change.evidence]
        if change.performer:
            puts.append(self._put(account, performer_key(change.performer.id), None, change.performer, at))
        if change.code:
            puts.append(self._put(CODES_ACCOUNT, code_key(change.code.handle), None, change.code, at))
        deletes = [{"TableName": self._table, "Key": _key(account, evidence_key(key))} for key in change.forget]
        if len(puts) == 1 and not deletes:
            self._save_one(puts[0], deadline)
        elif puts or deletes:
            self._save_together(
                [*({"Put": put} for put in puts), *({"Delete": delete} for delete in deletes)], deadline
            )

    def page_code(self, handle: str, deadline: Deadline) -> PageCode | None:
        """See `Ledger.page_code`."""
        item = self._get(CODES_ACCOUNT, code_key(handle), deadline)
        return decode(PageCode, item["body"]["S"], version=int(item["version"]["N"])) if item else None

    def save_code(self, code: PageCode, at: datetime, deadline: Deadline) -> None:
        """See `Ledger.save_code`."""
        self._save_one(self._put(CODES_ACCOUNT, code_key(code.handle), None, code, at), deadline)

    def begin_session(self, code: PageCode, session: PageSession, at: datetime, deadline: Deadline) -> None:
        """See `Ledger.begin_session`."""
        used = {
            "TableName": self._table,
            "Key": _key(CODES_ACCOUNT, code_key(code.handle)),
            **_if_version(code.version),
        }
        sort = session_key(session.performer, session.id)
        begun = self._put(session.account, sort, None, session, at)
        self._save_together([{"Delete": used}, {"Put": begun}], deadline)

    def page_session(self, account: str, performer: str, id_: str, deadline: Deadline) -> PageSession | None:
        """See `Ledger.page_session`."""
        item = self._get(account, session_key(performer, id_), deadline)
        return decode(PageSession, item["body"]["S"], version=int(item["version"]["N"])) if item else None

    def end_session(self, session: PageSession, deadline: Deadline) -> None:
        """See `Ledger.end_session`."""
        self._delete_all([_key(session.account, session_key(session.performer, session.id))], deadline)

    def erase(self, account: str, deadline: Deadline, *, until: datetime | None = None) -> None:
        """See `Ledger.erase`."""
        for prefix in ("S#", "E#", "P#"):  # performers last, so that nothing outlives the performer it belongs to
            self._delete_all(self._keys(account, prefix, until, deadline), deadline)

    def everything(self, account: str, deadline: Deadline) -> Iterator[StoredRecord]:
        """See `Ledger.everything`."""
        request = {
            "KeyConditionExpression": "account = :account AND #sort < :last",
            "ExpressionAttributeNames": {"#sort": "sort"},
            "ExpressionAttributeValues": {":account": {"S": account}, ":last": {"S": LAST_OF_RECORDS}},
            "ScanIndexForward": False,
        }
        for item in self._pages(request, deadline):
            yield _stored_record(item)

    def _erase_performer(self, account: str, performer: str, deadline: Deadline) -> None:
        sessions, evidence = (
            self._keys(account, prefix, None, deadline)
            for prefix in (session_prefix(performer), evidence_prefix(performer))
        )
        self._delete_all(chain(sessions, evidence, [_key(account, performer_key(performer))]), deadline)

    def put_back(self, account: str, records: Sequence[StoredRecord], deadline: Deadline) -> None:
        """See `Ledger.put_back`."""
        if next(self.everything(account, deadline), None):
            raise Conflict(account)
        for record in records:
            self._put_new(_item(account, record), deadline)

    def made_with(self, mark: str | None, deadline: Deadline) -> str | None:
        """See `Ledger.made_with`."""
        item = self._get(LEDGER_ACCOUNT, MARK, deadline)
        if item is None and mark is not None:
            item = _item(LEDGER_ACCOUNT, StoredRecord(MARK, None, 1, stamp(datetime.now(UTC)), mark))
            try:
                self._put_new(item, deadline)
            except Conflict:  # another process was first
                item = self._get(LEDGER_ACCOUNT, MARK, deadline) or item
        return str(item["body"]["S"]) if item else None

    def check(self, deadline: Deadline, *, to_save: bool = False) -> None:  # noqa: ARG002 - part of the protocol
        """See `Ledger.check`. Doesn't try to save: a write is billed, and strangers can trigger this check."""
        self._get("check", "check", deadline)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _get(self, account: str, sort: str, deadline: Deadline) -> Item | None:
        request = {"TableName": self._table, "Key": _key(account, sort), "ConsistentRead": True}
        item: Item | None = self._call("GetItem", request, deadline).get("Item")
        return item

    def _evidence(
        self, deadline: Deadline, limit: int, condition: Mapping[str, Any], options: Mapping[str, Any]
    ) -> list[Evidence]:
        """Run a query, usually latest first. A page ends at 1 MB, so read pages until there are enough pieces."""
        request = {"ScanIndexForward": False, **condition, **options}
        items = islice(self._pages(request, deadline, limit), limit)
        return decode_each(Evidence, ((item["body"]["S"], _fields_outside(item)) for item in items))

    def _keys(self, account: str, prefix: str, until: datetime | None, deadline: Deadline) -> Iterator[Item]:
        request: dict[str, Any] = {
            **_starts_with(account, "sort", prefix),
            "ProjectionExpression": "account, #sort, written",
        }
        for item in self._pages(request, deadline):
            if until is None or item["written"]["S"] <= stamp(until):
                yield {"account": item["account"], "sort": item["sort"]}

    def _pages(self, request: Mapping[str, Any], deadline: Deadline, limit: int | None = None) -> Iterator[Item]:
        request = {"TableName": self._table, "ConsistentRead": True, **request}
        if limit is not None:
            request["Limit"] = limit
        while True:
            page = self._call("Query", request, deadline)
            yield from page["Items"]
            if "LastEvaluatedKey" not in page:
                return
            request = {**request, "ExclusiveStartKey": page["LastEvaluatedKey"]}

    def _put(
        self,
        account: str,
        sort: str,
        shelf: str | None,
        record: Performer | Evidence | PageCode | PageSession,
        at: datetime,
    ) -> dict[str, Any]:
        item = {
            **_key(account, sort),
            "version": {"N": str(record.version + 1)},
            "written": {"S": stamp(at)},
            "body": {"S": encode(record)},
            **({SHELF_INDEX: {"S": shelf}} if shelf else {}),
            **_expiry(record),
        }
        put: dict[str, Any] = {
            "TableName": self._table,
            "Item": item,
            "ConditionExpression": "attribute_not_exists(account)",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        return put | (_if_version(record.version) if record.version else {})

    def _save_one(self, put: dict[str, Any], deadline: Deadline) -> None:
        try:
            self._call("PutItem", put, deadline)
        except ClientError as error:  # the condition failed
            item = put["Item"]
            if not (_is_new_evidence(item) and error.response.get("Item", {}).get("body") == item["body"]):
                raise Conflict(item["sort"]["S"]) from error

    def _put_new(self, item: Item, deadline: Deadline) -> None:
        """Put an item, unless a different one is stored under its key.

        Raises:
            Conflict: A different item is stored.
        """
        put = {"TableName": self._table, "Item": item, "ConditionExpression": "attribute_not_exists(account)"}
        try:
            self._call("PutItem", {**put, "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}, deadline)
        except ClientError as error:
            if error.response.get("Item") != item:
                raise Conflict(item["sort"]["S"]) from error

    def _save_together(self, writes: list[dict[str, Any]], deadline: Deadline) -> None:
        try:
            self._call("TransactWriteItems", {"TransactItems": writes}, deadline)
        except ClientError as error:  # the transaction was canceled
            if _CONDITION_FAILED not in _reasons(error):
                raise Unavailable(str(error)) from error
            raise Conflict("another request saved one of these records in the meantime") from error

    def _delete_all(self, keys: Iterable[Item], deadline: Deadline) -> None:
        batch: list[dict[str, Any]] = []
        for key in keys:
            batch.append({"DeleteRequest": {"Key": key}})
            if len(batch) == _DELETES_A_BATCH:
                self._delete(batch, deadline)
                batch = []
        self._delete(batch, deadline)

    def _delete(self, batch: list[dict[str, Any]], deadline: Deadline) -> None:
        """Delete a batch; keys that DynamoDB left unprocessed are sent again."""
        waits = self._waits()
        while batch:
            answer = self._call("BatchWriteItem", {"RequestItems": {self._table: batch}}, deadline)
            batch = answer.get("UnprocessedItems", {}).get(self._table, [])
            if batch:
                self._sleep(min(next(waits), deadline.left))

    def _call(self, operation: str, request: Mapping[str, Any], deadline: Deadline) -> dict[str, Any]:
        """Call an operation, retrying transient errors while there is time for a whole attempt.

        Raises:
            ClientError: A condition failed, or a transaction was canceled.
            Unavailable: Another error occurred, or time ran out.
        """
        waits = self._waits()
        last_error: Exception | None = None
        while deadline.left >= _ATTEMPT_SECONDS:
            try:
                with timed("ledger", operation) as call:
                    answer = self._client.call(operation, request)
                    call.units = _units(answer.get("ConsumedCapacity"))
                    return answer
            except ClientError as error:
                if not _is_transient(error):
                    if _code(error) in _CONDITION_ERRORS:
                        raise
                    raise Unavailable(_code(error)) from error
                last_error = error
            except NoAnswer as error:
                last_error = error
            self._sleep(min(next(waits), deadline.left))
        raise Unavailable("DynamoDB did not answer in time") from last_error

    def _waits(self) -> Iterator[float]:
        wait = _FIRST_WAIT
        while True:
            yield wait * (0.5 + self._jitter() / 2)
            wait = min(2 * wait, _LONGEST_WAIT)


def _is_to(request: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Whether what was read can be what a request asked for: over a connection that is out of step comes another's.

    The answers to writes tell nothing of what was written.
    """
    if "KeyConditionExpression" in request:
        account = request["ExpressionAttributeValues"][":account"]
        return "Items" in answer and all(item.get("account") == account for item in answer["Items"])
    keys = [key for table in request.get("RequestItems", {}).values() if "Keys" in table for key in table["Keys"]]
    if keys:
        found = [item for items in answer.get("Responses", {}).values() for item in items]
        return "Responses" in answer and all(any(key.items() <= item.items() for key in keys) for item in found)
    key = request.get("Key", {})
    return bool(key.items() <= answer.get("Item", key).items())


def _units(consumed: Any) -> float:  # noqa: ANN401 - one table's, or a list of several
    tables = consumed if isinstance(consumed, list) else [consumed] if consumed else []
    return float(sum(table.get("CapacityUnits", 0) for table in tables))


def _key(account: str, sort: str) -> dict[str, Any]:
    return {"account": {"S": account}, "sort": {"S": sort}}


def _if_version(version: int) -> dict[str, Any]:
    """Return the condition that an item has a version."""
    return {
        "ConditionExpression": "#version = :version",
        "ExpressionAttributeNames": {"#version": "version"},
        "ExpressionAttributeValues": {":version": {"N": str(version)}},
    }


def _expiry(record: Performer | Evidence | PageCode | PageSession) -> dict[str, Any]:
    """Return the time from which DynamoDB deletes an item by itself; it has to be switched on for the table."""
    if not isinstance(record, PageCode | PageSession):
        return {}
    return {EXPIRY: {"N": str(round(record.expires_at.timestamp()))}}


def _starts_with(account: str, attribute: str, prefix: str) -> dict[str, Any]:
    return {
        "KeyConditionExpression": f"account = :account AND begins_with(#{attribute}, :prefix)",
        "ExpressionAttributeNames": {f"#{attribute}": attribute},
        "ExpressionAttributeValues": {":account": {"S": account}, ":prefix": {"S": prefix}},
    }


def _performer(id_: str, item: Item | None) -> Performer:
    return decode(Performer, item["body"]["S"], version=int(item["version"]["N"])) if item else Performer(id_)


def _fields_outside(item: Item) -> dict[str, Any]:
    """Return the fields of a piece of evidence that are stored outside its body."""
    return {"key": parse_evidence_key(item["sort"]["S"]), "version": int(item["version"]["N"])}


def _stored_record(item: Item) -> StoredRecord:
    shelf = item[SHELF_INDEX]["S"] if SHELF_INDEX in item else None
    return StoredRecord(item["sort"]["S"], shelf, int(item["version"]["N"]), item["written"]["S"], item["body"]["S"])


def _item(account: str, record: StoredRecord) -> Item:
    shelf = {SHELF_INDEX: {"S": record.shelf}} if record.shelf else {}
    version, written = {"N": str(record.version)}, {"S": record.written}
    return {**_key(account, record.sort), "version": version, "written": written, "body": {"S": record.body}, **shelf}


def _is_new_evidence(item: Item) -> bool:
    return bool(item["version"]["N"] == "1" and item["sort"]["S"].startswith("E#"))


def _reasons(error: ClientError) -> list[str]:
    return [reason.get("Code", "None") for reason in error.response.get("CancellationReasons", [])]


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code"))


def _is_transient(error: ClientError) -> bool:
    if _code(error) == "TransactionCanceledException":
        reasons = set(_reasons(error))
        return _CONDITION_FAILED not in reasons and not reasons.isdisjoint(_TRANSIENT_ERRORS)
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return _code(error) in _TRANSIENT_ERRORS or status >= _SERVER_ERROR
