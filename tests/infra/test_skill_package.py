"""The skill package is complete, has the form that Amazon requires, and is true of the code."""

import json
import re
import struct
import tomllib
import zlib
from pathlib import Path
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_smapi_model.v1.skill.interaction_model.interaction_model_data import InteractionModelData
from ask_smapi_model.v1.skill.manifest.skill_manifest_envelope import SkillManifestEnvelope

from simulator.device import Device
from simulator.local import MODELS
from tests.stage import Stage
from tools import skill_package
from tools.skill_package import CannotPackage, build, main

ENDPOINT, PRIVACY = "https://1abc.lambda-url.us-east-1.on.aws/alexa", "https://ready-room.example/privacy"
SKILL_ID = "amzn1.ask.skill.00000000-0000-4000-8000-000000000000"
LOCALES = sorted(model.stem for model in MODELS.glob("*.json"))
REQUIRED = {"name", "summary", "description", "examplePhrases", "keywords", "smallIconUri", "largeIconUri"}

every_locale = pytest.mark.parametrize("locale", LOCALES)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package."""
    folder = tmp_path_factory.mktemp("package")
    build(folder, ENDPOINT, PRIVACY, SKILL_ID)
    return folder


@pytest.fixture(scope="module")
def manifest(package: Path) -> dict[str, Any]:
    """Its manifest."""
    found: dict[str, Any] = json.loads((package / "skill-package" / "skill.json").read_text(encoding="utf-8"))[
        "manifest"
    ]
    return found


def without_nothing(value: Any) -> Any:
    """Return JSON without its null members."""
    if isinstance(value, dict):
        return {name: without_nothing(of) for name, of in value.items() if of is not None}
    return [without_nothing(of) for of in value] if isinstance(value, list) else value


def comes_back(text: str, kind: type) -> bool:
    """Whether Amazon's own class knows every field, and every value of an enum."""
    serializer = DefaultSerializer()
    again = serializer.serialize(serializer.deserialize(text, kind))
    return bool(without_nothing(again) == without_nothing(json.loads(text)))


def test_the_manifest_is_amazons(package: Path) -> None:
    text = (package / "skill-package" / "skill.json").read_text(encoding="utf-8")
    assert comes_back(text, SkillManifestEnvelope)
    assert not comes_back(text.replace("isChildDirected", "isChildDirektd"), SkillManifestEnvelope)


@every_locale
def test_the_models_are_amazons(package: Path, locale: str) -> None:
    copied = package / "skill-package" / "interactionModels" / "custom" / f"{locale}.json"
    text = copied.read_text(encoding="utf-8")
    assert text == (MODELS / f"{locale}.json").read_text(encoding="utf-8")
    assert comes_back(text, InteractionModelData)


def test_the_ask_cli_finds_its_way(package: Path) -> None:
    resources = json.loads((package / "ask-resources.json").read_text(encoding="utf-8"))
    profile = resources["profiles"]["default"]
    assert (package / profile["skillMetadata"]["src"] / "skill.json").exists()
    assert set(profile) == {"skillMetadata"}  # the CLI deploys no code or infrastructure
    states = json.loads((package / ".ask" / "ask-states.json").read_text(encoding="utf-8"))
    assert states["profiles"]["default"]["skillId"] == SKILL_ID


def test_every_field_that_amazon_requires_is_there(manifest: dict[str, Any]) -> None:
    assert manifest["manifestVersion"] == "1.0"
    published = manifest["publishingInformation"]
    assert sorted(published["locales"]) == LOCALES
    for text in published["locales"].values():
        assert set(text) == REQUIRED
        assert all(text.values())
    assert published["category"] == "SELF_IMPROVEMENT"
    assert published["testingInstructions"]
    assert published["isAvailableWorldwide"]
    assert published["distributionCountries"] == []
    for locale in LOCALES:
        assert manifest["privacyAndCompliance"]["locales"][locale]["privacyPolicyUrl"] == PRIVACY


def test_what_it_says_of_privacy_is_so(manifest: dict[str, Any]) -> None:
    told = {name: value for name, value in manifest["privacyAndCompliance"].items() if name != "locales"}
    assert told == {
        "allowsPurchases": False,
        "usesPersonalInfo": True,
        "isChildDirected": False,
        "isExportCompliant": True,
        "containsAds": False,
        "usesHealthInfo": False,
    }


def test_it_asks_for_the_permissions_that_the_code_uses(manifest: dict[str, Any]) -> None:
    source = "".join(
        file.read_text(encoding="utf-8") for file in Path(skill_package.ROOT / "skill" / "alexa").glob("*.py")
    )
    used = set(re.findall(r'"(alexa::[\w:]+)"', source))
    assert '"personId"' in source
    assert {one["name"] for one in manifest["permissions"]} == used | {"alexa::person_id:read"}


def test_alexa_calls_one_address_for_everything(manifest: dict[str, Any]) -> None:
    endpoint = {"uri": ENDPOINT, "sslCertificateType": "Wildcard"}
    custom = manifest["apis"]["custom"]
    assert custom["endpoint"] == manifest["events"]["endpoint"] == endpoint
    assert {one["type"] for one in custom["interfaces"]} == {"AUDIO_PLAYER", "ALEXA_PRESENTATION_APL"}
    assert {one["eventName"] for one in manifest["events"]["subscriptions"]} == {"SKILL_ENABLED", "SKILL_DISABLED"}


@every_locale
def test_a_text_is_as_long_as_it_may_be(manifest: dict[str, Any], locale: str) -> None:
    text = manifest["publishingInformation"]["locales"][locale]
    assert 2 <= len(text["name"]) <= 50
    assert len(text["summary"]) <= 160
    assert len(text["description"]) <= 4_000
    assert len(text["examplePhrases"]) == 3
    assert len(text["keywords"]) <= 30
    assert len(",".join(text["keywords"])) <= 150


@every_locale
def test_the_description_says_what_it_is_not(manifest: dict[str, Any], locale: str) -> None:
    text = manifest["publishingInformation"]["locales"][locale]["description"]
    assert re.search(r"If you are pregnant or have a heart or lung condition, ask (a|your) (doctor|GP) before", text)
    assert "not medical advice" in text
    assert "not claimed to improve a performance" in text
    for claimed in ("cure", "treat", "therapy", "heal", "guarantee", "calm down", "relax"):
        assert not re.search(rf"\b{claimed}", text, re.IGNORECASE), claimed


@every_locale
def test_a_word_that_a_store_text_replaces_is_in_the_text_it_begins_from(locale: str) -> None:
    own = tomllib.loads((skill_package.STORE / f"{locale}.toml").read_text(encoding="utf-8"))
    begun = skill_package._texts(own.get("like", skill_package.BASE))
    texts = " ".join(map(str, begun.values()))
    assert [word for word in own.get("words", {}) if word not in texts] == []


def phrases() -> list[tuple[str, str]]:
    """Return each example phrase with its locale."""
    return [(locale, phrase) for locale in LOCALES for phrase in skill_package._texts(locale)["examples"]]


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("locale", "phrase"), phrases())
def test_an_example_phrase_is_a_sample_of_the_model_and_works(locale: str, phrase: str, stage: Stage) -> None:
    stage.locale = locale
    device: Device = stage.device()
    assert phrase.startswith("Alexa, ")
    assert device.listener.invocation in phrase
    answer = device.hear(phrase)
    assert not answer.broken
    (exchange,) = answer.exchanges
    if exchange.understood is None:
        assert exchange.request["request"]["type"] == "LaunchRequest"
        return
    model = json.loads((MODELS / f"{locale}.json").read_text(encoding="utf-8"))["interactionModel"]["languageModel"]
    samples = next(one["samples"] for one in model["intents"] if one["name"] == exchange.understood.intent)
    assert exchange.understood.sample in samples
    assert not exchange.understood.slots  # as Amazon requires, the phrase is the sample, word for word
    assert phrase.lower().endswith(exchange.understood.sample)


@pytest.mark.parametrize(("name", "side"), [("smallIconUri", 108), ("largeIconUri", 512)])
def test_an_icon_is_a_picture_of_its_size(package: Path, manifest: dict[str, Any], name: str, side: int) -> None:
    for text in manifest["publishingInformation"]["locales"].values():
        place = text[name].removeprefix("file://")
        pixels = pixels_of((package / "skill-package" / place).read_bytes(), side)
        assert pixels[0][:4] == bytes([11, 17, 19, 0])  # a corner is transparent
        middle = side // 2
        assert pixels[middle][4 * middle : 4 * middle + 4] == bytes([242, 246, 246, 255])


def pixels_of(png: bytes, side: int) -> list[bytes]:
    """Return the rows of a square image with eight bits per channel, checking each chunk."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    place, chunks = 8, {}
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        kind, content = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        assert struct.unpack_from(">I", png, place + 8 + length)[0] == zlib.crc32(kind + content)
        chunks[kind], place = content, place + 12 + length
    assert list(chunks) == [b"IHDR", b"IDAT", b"IEND"]
    assert struct.unpack(">IIBBBBB", chunks[b"IHDR"]) == (side, side, 8, 6, 0, 0, 0)
    rows, width = zlib.decompress(chunks[b"IDAT"]), 1 + 4 * side
    assert len(rows) == side * width
    assert set(rows[::width]) == {0}
    return [rows[start + 1 : start + width] for start in range(0, len(rows), width)]


@pytest.mark.parametrize("url", ["", "http://your.host/alexa", "https://", "https://your host/alexa"])
def test_what_is_no_https_address_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(CannotPackage, match="https"):
        build(tmp_path, url, PRIVACY)
    with pytest.raises(CannotPackage, match="https"):
        build(tmp_path, ENDPOINT, url)


def test_a_language_without_texts_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(skill_package, "STORE", skill_package.ROOT / "infra" / "nowhere")
    with pytest.raises(CannotPackage, match="no store texts"):
        build(tmp_path, ENDPOINT, PRIVACY)


def test_without_addresses_it_says_that_they_are_placeholders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--out", str(tmp_path / "package")]) == 0
    assert capsys.readouterr().out.count("placeholder") == 2
    assert main(["--out", str(tmp_path / "package"), "--endpoint", "http://x"]) == 2
    manifest = json.loads((tmp_path / "package" / "skill-package" / "skill.json").read_text(encoding="utf-8"))
    assert manifest["manifest"]["apis"]["custom"]["endpoint"]["sslCertificateType"] == "Trusted"
