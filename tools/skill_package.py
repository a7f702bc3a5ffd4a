"""Builds the skill package: everything Amazon has to know about the skill, in the form of the ASK CLI, version 2.

python -m tools.skill_package [--endpoint URL] [--privacy URL] [--skill-id ID] [--certificate KIND] [--out FOLDER]

It is built from the interaction models and, for each of their locales, the store texts in `infra/store`. Those of
another locale than American English hold only what differs: `words` to replace, and whole texts.
"""

import argparse
import json
import re
import shutil
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tools.icons import SIZES, icon

ROOT = Path(__file__).parent.parent
MODELS, STORE = ROOT / "interaction_models", ROOT / "infra" / "store"
ENDPOINT, PRIVACY = "https://your.host/alexa", "https://your.host/privacy"
"""Placeholders, which have to be replaced before the package can be used."""
BASE = "en-US"
"""The locale whose store texts the others differ from."""
_PERMISSIONS = ("alexa::alerts:reminders:skill:readwrite", "alexa::person_id:read")
"""To set reminders, and to recognize who is speaking."""
_EVENTS = ("SKILL_ENABLED", "SKILL_DISABLED")
_INTERFACES = ("AUDIO_PLAYER", "ALEXA_PRESENTATION_APL")
_CERTIFICATES = ("Trusted", "Wildcard")
_OF_AWS = ".on.aws"
"""The domain of Lambda's function URLs, which share one wildcard certificate."""


class CannotPackage(ValueError):
    """The package cannot be built; the message says why."""


def build(target: Path, endpoint: str, privacy: str, skill_id: str = "", certificate: str = "") -> None:
    """Build the package in a folder, which is emptied first.

    Args:
        target: The folder.
        endpoint: The https URL that Alexa calls.
        privacy: The https URL of the privacy policy.
        skill_id: The id of the skill; if empty, the ASK CLI creates a new one.
        certificate: The type of the endpoint's certificate, `Trusted` or `Wildcard`; if empty, the URL determines it.

    Raises:
        CannotPackage: A URL is invalid, or a model's language has no store texts.
    """
    for name, url in (("endpoint", endpoint), ("privacy policy", privacy)):
        if not re.fullmatch(r"https://[^\s/]+(/\S*)?", url):
            raise CannotPackage(f"the {name} is {url!r}; it has to be an https address")
    locales = sorted(model.stem for model in MODELS.glob("*.json"))
    manifest = _manifest(locales, _endpoint(endpoint, certificate), privacy)
    shutil.rmtree(target, ignore_errors=True)
    _write(target / "ask-resources.json", _resources())
    _write(target / "skill-package" / "skill.json", {"manifest": manifest})
    for locale in locales:
        copy = target / "skill-package" / "interactionModels" / "custom" / f"{locale}.json"
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(MODELS / copy.name, copy)
    for size in SIZES:
        file = target / "skill-package" / _picture(size)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(icon(size))
    if skill_id:
        states = {"askcliStatesVersion": "2020-03-31", "profiles": {"default": {"skillId": skill_id}}}
        _write(target / ".ask" / "ask-states.json", states)


def _resources() -> Mapping[str, Any]:
    """Return the configuration that tells the ASK CLI where the package is; it does not deploy code."""
    return {
        "askcliResourcesVersion": "2020-03-31",
        "profiles": {"default": {"skillMetadata": {"src": "./skill-package"}}},
    }


def _endpoint(url: str, certificate: str) -> Mapping[str, str]:
    host = urlsplit(url).hostname or ""
    return {"uri": url, "sslCertificateType": certificate or ("Wildcard" if host.endswith(_OF_AWS) else "Trusted")}


def _manifest(locales: Sequence[str], endpoint: Mapping[str, str], privacy: str) -> Mapping[str, Any]:
    texts = {locale: _texts(locale) for locale in locales}
    return {
        "manifestVersion": "1.0",
        "publishingInformation": {
            "locales": {locale: _published(text) for locale, text in texts.items()},
            "isAvailableWorldwide": True,
            "distributionMode": "PUBLIC",
            "distributionCountries": [],
            "category": "SELF_IMPROVEMENT",
            "testingInstructions": texts[BASE]["testing"].strip(),
        },
        "privacyAndCompliance": {
            "allowsPurchases": False,
            "usesPersonalInfo": True,  # what performers say is stored
            "isChildDirected": False,
            "isExportCompliant": True,
            "containsAds": False,
            "usesHealthInfo": False,
            "locales": {locale: {"privacyPolicyUrl": privacy} for locale in locales},
        },
        "permissions": [{"name": name} for name in _PERMISSIONS],
        "events": {"endpoint": endpoint, "subscriptions": [{"eventName": name} for name in _EVENTS]},
        "apis": {"custom": {"endpoint": endpoint, "interfaces": [{"type": name} for name in _INTERFACES]}},
    }


def _texts(locale: str) -> Mapping[str, Any]:
    """Return a locale's store texts: American English, or those of the locale it is like, with its own words."""
    file = STORE / f"{locale}.toml"
    if not file.exists():
        raise CannotPackage(f"{locale} has a model but no store texts: write {file.relative_to(ROOT)}")
    own = tomllib.loads(file.read_text(encoding="utf-8"))
    words, like = own.pop("words", {}), own.pop("like", "" if locale == BASE else BASE)
    texts = {**(_texts(like) if like else {}), **own}
    return {name: _in_words(text, words) for name, text in texts.items()}


def _in_words(text: str | list[str], words: Mapping[str, str]) -> str | list[str]:
    """Return a text, or several, with some of its words replaced."""
    if isinstance(text, list):
        return [str(_in_words(one, words)) for one in text]
    for usual, other in words.items():
        text = text.replace(usual, other)
    return text


def _published(text: Mapping[str, Any]) -> Mapping[str, Any]:
    small, large = (f"file://{_picture(size)}" for size in SIZES)
    return {
        "name": text["name"],
        "summary": text["summary"],
        "description": text["description"].strip(),
        "examplePhrases": text["examples"],
        "keywords": text["keywords"],
        "smallIconUri": small,
        "largeIconUri": large,
    }


def _picture(size: int) -> str:
    return f"assets/images/icon-{size}.png"


def _write(file: Path, content: Mapping[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the package; return 2 if that fails."""
    parser = argparse.ArgumentParser(prog="python -m tools.skill_package")
    parser.add_argument("--endpoint", default="", metavar="URL")
    parser.add_argument("--privacy", default="", metavar="URL")
    parser.add_argument("--skill-id", default="", metavar="ID")
    parser.add_argument("--certificate", choices=("", *_CERTIFICATES), default="")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "skill-package")
    chosen = parser.parse_args(arguments)
    try:
        build(chosen.out, chosen.endpoint or ENDPOINT, chosen.privacy or PRIVACY, chosen.skill_id, chosen.certificate)
    except CannotPackage as problem:
        print(f"ready-room: {problem}", file=sys.stderr)
        return 2
    print(f"skill package: {chosen.out}")
    for name, given, variable in (
        ("endpoint", chosen.endpoint, "ENDPOINT"),
        ("privacy policy", chosen.privacy, "PRIVACY"),
    ):
        if not given:
            print(f"the {name} is a placeholder; replace it with: make skill-package {variable}=https://…")
    return 0


if __name__ == "__main__":
    sys.exit(main())
