"""The numbers in the deployment documents match the measurements and the template."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from samtranslator.yaml_helper import yaml_parse

from simulator.plays import perform, read
from skill.alexa import errors, report
from skill.breathing.mp3 import FORMATS
from skill.breathing.recordings import named_recordings
from skill.ledger.dynamodb import DynamoDbLedger
from tests.conftest import REGION, TABLE
from tests.patience import PatientClient
from tests.stage import PLAYS, Stage
from tests.watched import Watched
from tools.bundle import ROOT

DOCS = ROOT / "docs"
DEPLOY, PRIVACY, CHECKS, OPERATIONS = (
    (DOCS / f"{name}.md").read_text(encoding="utf-8") for name in ("deploy", "privacy", "device-check", "operations")
)
LOG_CALL = re.compile(r'\.(?:info|warning|error)\(\s*f?"([^"]+)"')
"""What a call writes to the log."""


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
def test_a_performers_four_weeks_consume_what_the_costs_count_on(dynamodb: str, stage: Stage) -> None:
    units = Counter[str]()

    def note(operation: str, answer: Mapping[str, Any]) -> None:
        consumed = answer["ConsumedCapacity"]
        of_all = consumed if isinstance(consumed, list) else [consumed]
        kind = "read" if operation in {"GetItem", "BatchGetItem", "Query"} else "written"
        units[kind] += sum(round(one["CapacityUnits"] * 2) for one in of_all)

    stage.ledger = DynamoDbLedger(Watched(PatientClient(REGION, dynamodb), after=note), TABLE)
    requests = 0
    for performed in perform(read((PLAYS / "four-weeks.txt").read_text(encoding="utf-8")), stage):
        requests += len(performed.answer.exchanges) if performed.answer else 0
    stage.ledger.close()
    stated = re.search(r"are (\d+) requests, which consume (\d+) read and (\d+) write units", " ".join(DEPLOY.split()))
    assert stated is not None
    assert [requests, units["read"] / 2, units["written"] / 2] == [int(number) for number in stated.groups()]


def test_the_costs_are_reckoned_right() -> None:
    rows = re.findall(r"\| (\d+) \S ([\d.]+)( s \S ([\d.]+))?[^|]*\| ([\d.]+) \|", DEPLOY)
    sums = []
    for times, first, _, second, total in rows:
        each = float(first) * float(second) if second else float(first) / 1e6
        assert float(total) == pytest.approx(int(times) * each, abs=6e-7)
        sums.append(float(total))
    assert len(sums) == 5
    whole = re.search(r"\*\*together\*\* \| \| \*\*([\d.]+)\*\*", DEPLOY)
    assert whole is not None
    assert float(whole[1]) == round(sum(sums), 4)


def test_the_costs_of_the_snapshot_are_reckoned_right() -> None:
    rows = re.findall(r"\| (?:([\d.]+) s \S )?1 GB \S ([\d.]+)[^|]*\| ([\d.]+) \|", DEPLOY)
    assert len(rows) == 4
    for seconds, price, total in rows:
        assert float(total) == pytest.approx(float(seconds or 1) * float(price), rel=0.02)


def test_the_sound_is_as_large_as_it_is_said_to_be() -> None:
    size = sum(one.timeline.whole_ms * FORMATS[one.kind][1] / 8 for one in named_recordings())
    assert f"({round(size / 1e6, -1):.0f} MB)" in DEPLOY
    assert f"{size / 1e9:.2f} GB" in DEPLOY


def test_the_days_are_the_templates() -> None:
    made = yaml_parse((ROOT / "infra" / "template.yaml").read_text(encoding="utf-8"))["Resources"]
    backup = made["Table"]["Properties"]["PointInTimeRecoverySpecification"]["RecoveryPeriodInDays"]
    log = made["Log"]["Properties"]["RetentionInDays"]
    assert f"after {backup} days" in PRIVACY
    assert f"last {backup} days" in PRIVACY
    assert f"last {backup} days" in DEPLOY
    assert f"after {log} days" in PRIVACY
    assert f"keeps {log} days" in DEPLOY


def test_every_metric_that_operations_explains_is_there_and_no_other() -> None:
    table = OPERATIONS.partition("## Metrics")[2].partition("\n\nAfter")[0]
    explained = set(re.findall(r"`([A-Z]\w+)`", table)) - {"ReadyRoom"}
    assert explained == {*report.METRICS, *errors.METRICS, report.REJECTED}


def test_every_line_of_the_log_that_operations_explains_is_written() -> None:
    written = [
        found for file in (ROOT / "skill").rglob("*.py") for found in LOG_CALL.findall(file.read_text(encoding="utf-8"))
    ]
    section = OPERATIONS.partition("## Other log lines")[2].partition("\n## ")[0]
    explained = re.findall(r"^- \*\*`([^`]+)`\*\*", section, re.MULTILINE)
    assert len(explained) >= 10
    for line in explained:
        parts = [re.escape(part.strip(" :")) for part in line.split("…") if part.strip(" :")]
        assert any(re.search(".*".join(parts), one) for one in written), line


def test_every_check_says_what_to_do_what_to_expect_and_what_otherwise() -> None:
    checks = re.split(r"^(\d+)\. ", CHECKS.partition("## Found")[0], flags=re.MULTILINE)[1:]
    assert [int(number) for number in checks[::2]] == list(range(1, len(checks) // 2 + 1))
    for number, text in zip(checks[::2], checks[1::2], strict=True):
        assert re.match(r"\*\*.+\*\*", text), number
        assert "*Expect:*" in text, number
        assert "*Otherwise:*" in text, number
