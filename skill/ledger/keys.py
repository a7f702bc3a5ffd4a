"""The sort keys of an account's partition, as text: they order as time does."""

import hmac
from datetime import UTC, datetime

from skill.efficacy.evidence import Evidence, Key, shelf_time

_TIME = "%Y-%m-%dT%H:%M:%SZ"
LEDGER_ACCOUNT, MARK = "ledger", "key"
"""Where the mark of the account key is kept: no account is called so, and no record of one."""


def performer_key(performer: str) -> str:
    """Return where a performer's state is kept."""
    return f"P#{performer}"


def evidence_key(key: Key) -> str:
    """Return where a piece of evidence is kept."""
    return f"{domain_prefix(key.performer, key.domain)}{stamp(key.at)}#{key.id}"


def evidence_prefix(performer: str) -> str:
    """Return what all evidence of a performer begins with."""
    return f"E#{performer}#"


def domain_prefix(performer: str, domain: str) -> str:
    """Return what all evidence of a domain begins with."""
    return f"{evidence_prefix(performer)}{domain}#"


def shelf_key(evidence: Evidence) -> str | None:
    """Return where it stands on the shelf, if it may be read."""
    time = shelf_time(evidence)
    key = evidence.key
    return None if time is None else f"{domain_prefix(key.performer, key.domain)}{stamp(time)}#{key.id}"


def parse_evidence_key(text: str) -> Key:
    """Read what `evidence_key` wrote.

    Raises:
        ValueError: It is no such key.
    """
    try:
        mark, performer, domain, at, id_ = text.split("#")
        if mark != "E":
            raise ValueError(text)
        when = datetime.fromisoformat(at)
        if at != stamp(when):
            raise ValueError(text)
        return Key(performer, domain, when, id_)
    except ValueError as error:
        raise ValueError(f"not a key of evidence: {text!r}") from error


def stamp(when: datetime) -> str:
    """Write a time in UTC, to the second."""
    return when.astimezone(UTC).strftime(_TIME)


def is_stamp(text: str) -> bool:
    """Return whether a text is a time as `stamp` writes it."""
    try:
        return datetime.strptime(text, _TIME).replace(tzinfo=UTC).strftime(_TIME) == text
    except ValueError:
        return False


def mark_of(account_key: bytes) -> str:
    """Return the mark by which an account key is known again; it does not lead back to the key."""
    return hmac.digest(account_key, b"ready-room: the mark of the account key", "sha256").hex()
