"""Deploys the skill to AWS and registers it with Amazon, using `sam`, `aws`, `ask` and their configured accounts.

SKILL_ID=… PRIVACY=https://… [STAGE=prod] [ALARM_EMAIL=…] [PAGE=off] python -m tools.deploy

It can be run again at any time; it only updates what changed. The bundle has to exist (`make package`).
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
"""The required settings, their descriptions and their forms."""
_STAGE = ("lower-case letters, digits and hyphens, or nothing", re.compile(r"([a-z][a-z0-9-]*)?"))
_PAGE = ("off, or the https address of the performers' page, or nothing", re.compile(r"(off|https://\S+)?"))
_FOR_EVER = "public, max-age=31536000, immutable"


class CannotDeploy(RuntimeError):
    """Something is missing, or a program failed; the message says what."""


def deploy(environment: Mapping[str, str], build: Path = BUILD) -> str:
    """Deploy everything and return the skill's endpoint.

    Args:
        environment: The settings, and the `PATH` of the programs.
        build: The folder for build output.

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
    """Check that nothing is missing before anything is changed.

    Raises:
        CannotDeploy: Something is; the message lists everything that is missing.
    """
    path = environment.get("PATH")
    missing = [f"{name}: {what}" for name, what in PROGRAMS.items() if not shutil.which(name, path=path)]
    forms = {**_NEEDED, "STAGE": _STAGE, "PAGE": _PAGE}
    missing += [
        f"{name}=…: {what}" for name, (what, form) in forms.items() if not form.fullmatch(environment.get(name, ""))
    ]
    if missing:
        raise CannotDeploy("\n  ".join(["what is missing (docs/deploy.md describes each step):", *missing]))


def _sam(stack: str, environment: Mapping[str, str]) -> list[str]:
    values = {
        "Stage": environment.get("STAGE") or "prod",
        "SkillId": environment["SKILL_ID"],
        "Page": environment.get("PAGE", ""),
        "AlarmEmail": environment.get("ALARM_EMAIL", ""),
    }
    options = [
        "--capabilities",
        "CAPABILITY_IAM",
        "--resolve-s3",
        "--no-confirm-changeset",
        "--no-fail-on-empty-changeset",
    ]
    given = [f"{name}={value}" for name, value in values.items() if value]
    command = ["sam", "deploy", "--template-file", str(TEMPLATE), "--stack-name", stack, *options]
    return [*command, "--parameter-overrides", *given]


def _outputs(stack: str) -> Mapping[str, str]:
    command = ["aws", "cloudformation", "describe-stacks", "--stack-name", stack, "--output", "json"]
    (found,) = json.loads(_run(command, reads=True))["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in found["Outputs"]}


def _upload(bucket: str, build: Path) -> None:
    """Render the named patterns' recordings once, and copy those that the bucket lacks into it."""
    folder, done = build / "sound", build / "sound.done"
    if not done.exists():
        _run([sys.executable, "-m", "skill", "tones", "--all", "--out", str(folder)])
        done.touch()
    options = ["--content-type", "audio/mpeg", "--cache-control", _FOR_EVER, "--size-only"]
    _run(["aws", "s3", "sync", str(folder), f"s3://{bucket}/sound", *options])


def _run(command: Sequence[str], folder: Path = ROOT, *, reads: bool = False) -> str:
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE if reads else None, text=True, check=False)
    if done.returncode:
        raise CannotDeploy(f"{' '.join(command[:2])} failed; the remaining steps were not run")
    return done.stdout or ""


def main() -> int:
    """Deploy; return 2 if that fails."""
    try:
        endpoint = deploy(os.environ)
    except CannotDeploy as problem:
        print(f"ready-room: {problem}", file=sys.stderr)
        return 2
    print(f"The skill is at {endpoint}. On a device of your developer account, say: Alexa, open ready room.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
