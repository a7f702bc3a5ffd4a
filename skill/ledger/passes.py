"""The records that let somebody look at a performer's page: a one-time code, and a session; see `access.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

CODE_STAYS, SESSION_STAYS = timedelta(minutes=10), timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PageCode:
    """A one-time code.

    Args:
        handle: Its first half.
        secret_hash: The hash of the whole.
        account: The account that it lets somebody into.
        performer: The performer whose page it opens.
        lock: The performer's lock when it was given.
        locale: The locale of the device that gave it.
        expires_at: When it ends.
        tries: How often its second half was compared with what somebody typed.
        version: How often it has been saved; 0 is never.
    """

    handle: str
    secret_hash: str
    account: str
    performer: str
    lock: str
    locale: str
    expires_at: datetime
    tries: int = 0
    version: int = 0
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class PageSession:
    """A session on the page.

    Args:
        id: The hash of the token that the browser keeps.
        account: The account.
        performer: The performer whose page it shows.
        lock: The performer's lock when it began.
        locale: The locale of the page.
        expires_at: When it ends.
    """

    id: str
    account: str
    performer: str
    lock: str
    locale: str
    expires_at: datetime
    version: int = 0
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
