"""Puts the skill on AWS and tells Amazon of it: with `sam`, `aws` and `ask`, and the accounts that they know.

SKILL_ID=… PRIVACY=https://… [STAGE=prod] [ALARM_EMAIL=…] python -m tools.deploy

It can be run again at any time: what has not changed stays as it is. The bundle has to be there (`make package`).
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools import skill_package
from tools.bundle import BUILD, ROOT

TEMPLATE = ROOT / "infra" / "template.yaml"
PROGRAMS = {
    "sam": "AWS's SAM CLI",
    "aws": "the AWS CLI, with credentials (aws configure)",
    "ask": "Amazon's ASK CLI, version 2, logged in (npm install --global ask-cli; ask configure)",
}
_NEEDED = {
    "SKILL_ID": ("the skill's id, as the developer console shows it", re.compile(r"amzn1\.ask\.skill\.[\w-]+")),
    "PRIVACY": (
        "the https address of your privacy policy (docs/privacy.md, on a page of your own)",
        re.compile(r"https://\S+"),
    ),
}
"""What has to be set, and its form."""
_STAGE = ("a word of small letters and digits, or nothing", re.compile(r"([a-z][a-z0-9-]*)?"))
_FOR_EVER = "public, max-age=31536000, immutable"


class CannotDeploy(RuntimeError):
    """Something is missing, or a program failed; the message says what."""


def deploy(environment: Mapping[str, str], build: Path = BUILD) -> str:
    """Deploy everything; gives the skill's endpoint.

    Args:
        environment: The settings, and where the programs are.
        build: The folder of what is built on the way.

    Raises:
        CannotDeploy: Something is missing, or a program failed.
    """
    check(environment)
    stack = f"ready-room-{environment.get('STAGE') or 'prod'}"
    _run(_sam(stack, environment))
    outputs = _outputs(stack)
    _upload(outputs["SoundBucket"], build)
    target = build / "skill-package"
    try:
        skill_package.build(target, outputs["Endpoint"], environment["PRIVACY"], environment["SKILL_ID"])
    except skill_package.CannotPackage as problem:
        raise CannotDeploy(str(problem)) from problem
    _run(["ask", "deploy", "--target", "skill-metadata"], target)
    return outputs["Endpoint"]


def check(environment: Mapping[str, str]) -> None:
    """Check that everything is there before anything is changed.

    Raises:
        CannotDeploy: It is not; the message lists all that is missing.
    """
    path = environment.get("PATH")
    missing = [f"{name}: {what}" for name, what in PROGRAMS.items() if not shutil.which(name, path=path)]
    forms = {**_NEEDED, "STAGE": _STAGE}
    missing += [
        f"{name}=…: {what}" for name, (what, form) in forms.items() if not form.fullmatch(environment.get(name, ""))
    ]
    if missing:
        raise CannotDeploy("\n  ".join(["what is missing (docs/deploy.md has it step by step):", *missing]))


def _sam(stack: str, environment: Mapping[str, str]) -> list[str]:
    values = {
        "Stage": environment.get("STAGE") or "prod",
        "SkillId": environment["SKILL_ID"],
        "AlarmEmail": environment.get("ALARM_EMAIL", ""),
    }
    how = ["--capabilities", "CAPABILITY_IAM", "--resolve-s3", "--no-confirm-changeset", "--no-fail-on-empty-changeset"]
    given = [f"{name}={value}" for name, value in values.items() if value]
    command = ["sam", "deploy", "--template-file", str(TEMPLATE), "--stack-name", stack, *how]
    return [*command, "--parameter-overrides", *given]


def _outputs(stack: str) -> Mapping[str, str]:
    command = ["aws", "cloudformation", "describe-stacks", "--stack-name", stack, "--output", "json"]
    (found,) = json.loads(_run(command, reads=True))["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in found["Outputs"]}


def _upload(bucket: str, build: Path) -> None:
    """Render the recordings of the named patterns, once, and put those into the bucket that are not there."""
    folder, done = build / "sound", build / "sound.done"
    if not done.exists():
        _run([sys.executable, "-m", "skill", "tones", "--all", "--out", str(folder)])
        done.touch()
    kept = ["--content-type", "audio/mpeg", "--cache-control", _FOR_EVER, "--size-only"]
    _run(["aws", "s3", "sync", str(folder), f"s3://{bucket}/sound", *kept])


def _run(command: Sequence[str], folder: Path = ROOT, *, reads: bool = False) -> str:
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE if reads else None, text=True, check=False)
    if done.returncode:
        raise CannotDeploy(f"{' '.join(command[:2])} failed; nothing after it was done")
    return done.stdout or ""


def main() -> int:
    """Deploy; 2 when it cannot be."""
    try:
        endpoint = deploy(os.environ)
    except CannotDeploy as problem:
        print(f"ready-room: {problem}", file=sys.stderr)
        return 2
    print(f"The skill is at {endpoint}. Say on a device of your developer account: Alexa, open ready room.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
