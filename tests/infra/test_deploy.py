"""`make deploy` calls its programs in order, and reports what is missing before it changes anything."""

import json
from pathlib import Path

import pytest

from tools.deploy import TEMPLATE, CannotDeploy, check, deploy

SKILL_ID = "amzn1.ask.skill.00000000-0000-4000-8000-000000000000"
OUTPUTS = {"Endpoint": "https://1abc.lambda-url.us-east-1.on.aws/alexa", "SoundBucket": "ready-room-sound-1abc"}
STAND_IN = """#!/bin/sh
echo "$(basename "$0") $*" >> "{calls}"
{then}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A folder of stand-ins for Amazon's programs, which need accounts; they record their calls."""
    folder = tmp_path / "programs"
    folder.mkdir()
    told = [{"OutputKey": key, "OutputValue": value} for key, value in OUTPUTS.items()]
    stacks = json.dumps({"Stacks": [{"Outputs": told}]})
    thens = {"sam": "true", "ask": "pwd >> {calls}", "aws": f"case \"$1\" in cloudformation) echo '{stacks}';; esac"}
    for name, then in thens.items():
        program = folder / name
        calls = tmp_path / "calls"
        program.write_text(STAND_IN.format(calls=calls, then=then.replace("{calls}", str(calls))))
        program.chmod(0o755)
    return folder


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A build folder in which the recordings are already rendered."""
    (tmp_path / "build" / "sound").mkdir(parents=True)
    (tmp_path / "build" / "sound.done").touch()
    return tmp_path / "build"


def settings(path: Path, **more: str) -> dict[str, str]:
    """Return the environment of a deployment."""
    given = {"PATH": f"{path}:/usr/bin:/bin", "SKILL_ID": SKILL_ID, "PRIVACY": "https://ready-room.example/privacy"}
    return {**given, **more}


def test_the_service_then_the_sound_then_the_skill(
    tmp_path: Path, path: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = settings(path, STAGE="trial", ALARM_EMAIL="")
    monkeypatch.setenv("PATH", environment["PATH"])
    assert deploy(environment, built) == OUTPUTS["Endpoint"]
    sam, stacks, sync, ask, where = (tmp_path / "calls").read_text().splitlines()
    assert f"sam deploy --template-file {TEMPLATE} --stack-name ready-room-trial" in sam
    assert sam.endswith(f"--parameter-overrides Stage=trial SkillId={SKILL_ID}")
    assert stacks == "aws cloudformation describe-stacks --stack-name ready-room-trial --output json"
    assert sync.startswith(f"aws s3 sync {built / 'sound'} s3://ready-room-sound-1abc/sound ")
    assert ask == "ask deploy --target skill-metadata"
    assert where == str(built / "skill-package")
    manifest = json.loads((built / "skill-package" / "skill-package" / "skill.json").read_text(encoding="utf-8"))
    assert manifest["manifest"]["apis"]["custom"]["endpoint"]["uri"] == OUTPUTS["Endpoint"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("SKILL_ID", "foo"), ("PRIVACY", "http://ready-room.example"), ("STAGE", "Trial"), ("PAGE", "on")],
)
def test_what_is_of_another_form_is_said_before_anything_is_changed(name: str, value: str, tmp_path: Path) -> None:
    given = {"PATH": str(tmp_path), "SKILL_ID": SKILL_ID, "PRIVACY": "https://ready-room.example/privacy", name: value}
    with pytest.raises(CannotDeploy, match=f"{name}=…: "):
        check(given)


def test_all_that_is_missing_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(CannotDeploy) as told:
        deploy({"PATH": str(tmp_path)}, tmp_path)
    for missing in ("sam:", "aws:", "ask:", "SKILL_ID=", "PRIVACY=", "docs/deploy.md"):
        assert missing in str(told.value)


def test_nothing_follows_what_failed(tmp_path: Path, path: Path, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path / "sam").write_text("#!/bin/sh\nexit 1\n")
    monkeypatch.setenv("PATH", settings(path)["PATH"])
    with pytest.raises(CannotDeploy, match="sam deploy failed"):
        deploy(settings(path), built)
    assert not (tmp_path / "calls").exists()
