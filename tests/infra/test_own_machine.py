"""The files that run the skill on one's own machine fit together: compose.yaml, Caddyfile and Dockerfile.

No Docker is needed. `tests/withstanding/test_strangers.py` tests the Caddyfile itself, in front of the real service.
"""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from samtranslator.yaml_helper import yaml_parse

from skill.settings import Settings
from skill.web.app import LARGEST_BODY
from tools.bundle import ROOT

INFRA = ROOT / "infra"
CADDYFILE, DOCKERFILE, DEPLOY = (
    file.read_text(encoding="utf-8") for file in (INFRA / "Caddyfile", ROOT / "Dockerfile", ROOT / "docs" / "deploy.md")
)
IN_ENV = {
    "READY_ROOM_HOST": "your.host",
    "READY_ROOM_SKILL_ID": "amzn1.ask.skill.x",
    "READY_ROOM_ACCOUNT_KEY": "of-this-test-alone-4711",
}
ONLY_IN_TESTS = {"HTTP_PORT", "HTTPS_PORT", "READY_ROOM_SERVICE", "REQUEST_BUFFERS"}
"""Variables that have a default in the Caddyfile and are not set by Compose."""


@pytest.fixture(scope="module")
def compose() -> Mapping[str, Any]:
    """The Compose file."""
    made: Mapping[str, Any] = yaml_parse((INFRA / "compose.yaml").read_text(encoding="utf-8"))
    return made


def filled(value: str) -> str:
    """Return a value with its variables filled in, as Compose does from .env."""
    return re.sub(r"\$\{(\w+)(:\?[^}]*)?}", lambda found: IN_ENV[found[1]], value)


def test_there_is_nothing_in_it_but_the_service_and_what_stands_before_it(compose: Mapping[str, Any]) -> None:
    assert set(compose) == {"name", "services", "volumes"}
    assert set(compose["services"]) == {"service", "caddy"}
    known = {"build", "image", "environment", "volumes", "ports", "depends_on", "restart"}
    hardened = {"read_only", "tmpfs", "cap_drop", "security_opt"}
    assert set().union(*compose["services"].values()) <= known | hardened
    used = {one.partition(":")[0] for each in compose["services"].values() for one in each["volumes"]}
    assert {one for one in used if not one.startswith(".")} == set(compose["volumes"])


def test_the_web_reaches_caddy_and_nothing_else(compose: Mapping[str, Any]) -> None:
    assert "ports" not in compose["services"]["service"]
    assert compose["services"]["caddy"]["ports"] == ["80:80", "443:443"]


def test_the_service_is_the_dockerfiles(compose: Mapping[str, Any]) -> None:
    service = compose["services"]["service"]
    assert (INFRA / service["build"]["context"] / service["build"]["dockerfile"]).resolve() == ROOT / "Dockerfile"
    (port,) = re.findall(r"^EXPOSE (\d+)$", DOCKERFILE, re.MULTILINE)
    (kept,) = re.findall(r"^VOLUME (\S+)$", DOCKERFILE, re.MULTILINE)
    assert [one.rpartition(":")[2] for one in service["volumes"]] == [kept]
    assert set(re.findall(r"READY_ROOM_SERVICE:([^}]+)}", CADDYFILE)) == {f"service:{port}"}
    assert "HEALTHCHECK" in DOCKERFILE, "Caddy waits until it is well"
    assert compose["services"]["caddy"]["depends_on"] == {"service": {"condition": "service_healthy"}}


def test_the_service_starts_with_the_settings_that_it_is_given(compose: Mapping[str, Any]) -> None:
    given = {name: filled(value) for name, value in compose["services"]["service"]["environment"].items()}
    settings = Settings.read(given)
    assert settings.skill_id == IN_ENV["READY_ROOM_SKILL_ID"]
    assert settings.sound == "https://your.host/sound"
    assert settings.page == "https://your.host/page"
    assert settings.own_sound


def test_the_caddyfile_is_given_what_it_asks_for(compose: Mapping[str, Any]) -> None:
    asked = set(re.findall(r"{\$(\w+)", CADDYFILE))
    given = set(compose["services"]["caddy"]["environment"])
    assert asked == given | ONLY_IN_TESTS
    assert all(f"{{${name}:" in CADDYFILE for name in ONLY_IN_TESTS)
    assert "./Caddyfile:/etc/caddy/Caddyfile:ro" in compose["services"]["caddy"]["volumes"]


def test_what_has_to_be_in_the_file_of_settings_is_said(compose: Mapping[str, Any]) -> None:
    text = (INFRA / "compose.yaml").read_text(encoding="utf-8")
    needed = set(re.findall(r"\$\{(\w+)", text))
    assert needed == set(IN_ENV)
    for name in needed:
        assert f"{name}=" in DEPLOY
        assert f"{name}:?" in text, "without it, it does not start"
    assert "infra/.env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_the_limit_of_a_body_is_the_services() -> None:
    assert f"max_size {LARGEST_BODY // 1_024}KiB" in CADDYFILE
    assert f"request_buffers {LARGEST_BODY // 1_024}KiB" in CADDYFILE
