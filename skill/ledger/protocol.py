"""What every ledger does, and the errors that it may raise."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from skill.deadline import Deadline
from skill.efficacy.evidence import Evidence, Key
from skill.efficacy.performer import Performer
from skill.ledger.passes import PageCode, PageSession


class LedgerError(Exception):
    """Reading or saving records failed."""


class Conflict(LedgerError):
    """Another request saved the same record in the meantime: read it again and decide again."""


class Unavailable(LedgerError):
    """The ledger did not answer in time, or at all. A change may or may not have been saved."""


class Unreadable(Unavailable):
    """A record exists, but this release can't read it. It is left unchanged."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a turn saves: all of it or nothing.

    Args:
        performer: The performer's new state.
        evidence: New or changed evidence.
        forget: The keys of evidence to delete.
        erase: The id of a performer whose records are all deleted first.
        code: A new one-time code for the performer's page.
        vital: Whether the skill's reply would be untrue if this were not saved.
    """

    performer: Performer | None = None
    evidence: tuple[Evidence, ...] = ()
    forget: tuple[Key, ...] = ()
    erase: str | None = None
    code: PageCode | None = None
    vital: bool = True

    def __bool__(self) -> bool:
        return bool(self.performer or self.evidence or self.forget or self.erase or self.code)


NOTHING = Change()


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as stored, whether or not this release can read it.

    Args:
        sort: Its key within the account.
        shelf: Its key on the shelf, if it is there.
        version: How often it has been saved.
        written: When it was last saved, UTC.
        body: What the codec wrote.
    """

    sort: str
    shelf: str | None
    version: int
    written: str
    body: str


class Ledger(Protocol):
    """Stores records. An account is the keyed hash of an Alexa user id.

    Every method raises `Unavailable` when the ledger does not answer before the deadline. Reads return what was last
    saved, never an older state.
    """

    def turn(self) -> AbstractContextManager[None]:
        """Return a block in which this thread makes a turn's calls, which may share what has to be opened for them."""
        ...

    def performer(self, account: str, performer: str, deadline: Deadline) -> Performer:
        """Return a performer's state; a new one, never saved, if there is none."""
        ...

    def performers(self, account: str, performers: Sequence[str], deadline: Deadline) -> Sequence[Performer]:
        """Return the states of several performers, in that order, in one call; a new one for each that is missing."""
        ...

    def evidence(self, account: str, key: Key, deadline: Deadline) -> Evidence | None:
        """Return one piece of evidence, if it exists."""
        ...

    def latest(
        self, account: str, performer: str, domain: str, limit: int, deadline: Deadline, *, before: Key | None = None
    ) -> Sequence[Evidence]:
        """Return at most `limit` pieces of a domain's evidence, latest first; with `before`, only older ones."""
        ...

    def earliest(self, account: str, performer: str, domain: str, limit: int, deadline: Deadline) -> Sequence[Evidence]:
        """Return at most `limit` pieces of a domain's evidence, earliest first."""
        ...

    def shelf(self, account: str, performer: str, domain: str, limit: int, deadline: Deadline) -> Sequence[Evidence]:
        """Return at most `limit` pieces of a domain's evidence that warm-ups may read, latest `shelf_time` first."""
        ...

    def save(self, account: str, change: Change, at: datetime, deadline: Deadline) -> None:
        """Save a change: all of it or nothing. A record is overwritten only if it still has the version that was read.

        Args:
            account: The account whose records change.
            change: What to save.
            at: When the request that led to it was made.
            deadline: When to give up.

        Raises:
            Conflict: A record has another version by now. New evidence that is saved alone and already stored unchanged
                is not a conflict: its key comes from the request, so the same request stored it.
        """
        ...

    def page_code(self, handle: str, deadline: Deadline) -> PageCode | None:
        """Return a one-time code by its first half, if there is one."""
        ...

    def save_code(self, code: PageCode, at: datetime, deadline: Deadline) -> None:
        """Save a code that was read.

        Raises:
            Conflict: It has another version by now, or is gone.
        """
        ...

    def begin_session(self, code: PageCode, session: PageSession, at: datetime, deadline: Deadline) -> None:
        """Put a session in the place of a code that was read, both or neither.

        Raises:
            Conflict: The code has another version by now, or is gone.
        """
        ...

    def page_session(self, account: str, performer: str, id_: str, deadline: Deadline) -> PageSession | None:
        """Return a session on a performer's page, if it exists."""
        ...

    def end_session(self, session: PageSession, deadline: Deadline) -> None:
        """Delete a session."""
        ...

    def erase(self, account: str, deadline: Deadline, *, until: datetime | None = None) -> None:
        """Delete an account's records, or only those written up to a time. A one-time code opens nothing without them.

        Raises:
            Unavailable: Not everything could be deleted in time. The remaining records are intact; call again.
        """
        ...

    def everything(self, account: str, deadline: Deadline) -> Iterator[StoredRecord]:
        """Yield every record of an account as stored: performers first, then evidence, latest first; no sessions.

        Records are read lazily: at most one page of DynamoDB's, 1 MB, is in memory at a time.
        """
        ...

    def put_back(self, account: str, records: Sequence[StoredRecord], deadline: Deadline) -> None:
        """Store records that `everything` yielded, in an account that has none.

        Raises:
            Conflict: The account already has a record, or one was saved in the meantime. SQLite then stores none of
                these records, as after any failure; DynamoDB may store some.
        """
        ...

    def made_with(self, mark: str | None, deadline: Deadline) -> str | None:
        """Return the mark of the account key that this ledger was made with.

        Args:
            mark: Stored as that mark if the ledger has none yet; without it, `None` is returned then.
            deadline: When to give up.
        """
        ...

    def check(self, deadline: Deadline, *, to_save: bool = False) -> None:
        """Return if the ledger answers.

        Args:
            deadline: When to give up.
            to_save: Whether it must be able to save, too, as far as that can be checked at no cost.
        """
        ...
