"""The settings: typed, with defaults that work, and one clear line when something is wrong."""

from pathlib import Path

import pytest

from skill.ledger.opening import open_ledger
from skill.settings import BadSetting, Settings

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
        ({"READY_ROOM_SOUND_PATTERNS": "some"}, "READY_ROOM_SOUND_PATTERNS is 'some'; it is all or named"),
        ({"READY_ROOM_HOME": __file__}, "READY_ROOM_HOME is .* no folder"),
    ],
)
def test_a_setting_that_is_wrong_says_so_in_one_line(environment: dict[str, str], said: str) -> None:
    with pytest.raises(BadSetting, match=said) as problem:
        Settings.read(environment)
    assert "\n" not in str(problem.value)
