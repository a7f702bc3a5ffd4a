"""The way to DynamoDB: signed calls to one region, whose answers, refusals and silences are told apart."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from botocore.exceptions import ClientError

from skill.ledger.dynamodb import Client, NoAnswer
from skill.ledger.protocol import Unavailable
from tests.patience import ENDS_WITHIN, GIVEN_UP_SECONDS, SOON_SECONDS

OWN = {"account": {"S": "a"}, "sort": {"S": "P#main"}}
CREDENTIALS = ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN", "PROFILE")


class Amazon(BaseHTTPRequestHandler):
    """Stores what it is sent and gives a prepared answer."""

    protocol_version = "HTTP/1.1"
    answer: tuple[int, bytes] = (200, b"{}")
    asked: list[tuple[dict[str, str], bytes]]
    connections: list[int]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.connections.append(self.client_address[1])
        status, told = self.answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture
def amazon(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Amazon]]:
    """A stand-in for DynamoDB, with credentials for it in the environment."""
    handler = type("OneAmazon", (Amazon,), {"asked": [], "connections": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(ENDS_WITHIN,), daemon=True).start()
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", f"http://127.0.0.1:{server.server_port}")
    for name, value in zip(CREDENTIALS, ("AKID", "a secret", "a token"), strict=False):
        monkeypatch.setenv(f"AWS_{name}", value)
    yield handler
    server.shutdown()
    server.server_close()


@pytest.fixture
def way(amazon: type[Amazon]) -> Client:
    """The way to it."""
    return Client("us-east-1", waits=(GIVEN_UP_SECONDS, GIVEN_UP_SECONDS))


def test_a_call_is_signed_for_its_region_and_made_once(amazon: type[Amazon], way: Client) -> None:
    amazon.answer = (
        200,
        json.dumps({"Item": {**OWN, "version": {"N": "1"}}, "ConsumedCapacity": {"CapacityUnits": 1}}).encode(),
    )
    found = way.call("GetItem", {"TableName": "records", "Key": OWN})
    assert found["Item"] == {**OWN, "version": {"N": "1"}}
    ((headers, body),) = amazon.asked
    assert headers["x-amz-target"] == "DynamoDB_20120810.GetItem"
    assert headers["x-amz-security-token"] == "a token"
    assert "Credential=AKID/" in headers["authorization"]
    assert "/us-east-1/dynamodb/aws4_request" in headers["authorization"]
    assert json.loads(body)["TableName"] == "records"


def test_a_refusal_is_told_with_its_code_and_is_not_tried_again(amazon: type[Amazon], way: Client) -> None:
    amazon.answer = (400, b'{"__type": "com.amazonaws.dynamodb.v20120810#ThrottlingException", "message": "slow"}')
    with pytest.raises(ClientError) as refused:
        way.call("GetItem", {"TableName": "records", "Key": {}})
    assert refused.value.response["Error"]["Code"] == "ThrottlingException"
    assert len(amazon.asked) == 1


def test_a_failed_condition_tells_what_is_stored(amazon: type[Amazon], way: Client) -> None:
    stored = {"body": {"S": "{}"}}
    told = {"__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException", "Item": stored}
    amazon.answer = (400, json.dumps(told).encode())
    with pytest.raises(ClientError) as refused:
        way.call("PutItem", {"TableName": "records", "Item": {}})
    assert refused.value.response["Item"] == stored


@pytest.mark.parametrize("answer", [(200, b"not JSON"), (500, b""), (200, b"[1"), (200, b"{}"), (200, b"[]")])
def test_what_is_not_dynamodbs_is_no_result(answer: tuple[int, bytes], amazon: type[Amazon], way: Client) -> None:
    amazon.answer = answer
    with pytest.raises((NoAnswer, ClientError)):
        way.call("GetItem", {"TableName": "records", "Key": {}})


GET = ("GetItem", {"TableName": "records", "Key": OWN})
BATCH = ("BatchGetItem", {"RequestItems": {"records": {"Keys": [OWN, {**OWN, "sort": {"S": "P#two"}}]}}})
QUERY = (
    "Query",
    {
        "TableName": "records",
        "KeyConditionExpression": "account = :account",
        "ExpressionAttributeValues": {":account": OWN["account"]},
    },
)


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        (GET, {"Item": {**OWN, "account": {"S": "another"}}}),
        (GET, {"Item": {**OWN, "sort": {"S": "P#another"}}}),
        (BATCH, {}),
        (BATCH, {"Responses": {"records": [OWN, {**OWN, "account": {"S": "another"}}]}}),
        (QUERY, {}),
        (QUERY, {"Items": [{"sort": OWN["sort"]}]}),
        (QUERY, {"Item": OWN}),
        (QUERY, {"Items": [OWN, {**OWN, "account": {"S": "another"}}]}),
    ],
)
def test_the_answer_to_another_request_is_none(
    call: tuple[str, dict[str, object]], answer: dict[str, object], amazon: type[Amazon], way: Client
) -> None:
    """As a connection brings it that is out of step; it is not used again."""
    units = {"CapacityUnits": 1}
    told = {**answer, "ConsumedCapacity": [units] if call is BATCH else units}
    amazon.answer = (200, json.dumps(told).encode())
    for _ in range(2):
        with pytest.raises(NoAnswer, match="another request"):
            way.call(*call)
    assert len(set(amazon.connections)) == 2


def test_nobody_there_is_no_answer() -> None:
    with pytest.raises(NoAnswer):
        Client("us-east-1", "http://127.0.0.1:1", (SOON_SECONDS, SOON_SECONDS)).call(
            "GetItem", {"TableName": "r", "Key": {}}
        )


@pytest.mark.parametrize("region", ["", "nowhere", "us-east-1.example.com/", "us-east-1@example"])
def test_no_region_leads_elsewhere(region: str) -> None:
    with pytest.raises(Unavailable, match="is not an AWS region"):
        Client(region)


@pytest.mark.parametrize("endpoint", ["localhost:1", "http://local host:1"])
def test_an_endpoint_that_leads_nowhere_is_said_in_one_line(endpoint: str) -> None:
    with pytest.raises(Unavailable, match="cannot connect to DynamoDB"):
        Client("us-east-1", endpoint)


def test_without_credentials_it_does_not_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in CREDENTIALS:
        monkeypatch.delenv(f"AWS_{name}", raising=False)
    for name in ("CONFIG_FILE", "SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(f"AWS_{name}", "/dev/null")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(Unavailable, match="no AWS credentials"):
        Client("us-east-1")
