"""The sort keys within an account's partition, as text that sorts by time."""

import hmac
from datetime import UTC, datetime

from skill.efficacy.evidence import Evidence, Key, shelf_time

_TIME = "%Y-%m-%dT%H:%M:%SZ"
LEDGER_ACCOUNT, MARK = "ledger", "key"
"""Where the mark of the account key is stored. No account and no record of an account has these names."""


CODES_ACCOUNT = "codes"
"""Where one-time codes are stored, as whoever types one does not say whose it is."""
LAST_OF_RECORDS = "S#"
"""Sorts after every key of a performer and of evidence, and before those of sessions."""


def code_key(handle: str) -> str:
    """Return the key of a one-time code, by its first half."""
    return f"C#{handle}"


def session_prefix(performer: str) -> str:
    """Return the prefix of the keys of all of a performer's sessions on their page."""
    return f"S#{performer}#"


def session_key(performer: str, id_: str) -> str:
    """Return the key of a session on a performer's page."""
    return f"{session_prefix(performer)}{id_}"


def performer_key(performer: str) -> str:
    """Return the key of a performer's state."""
    return f"P#{performer}"


def evidence_key(key: Key) -> str:
    """Return the key of a piece of evidence."""
    return f"{domain_prefix(key.performer, key.domain)}{stamp(key.at)}#{key.id}"


def evidence_prefix(performer: str) -> str:
    """Return the prefix of the keys of all of a performer's evidence."""
    return f"E#{performer}#"


def domain_prefix(performer: str, domain: str) -> str:
    """Return the prefix of the keys of all evidence in a domain."""
    return f"{evidence_prefix(performer)}{domain}#"


def shelf_key(evidence: Evidence) -> str | None:
    """Return the key of a piece of evidence on the shelf; `None` if warm-ups may not read it."""
    time = shelf_time(evidence)
    key = evidence.key
    return None if time is None else f"{domain_prefix(key.performer, key.domain)}{stamp(time)}#{key.id}"


def parse_evidence_key(text: str) -> Key:
    """Read what `evidence_key` wrote.

    Raises:
        ValueError: The text is not such a key.
    """
    try:
        kind, performer, domain, at, id_ = text.split("#")
        if kind != "E":
            raise ValueError(text)
        when = datetime.fromisoformat(at)
        if at != stamp(when):
            raise ValueError(text)
        return Key(performer, domain, when, id_)
    except ValueError as error:
        raise ValueError(f"not an evidence key: {text!r}") from error


def stamp(when: datetime) -> str:
    """Return a time as text in UTC, to the second."""
    return when.astimezone(UTC).strftime(_TIME)


def is_stamp(text: str) -> bool:
    """Whether a text is a time as `stamp` writes it."""
    try:
        return datetime.strptime(text, _TIME).replace(tzinfo=UTC).strftime(_TIME) == text
    except ValueError:
        return False


def mark_of(account_key: bytes) -> str:
    """Return the mark that identifies an account key without revealing it."""
    return hmac.digest(account_key, b"ready-room: the mark of the account key", "sha256").hex()
