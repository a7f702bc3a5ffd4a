"""The settings, from the environment: typed, and checked before anything starts."""

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
_OF_DOCUMENTS = ("openssl rand", "a secret", "replace", "amzn1.ask.skill", "change me", "changeme", "qwertyuiop")
"""What stands in a key that was copied from a document, or made on a keyboard."""
_FEWEST_LETTERS = 6
_NO_SECRET = re.compile(r"(.{1,8})\1+|\$\(.*\)|\$\{.*\}|<.*>", re.DOTALL)
"""The same again and again, or what a shell or somebody who reads a document was to replace. Few are refused that are
weak: a key cannot be changed."""
_SOUND = re.compile(r"(https://[\w.-]+(:\d+)?|http://(127\.0\.0\.1|localhost)(:\d+)?)(/[\w./~%-]*)?", re.ASCII)
"""An address without a question in it; this machine's own may do without a certificate."""


class BadSetting(ValueError):
    """A setting is missing or wrong; the message says which and what is expected."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set.

    Args:
        home: `READY_ROOM_HOME`: the folder of everything that is kept on this machine.
        ledger: `READY_ROOM_LEDGER`: `sqlite:///file` or `dynamodb://table?region=…`, with `endpoint=` for DynamoDB
            Local.
        skill_id: `READY_ROOM_SKILL_ID`: the skill's id at Amazon; without one the service is for this machine only.
        sound: `READY_ROOM_SOUND`: the https address below which Alexa finds the recordings; without one words lead the
            breathing alone.
        own_sound: `READY_ROOM_SOUND_PATTERNS`: `all` where this service renders them, `named` where another host has
            those of the named patterns.
        account_key: `READY_ROOM_ACCOUNT_KEY`: the secret with which Alexa user ids are hashed.
    """

    home: Path
    ledger: str
    skill_id: str | None
    account_key: bytes
    sound: str = ""
    own_sound: bool = True

    @property
    def has_own_key(self) -> bool:
        """Whether the key is a secret, and not the one that every machine has for itself."""
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
            raise BadSetting(f"READY_ROOM_HOME is {home}, which is no folder")
        try:
            check_url(ledger)
        except BadLedgerUrl as error:
            raise BadSetting(f"READY_ROOM_LEDGER: {error}") from error
        if skill_id and not skill_id.startswith("amzn1.ask.skill."):
            raise BadSetting(f"READY_ROOM_SKILL_ID is {skill_id!r}; a skill id begins with amzn1.ask.skill.")
        _check_key(key, is_public=skill_id is not None)
        if skill_id and _sound(environment).startswith("http:"):
            raise BadSetting("READY_ROOM_SOUND is on this machine; with a skill id, Alexa fetches sound over https")
        return cls(home, ledger, skill_id, os.fsencode(key), _sound(environment), _has_own_sound(environment))


def _check_key(key: str, *, is_public: bool) -> None:
    """Check that a key is one; of a service that the web reaches, that nobody can know or guess it."""
    if len(key.strip()) < _SHORTEST_KEY:
        raise BadSetting(
            f"READY_ROOM_ACCOUNT_KEY has to be set, to {_SHORTEST_KEY} characters or more, with a skill id"
        )
    is_guessed = len(set(key.strip())) < _FEWEST_LETTERS or any(one in key.casefold() for one in _OF_DOCUMENTS)
    if is_public and (is_guessed or key.strip().casefold() in _PUBLIC or _NO_SECRET.fullmatch(key.strip())):
        raise BadSetting("READY_ROOM_ACCOUNT_KEY is no secret: make one of your own, as docs/deploy.md has it")


def _sound(environment: Mapping[str, str]) -> str:
    sound = (environment.get("READY_ROOM_SOUND") or "").rstrip("/")
    if sound and (not _SOUND.fullmatch(sound) or has_odd_percent(sound)):
        raise BadSetting(f"READY_ROOM_SOUND is {sound!r}; Alexa fetches sound from an https address")
    return sound


def _has_own_sound(environment: Mapping[str, str]) -> bool:
    patterns = environment.get("READY_ROOM_SOUND_PATTERNS") or "all"
    if patterns not in {"all", "named"}:
        raise BadSetting(f"READY_ROOM_SOUND_PATTERNS is {patterns!r}; it is all or named")
    return patterns == "all"
