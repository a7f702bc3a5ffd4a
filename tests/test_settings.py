"""The settings: typed, with defaults that work, and one clear line when something is wrong."""

import os
import re
from pathlib import Path

import pytest

from skill.ledger.opening import open_ledger
from skill.settings import BadSetting, Settings

ROOT = Path(__file__).parent.parent
SKILL = {"READY_ROOM_SKILL_ID": "amzn1.ask.skill.x", "READY_ROOM_ACCOUNT_KEY": "sixteen letters!"}


def test_without_any_setting_everything_is_in_the_working_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings.read({})
    assert settings.home == tmp_path / ".ready-room"
    assert settings.ledger == f"sqlite:///{tmp_path}/.ready-room/ledger.sqlite3"
    assert settings.skill_id is None
    assert settings.account_key


def test_a_home_of_any_name_holds_the_ledger(tmp_path: Path) -> None:
    home = tmp_path / "a?b#c %20"
    open_ledger(Settings.read({"READY_ROOM_HOME": str(home)}).ledger)
    assert [file.name for file in home.iterdir()] == ["ledger.sqlite3"]


def test_each_setting_is_taken_as_it_is(tmp_path: Path) -> None:
    ledger = "dynamodb://table?region=us-east-1"
    settings = Settings.read({**SKILL, "READY_ROOM_HOME": str(tmp_path), "READY_ROOM_LEDGER": ledger})
    assert settings == Settings(tmp_path, ledger, "amzn1.ask.skill.x", b"sixteen letters!")


@pytest.mark.parametrize(
    "address",
    [
        "https://sound.example",
        "https://sound.example:8443/a/b",
        "http://127.0.0.1:8000/sound",
        "http://localhost/sound/",
    ],
)
def test_sound_is_had_from_where_it_is_said(address: str) -> None:
    settings = Settings.read({"READY_ROOM_SOUND": address})
    assert settings.sound == address.rstrip("/")
    assert settings.own_sound
    assert not Settings.read({"READY_ROOM_SOUND": address, "READY_ROOM_SOUND_PATTERNS": "named"}).own_sound


@pytest.mark.parametrize(
    ("told", "page"),
    [
        ("", ""),
        ("off", None),
        ("https://ready-room.example/page/", "https://ready-room.example/page"),
        ("http://127.0.0.1:8000/skill/page", "http://127.0.0.1:8000/skill/page"),
    ],
)
def test_the_page_is_where_it_is_said_or_off(told: str, page: str | None) -> None:
    assert Settings.read({"READY_ROOM_PAGE": told}).page == page


def test_a_setting_that_is_empty_is_not_set() -> None:
    assert Settings.read(dict.fromkeys(SKILL, "")).skill_id is None


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"READY_ROOM_LEDGER": "mysql://x"}, "READY_ROOM_LEDGER: 'mysql://x' is neither"),
        ({"READY_ROOM_LEDGER": "sqlite://host/x"}, "READY_ROOM_LEDGER: 'sqlite://host/x' is not"),
        ({**SKILL, "READY_ROOM_SKILL_ID": "my skill"}, "READY_ROOM_SKILL_ID is 'my skill'"),
        ({**SKILL, "READY_ROOM_ACCOUNT_KEY": ""}, "READY_ROOM_ACCOUNT_KEY has to be set"),
        ({**SKILL, "READY_ROOM_ACCOUNT_KEY": "short"}, "READY_ROOM_ACCOUNT_KEY has to be set"),
        ({"READY_ROOM_ACCOUNT_KEY": "short"}, "READY_ROOM_ACCOUNT_KEY has to be set"),
        ({"READY_ROOM_SOUND": "http://sound.example"}, "READY_ROOM_SOUND is 'http://sound.example'; .* https"),
        ({"READY_ROOM_SOUND": "https://sound.example/?x=1"}, "READY_ROOM_SOUND is"),
        ({"READY_ROOM_SOUND": "https://sound.example/a b"}, "READY_ROOM_SOUND is"),
        ({"READY_ROOM_SOUND": 'https://sound.example/"/>'}, "READY_ROOM_SOUND is"),
        ({"READY_ROOM_SOUND_PATTERNS": "some"}, "READY_ROOM_SOUND_PATTERNS is 'some'; it has to be all or named"),
        ({"READY_ROOM_PAGE": "on"}, "READY_ROOM_PAGE is 'on'; it has to be off or an https address"),
        ({"READY_ROOM_PAGE": "https://page.example/?code=1"}, "READY_ROOM_PAGE is"),
        ({**SKILL, "READY_ROOM_PAGE": "http://127.0.0.1/page"}, "READY_ROOM_PAGE is on this machine"),
        ({"READY_ROOM_HOME": __file__}, "READY_ROOM_HOME is .* not a folder"),
        ({"READY_ROOM_SOUND": "https://sound.example/%"}, "READY_ROOM_SOUND is"),
        ({"READY_ROOM_SOUND": "https://sound.example/%zz"}, "READY_ROOM_SOUND is"),
        ({"READY_ROOM_LEDGER": "sqlite:///:memory:"}, "READY_ROOM_LEDGER: .*nothing would be stored"),
        ({"READY_ROOM_LEDGER": "sqlite:////data/100%/x"}, "READY_ROOM_LEDGER: .*write %25 for it"),
    ],
)
def test_a_setting_that_is_wrong_says_so_in_one_line(environment: dict[str, str], said: str) -> None:
    with pytest.raises(BadSetting, match=said) as problem:
        Settings.read(environment)
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize(
    "key",
    [
        "ready-room-local",
        "Ready-Room-Local ",
        " " * 20,
        "\t\n" * 10,
        "short" + " " * 20,
        "x" * 16,
        "x" * 400,
        "  " + "0" * 32,
        "ab" * 8,
        "password" * 2,
        "12345678" * 4,
        "0123456789abcdef",
        "$(cat account.key)",
        "${READY_ROOM_ACCOUNT_KEY}",
        "<your secret account key>",
        "openssl rand -hex 24",
        "$(openssl rand -hex 24)x",
        "a secret of your own, sixteen or more",
        "replace-me-with-a-key",
        "amzn1.ask.skill.1234-5678",
        "changeme-changeme!",
        "qwertyuiopasdfgh",
        "abcabcabcabcabcab",
        "aaaaaaaaaaaaaaab",
    ],
)
def test_with_a_skill_id_a_key_that_anybody_may_know_is_refused(key: str) -> None:
    with pytest.raises(BadSetting, match="READY_ROOM_ACCOUNT_KEY") as problem:
        Settings.read({**SKILL, "READY_ROOM_ACCOUNT_KEY": key})
    assert "\n" not in str(problem.value)
    assert key.strip() not in str(problem.value) or not key.strip(), "it may be one that was mistyped"


def test_no_key_that_a_document_shows_is_one() -> None:
    shown = [
        found
        for file in (ROOT / "README.md", ROOT / "Dockerfile", *(ROOT / "docs").rglob("*.md"))
        for found in re.findall(r"READY_ROOM_ACCOUNT_KEY=(?:\"([^\"]+)\"|(\S+))", file.read_text(encoding="utf-8"))
    ]
    assert shown
    for quoted, plain in shown:
        with pytest.raises(BadSetting, match="READY_ROOM_ACCOUNT_KEY"):
            Settings.read({**SKILL, "READY_ROOM_ACCOUNT_KEY": quoted or plain})


@pytest.mark.parametrize(
    "key",
    [
        "9f1c2ab4" * 2 + "7",
        "5905e5cf53fdc114dfadcc7d6c5c99a217b120a277d52f7a",
        "tjLzT5gdE7Sp4eN1",
        "a$b(c)d{e}f<g>h!",
        "\udcff" * 3 + "tjLzT5gdE7Sp4e",
    ],
)
def test_any_other_is_a_key(key: str) -> None:
    assert Settings.read({**SKILL, "READY_ROOM_ACCOUNT_KEY": key}).account_key == os.fsencode(key)


def test_on_this_machine_alone_any_key_that_is_long_enough_will_do() -> None:
    assert Settings.read({"READY_ROOM_ACCOUNT_KEY": "x" * 16}).account_key == b"x" * 16


def test_a_home_of_any_bytes_holds_the_ledger(tmp_path: Path) -> None:
    home = tmp_path / "\udcff%"
    open_ledger(Settings.read({"READY_ROOM_HOME": str(home)}).ledger)
    assert [file.name for file in home.iterdir()] == ["ledger.sqlite3"]
