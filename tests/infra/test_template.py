"""The template is valid and creates what the code needs: the same table, and a role that allows its calls."""

import json
import re
from collections.abc import Iterator, Mapping
from logging import ERROR, LogRecord
from typing import Any

import pytest
from cfnlint.api import lint
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

from simulator.plays import perform, read
from skill.alexa.errors import METRICS as OF_ERRORS
from skill.alexa.report import METRICS, NAMESPACE, REJECTED
from skill.ledger.access import code_for
from skill.ledger.dynamodb import EXPIRY, DynamoDbLedger
from skill.ledger.table import client_of, create_table
from skill.logs import Json
from skill.settings import Settings
from tests.conftest import REGION
from tests.patience import PatientClient, patient
from tests.stage import PLAYS, Stage
from tests.watched import Watched
from tests.web.page.doors import HOSTED, form_of, give, hosted, signed_in
from tools.bundle import HANDLER, ROOT, RUNTIME

TEMPLATE = ROOT / "infra" / "template.yaml"
SKILL_ID = "amzn1.ask.skill.00000000-0000-4000-8000-000000000000"
VALUES = {
    "SkillId": SKILL_ID,
    "Table": "ready-room-Table-1ABC",
    "AccountKey": "arn:aws:secretsmanager:us-east-1:1:secret:AccountKey-1abc",
    "AWS::Region": REGION,
    "Page": "",
    "Sound.RegionalDomainName": "ready-room-sound-1abc.s3.us-east-1.amazonaws.com",
}
"""The values of references in a stack."""


class _NoPolicies:
    """Amazon's managed policies; the template uses none."""

    def load(self) -> Mapping[str, str]:
        return {}


@pytest.fixture(scope="module")
def written() -> str:
    """The template."""
    return TEMPLATE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def deployed(written: str) -> Mapping[str, Any]:
    """The template after SAM's own transform, as CloudFormation receives it."""
    template = yaml_parse(written)
    template["Resources"]["Service"]["Properties"]["CodeUri"] = "s3://bucket/lambda.zip"  # as sam deploy sets it
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("AWS_DEFAULT_REGION", REGION)
        made: Mapping[str, Any] = transform(template, {}, _NoPolicies())
    return made


@pytest.fixture(scope="module")
def resources(deployed: Mapping[str, Any]) -> Mapping[str, Any]:
    """The resources that the template creates."""
    made: Mapping[str, Any] = deployed["Resources"]
    return made


def test_the_linter_finds_nothing_as_written_and_as_deployed(written: str, deployed: Mapping[str, Any]) -> None:
    assert lint(written) == []
    assert lint(json.dumps(deployed)) == []


@pytest.mark.parametrize(("right", "wrong"), [("Timeout: 8", "Timeoutt: 8"), ("!Ref Log\n", "!Ref Logg\n")])
def test_the_linter_would_find_something(written: str, right: str, wrong: str) -> None:
    assert right in written
    assert lint(written.replace(right, wrong)) != []


def made_of(template: Mapping[str, Any], table: str) -> dict[str, Any]:
    """Return the parameters that create the template's table, without those that only CloudFormation supports."""
    only_aws = {
        "TimeToLiveSpecification",
        "Tags",
        "PointInTimeRecoverySpecification",
        "SSESpecification",
        "DeletionProtectionEnabled",
    }
    return {"TableName": table, **{name: value for name, value in template.items() if name not in only_aws}}


@pytest.fixture
def table(dynamodb: str, resources: Mapping[str, Any]) -> Iterator[tuple[Any, str]]:
    """A table created from the template's properties; yields a client and the table's name."""
    client = client_of(REGION, dynamodb)
    name = "of-the-template"
    wanted = resources["Table"]["Properties"]
    client.create_table(**made_of(wanted, name))
    client.update_time_to_live(TableName=name, TimeToLiveSpecification=wanted["TimeToLiveSpecification"])
    yield client, name
    client.delete_table(TableName=name)
    client.close()


def described(client: Any, table: str) -> Mapping[str, Any]:
    """Return a table's defining properties, as DynamoDB describes them."""
    found = client.describe_table(TableName=table)["Table"]
    lists = {name: sorted(found[name], key=str) for name in ("AttributeDefinitions", "KeySchema")}
    indexes = [
        {name: index[name] for name in ("IndexName", "KeySchema", "Projection")}
        for index in found["LocalSecondaryIndexes"]
    ]
    ttl = client.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    billing = found["BillingModeSummary"]["BillingMode"]
    return {**lists, "indexes": indexes, "global": found.get("GlobalSecondaryIndexes"), "ttl": ttl, "billing": billing}


def test_the_table_is_the_one_that_the_code_makes(table: tuple[Any, str]) -> None:
    client, name = table
    assert create_table(client, "of-the-code")
    assert described(client, name) == described(client, "of-the-code")
    assert described(client, name)["ttl"] == {"TimeToLiveStatus": "ENABLED", "AttributeName": EXPIRY}
    client.delete_table(TableName="of-the-code")


def test_a_table_that_an_older_release_made_is_told_to_delete_what_has_ended(dynamodb: str) -> None:
    client = client_of(REGION, dynamodb)
    keys = [{"AttributeName": name, "KeyType": kind} for name, kind in (("account", "HASH"), ("sort", "RANGE"))]
    types = [{"AttributeName": name, "AttributeType": "S"} for name in ("account", "sort")]
    client.create_table(TableName="older", BillingMode="PAY_PER_REQUEST", KeySchema=keys, AttributeDefinitions=types)
    for _ in range(2):
        assert not create_table(client, "older")
        expiry = client.describe_time_to_live(TableName="older")["TimeToLiveDescription"]
        assert expiry == {"TimeToLiveStatus": "ENABLED", "AttributeName": EXPIRY}
    client.delete_table(TableName="older")
    client.close()


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
def test_the_skill_works_on_that_table(table: tuple[Any, str], dynamodb: str, stage: Stage) -> None:
    stage.ledger = DynamoDbLedger(PatientClient(REGION, dynamodb), table[1])
    for performed in perform(read((PLAYS / "first-meeting.txt").read_text(encoding="utf-8")), stage):
        assert not performed.problem, performed.problem
    assert table[0].scan(TableName=table[1])["Count"] > 0


def test_what_performers_told_is_guarded(resources: Mapping[str, Any]) -> None:
    table = resources["Table"]["Properties"]
    assert table["PointInTimeRecoverySpecification"] == {
        "PointInTimeRecoveryEnabled": True,
        "RecoveryPeriodInDays": 35,
    }
    assert table["SSESpecification"] == {"SSEEnabled": True}
    assert table["DeletionProtectionEnabled"] is True
    for name in ("Table", "AccountKey"):
        assert (resources[name]["DeletionPolicy"], resources[name]["UpdateReplacePolicy"]) == ("Retain", "Retain")


IN_A_TRANSACTION = {
    "Put": "PutItem",
    "Delete": "DeleteItem",
    "Update": "UpdateItem",
    "ConditionCheck": "ConditionCheckItem",
}
"""A transaction needs the permissions of its operations."""


def needed(operation: str, request: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the permissions that a call needs, each with its index, which is empty for the table."""
    if operation == "TransactWriteItems":
        for write in request["TransactItems"]:
            yield from ((f"dynamodb:{IN_A_TRANSACTION[kind]}", "") for kind in write)
    else:
        yield f"dynamodb:{operation}", request.get("IndexName", "")


def granted(statements: list[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the role's permissions on the table and its index."""
    on = {
        json.dumps({"Fn::GetAtt": ["Table", "Arn"]}): "",
        json.dumps({"Fn::Sub": "${Table.Arn}/index/shelf"}): "shelf",
    }
    for statement in statements:
        actions = [statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"]
        for action in actions:
            assert "*" not in action
            if action.startswith("dynamodb:"):
                yield action, on[json.dumps(statement["Resource"])]


@pytest.fixture(scope="module")
def statements(resources: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The service's permissions."""
    role = resources["Role"]["Properties"]
    assert "ManagedPolicyArns" not in role
    (policy,) = role["Policies"]
    found: list[Mapping[str, Any]] = policy["PolicyDocument"]["Statement"]
    assert all(statement["Effect"] == "Allow" for statement in found)
    return found


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
def test_the_role_may_do_what_the_plays_call_and_nothing_else(
    dynamodb: str, stage: Stage, statements: list[Mapping[str, Any]]
) -> None:
    """Every call that the plays make is recorded on its way to DynamoDB Local."""
    calls: set[tuple[str, str]] = set()
    service = Watched(PatientClient(REGION, dynamodb), before=lambda *call: calls.update(needed(*call)))
    stage.ledger = DynamoDbLedger(service, "ready-room")
    in_new_york = (file for file in sorted(PLAYS.glob("*.txt")) if "America/New_York" in file.read_text("utf-8"))
    for file in in_new_york:
        stage.user, stage.person = f"the-role-{file.stem}", None
        for performed in perform(read(file.read_text(encoding="utf-8")), stage):
            assert not performed.problem, performed.problem
    stage.ledger.check(patient())
    service.close()
    assert calls == set(granted(statements))


def test_beside_the_table_the_role_may_read_its_secret_and_write_its_log(statements: list[Mapping[str, Any]]) -> None:
    others = {
        one["Sid"]: (one["Action"], one["Resource"]) for one in statements if "dynamodb:" not in str(one["Action"])
    }
    assert others == {
        "AccountKey": ("secretsmanager:GetSecretValue", {"Ref": "AccountKey"}),
        "Log": (["logs:CreateLogStream", "logs:PutLogEvents"], {"Fn::GetAtt": ["Log", "Arn"]}),
    }


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
def test_the_role_may_do_what_the_page_calls(dynamodb: str, stage: Stage, statements: list[Mapping[str, Any]]) -> None:
    calls: set[tuple[str, str]] = set()
    service = Watched(PatientClient(REGION, dynamodb), before=lambda *call: calls.update(needed(*call)))
    ledger, now = DynamoDbLedger(service, "ready-room"), stage.clock()
    browser = signed_in(hosted(ledger, stage.clock), give(ledger, now, "of the role", "c" * 32), HOSTED)
    browser.post("/page/in", data={"code": code_for("of nobody", b"a key")}, base_url=HOSTED)
    for view in ("/", "/evidence", "/certainty", "/ladder", "/plan", "/preferences", "/keeping"):
        assert browser.get(f"/page{view}", base_url=HOSTED).status_code == 200
    form = form_of(browser.get("/page/", base_url=HOSTED).text)
    assert browser.post("/page/out", data={**form, "everywhere": "yes"}, base_url=HOSTED).status_code == 303
    service.close()
    assert calls >= {(f"dynamodb:{call}", "") for call in ("GetItem", "PutItem", "DeleteItem", "BatchWriteItem")}
    assert calls <= set(granted(statements))


def resolved(value: Any) -> str:
    """Return a property of the template with its references resolved."""
    if isinstance(value, str):
        return value
    ((function, of),) = value.items()
    return VALUES[of] if function == "Ref" else re.sub(r"\$\{([\w:.]+)}", lambda found: VALUES[found[1]], of)


def test_the_service_starts_with_the_settings_that_it_is_given(resources: Mapping[str, Any]) -> None:
    variables = resources["Service"]["Properties"]["Environment"]["Variables"]
    environment = {name: resolved(value) for name, value in variables.items()}
    assert environment.pop("READY_ROOM_ACCOUNT_KEY_SECRET") == VALUES["AccountKey"]
    settings = Settings.read({**environment, "READY_ROOM_ACCOUNT_KEY": "as long as it should be"})
    assert settings.skill_id == SKILL_ID
    assert settings.ledger == "dynamodb://ready-room-Table-1ABC?region=us-east-1"
    assert settings.sound == "https://ready-room-sound-1abc.s3.us-east-1.amazonaws.com/sound"
    assert not settings.own_sound
    assert settings.page == ""


@pytest.mark.parametrize(
    "page", ["off", "https://ready-room.example/page", "on", "http://ready-room.example", "offhttps://x"]
)
def test_the_page_can_be_switched_off_or_told_another_address(page: str, deployed: Mapping[str, Any]) -> None:
    is_allowed = re.fullmatch(deployed["Parameters"]["Page"]["AllowedPattern"], page) is not None
    assert is_allowed == (page in {"off", "https://ready-room.example/page"})


def test_the_account_key_stands_in_no_setting_and_in_no_output(resources: Mapping[str, Any], written: str) -> None:
    made = resources["AccountKey"]["Properties"]
    assert made["GenerateSecretString"]["PasswordLength"] >= 32
    assert "SecretString" not in made
    assert "READY_ROOM_ACCOUNT_KEY" not in resources["Service"]["Properties"]["Environment"]["Variables"]
    assert "{{resolve:" not in written


def test_the_function_is_the_bundles(deployed: Mapping[str, Any], written: str) -> None:
    function = deployed["Resources"]["Service"]["Properties"]
    assert function["Handler"] == f"{HANDLER.stem}.handler"
    assert function["Architectures"] == ["arm64"]
    assert function["Timeout"] == 8
    assert "CodeUri: ../build/lambda.zip" in written
    assert function["Runtime"] == f"python{RUNTIME}"


def test_every_environment_starts_from_a_snapshot_of_the_version_that_is_served(
    resources: Mapping[str, Any], deployed: Mapping[str, Any]
) -> None:
    assert resources["Service"]["Properties"]["SnapStart"] == {"ApplyOn": "PublishedVersions"}
    (version,) = (name for name, one in resources.items() if one["Type"] == "AWS::Lambda::Version")
    ((name, alias),) = ((name, one) for name, one in resources.items() if one["Type"] == "AWS::Lambda::Alias")
    assert alias["Properties"]["FunctionVersion"] == {"Fn::GetAtt": [version, "Version"]}
    (url,) = (one["Properties"] for one in resources.values() if one["Type"] == "AWS::Lambda::Url")
    assert url["TargetFunctionArn"] == {"Ref": name}, "the address is the alias's"
    for one in resources.values():
        if one["Type"] == "AWS::Lambda::Permission":
            assert one["Properties"]["FunctionName"] == {"Ref": name}, "there is no other way to the function"
    assert deployed["Outputs"]["Endpoint"]["Value"] == {"Fn::Sub": "${ServiceUrl.FunctionUrl}alexa"}


def test_an_older_version_goes_when_another_is_served_as_its_snapshot_costs(resources: Mapping[str, Any]) -> None:
    (version,) = (one for one in resources.values() if one["Type"] == "AWS::Lambda::Version")
    assert version["DeletionPolicy"] == "Delete"


def test_whatever_changes_of_the_function_is_published(written: str) -> None:
    """Otherwise only a new bundle makes a new version, and a changed setting would have no effect."""
    assert version_of(written) == version_of(written)
    for old, new in (("MemorySize: 1024", "MemorySize: 512"), ("READY_ROOM_SOUND_PATTERNS: named", "NAMED: all")):
        assert old in written
        assert version_of(written.replace(old, new)) != version_of(written)


def version_of(written: str) -> str:
    """Return the name of the version that a template publishes."""
    template = yaml_parse(written)
    template["Resources"]["Service"]["Properties"]["CodeUri"] = "s3://bucket/lambda.zip"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("AWS_DEFAULT_REGION", REGION)
        made = transform(template, {}, _NoPolicies())["Resources"]
    return str(next(name for name, one in made.items() if one["Type"] == "AWS::Lambda::Version"))


def test_anyone_can_call_the_address_and_only_that(resources: Mapping[str, Any]) -> None:
    permissions = [one["Properties"] for one in resources.values() if one["Type"] == "AWS::Lambda::Permission"]
    assert {one["Action"] for one in permissions} == {"lambda:InvokeFunctionUrl", "lambda:InvokeFunction"}
    for one in permissions:
        assert one.get("FunctionUrlAuthType") == "NONE" or one.get("InvokedViaFunctionUrl") is True


def test_anyone_can_fetch_a_recording_by_https_and_only_that(resources: Mapping[str, Any]) -> None:
    (statement,) = resources["SoundPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert (statement["Effect"], statement["Principal"], statement["Action"]) == ("Allow", "*", "s3:GetObject")
    assert statement["Resource"] == {"Fn::Sub": "${Sound.Arn}/sound/*"}
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": True}}
    closed = resources["Sound"]["Properties"]["PublicAccessBlockConfiguration"]
    assert closed["BlockPublicAcls"]
    assert closed["IgnorePublicAcls"]


def test_what_is_watched(resources: Mapping[str, Any]) -> None:
    alarms = [one["Properties"] for one in resources.values() if one["Type"] == "AWS::CloudWatch::Alarm"]
    assert {
        (one["MetricName"], one.get("Statistic") or one["ExtendedStatistic"], one["Threshold"]) for one in alarms
    } == {
        ("Errors", "Sum", 0),
        ("Throttles", "Sum", 0),
        ("Duration", "p95", 5_000),
        ("FailedTurns", "Sum", 0),
        ("Rejected", "Sum", 100),
    }
    for one in alarms:
        assert one["ComparisonOperator"] == "GreaterThanThreshold"
        assert one["AlarmActions"] == {"Fn::If": ["HasAlarmEmail", [{"Ref": "Alarms"}], {"Ref": "AWS::NoValue"}]}
    assert resources["Log"]["Properties"]["RetentionInDays"] == 30


def test_a_turn_that_failed_is_counted(resources: Mapping[str, Any]) -> None:
    """The filter matches what the skill logs about a failed turn or any other failure."""
    pattern = resources["FailedTurns"]["Properties"]["FilterPattern"]
    assert pattern == '{ ($.Failures > 0) || ($.PlatformErrors > 0) || ($.level = "error") }'
    assert "Failures" in METRICS
    assert "PlatformErrors" in OF_ERRORS
    failed = Json().format(LogRecord("skill", ERROR, "", 0, "a turn failed", None, None))
    assert json.loads(failed)["level"] == "error"


def test_a_storm_of_requests_that_are_turned_away_rings(resources: Mapping[str, Any]) -> None:
    """The alarm watches the metric that the skill logs for them."""
    alarm = resources["RejectedAlarm"]["Properties"]
    assert (alarm["Namespace"], alarm["MetricName"]) == (NAMESPACE, REJECTED)
    assert "Dimensions" not in alarm
