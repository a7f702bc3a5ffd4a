"""The settings, read from the environment, typed, and checked before anything starts."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from skill.ledger.opening import BadLedgerUrl, check_url, has_odd_percent

_SHORTEST_KEY = 16
_LOCAL_KEY = "ready-room-local"
_PUBLIC = {
    *(_LOCAL_KEY, "openssl rand -hex 24", "0123456789abcdef", "1234567890abcdef", "1234567890123456"),
    *("abcdefghijklmnop", "ready_room_account_key", "your-account-key", "your-secret-account-key"),
}
_PLACEHOLDERS = ("openssl rand", "a secret", "replace", "amzn1.ask.skill", "change me", "changeme", "qwertyuiop")
"""Text in keys that were copied from a document or typed along a keyboard's row."""
_FEWEST_LETTERS = 6
_OBVIOUS = re.compile(r"(.{1,8})\1+|\$\(.*\)|\$\{.*\}|<.*>", re.DOTALL)
"""A repeated text, or a placeholder that a shell or a reader should have replaced. Only a few kinds of weak key are
rejected, because a key in use cannot be changed."""
_ADDRESS = re.compile(r"(https://[\w.-]+(:\d+)?|http://(127\.0\.0\.1|localhost)(:\d+)?)(/[\w./~%-]*)?", re.ASCII)
"""A URL without a query; only this machine's own may be without https."""


class BadSetting(ValueError):
    """A setting is missing or wrong; the message says which and what is expected."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings.

    Args:
        home: `READY_ROOM_HOME`: the folder of everything that is stored on this machine.
        ledger: `READY_ROOM_LEDGER`: `sqlite:///file` or `dynamodb://table?region=…`, with `endpoint=` for DynamoDB
            Local.
        skill_id: `READY_ROOM_SKILL_ID`: the skill's id at Amazon; without one, the service answers this machine only.
        sound: `READY_ROOM_SOUND`: the https URL below which Alexa finds the recordings; without one, words alone lead
            the breathing.
        own_sound: `READY_ROOM_SOUND_PATTERNS`: `all` if this service renders them, `named` if another host has those of
            the named patterns.
        account_key: `READY_ROOM_ACCOUNT_KEY`: the secret with which Alexa user ids are hashed.
        page: `READY_ROOM_PAGE`: the https URL of the performer's page, as a card tells it; empty if it is to be made
            from the host that Alexa called; `None` for `off`, if there is no page.
    """

    home: Path
    ledger: str
    skill_id: str | None
    account_key: bytes
    sound: str = ""
    own_sound: bool = True
    page: str | None = ""

    @property
    def has_own_key(self) -> bool:
        """Whether the key is a secret, and not the default that every machine has."""
        return self.account_key != _LOCAL_KEY.encode()

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read the settings.

        Raises:
            BadSetting: One is wrong.
        """
        home = Path(environment.get("READY_ROOM_HOME") or ".ready-room").absolute()
        ledger = environment.get("READY_ROOM_LEDGER") or f"sqlite:///{quote(os.fsencode(home / 'ledger.sqlite3'))}"
        skill_id = environment.get("READY_ROOM_SKILL_ID") or None
        key = environment.get("READY_ROOM_ACCOUNT_KEY") or ("" if skill_id else _LOCAL_KEY)
        if home.exists() and not home.is_dir():
            raise BadSetting(f"READY_ROOM_HOME is {home}, which is not a folder")
        try:
            check_url(ledger)
        except BadLedgerUrl as error:
            raise BadSetting(f"READY_ROOM_LEDGER: {error}") from error
        if skill_id and not skill_id.startswith("amzn1.ask.skill."):
            raise BadSetting(f"READY_ROOM_SKILL_ID is {skill_id!r}; a skill id begins with amzn1.ask.skill.")
        _check_key(key, is_public=skill_id is not None)
        if skill_id and _sound(environment).startswith("http:"):
            raise BadSetting("READY_ROOM_SOUND is on this machine; with a skill id, Alexa fetches sound over https")
        if skill_id and (_page(environment) or "").startswith("http:"):
            raise BadSetting("READY_ROOM_PAGE is on this machine; with a skill id, it is reached over https")
        sound, has_own_sound = _sound(environment), _has_own_sound(environment)
        return cls(home, ledger, skill_id, os.fsencode(key), sound, has_own_sound, _page(environment))


def _check_key(key: str, *, is_public: bool) -> None:
    """Check that a key is long enough and, for a public service, that nobody can know or guess it."""
    if len(key.strip()) < _SHORTEST_KEY:
        raise BadSetting(
            f"READY_ROOM_ACCOUNT_KEY has to be set, with a skill id, to at least {_SHORTEST_KEY} characters"
        )
    is_guessed = len(set(key.strip())) < _FEWEST_LETTERS or any(text in key.casefold() for text in _PLACEHOLDERS)
    if is_public and (is_guessed or key.strip().casefold() in _PUBLIC or _OBVIOUS.fullmatch(key.strip())):
        raise BadSetting("READY_ROOM_ACCOUNT_KEY is not a secret: make your own, as docs/deploy.md describes")


def _sound(environment: Mapping[str, str]) -> str:
    sound = (environment.get("READY_ROOM_SOUND") or "").rstrip("/")
    if sound and not _is_address(sound):
        raise BadSetting(f"READY_ROOM_SOUND is {sound!r}; Alexa fetches sound from an https address")
    return sound


def _page(environment: Mapping[str, str]) -> str | None:
    page = (environment.get("READY_ROOM_PAGE") or "").rstrip("/")
    if page == "off":
        return None
    if page and not _is_address(page):
        raise BadSetting(f"READY_ROOM_PAGE is {page!r}; it has to be off or an https address")
    return page


def _is_address(text: str) -> bool:
    return bool(_ADDRESS.fullmatch(text)) and not has_odd_percent(text)


def _has_own_sound(environment: Mapping[str, str]) -> bool:
    patterns = environment.get("READY_ROOM_SOUND_PATTERNS") or "all"
    if patterns not in {"all", "named"}:
        raise BadSetting(f"READY_ROOM_SOUND_PATTERNS is {patterns!r}; it has to be all or named")
    return patterns == "all"
