"""What every ledger does, and what may go wrong with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from skill.deadline import Deadline
from skill.efficacy.evidence import Evidence, Key
from skill.efficacy.performer import Performer


class LedgerError(Exception):
    """Something about keeping went wrong."""


class Conflict(LedgerError):
    """Somebody else has saved the same record in the meantime: read it again, decide again."""


class Unavailable(LedgerError):
    """The ledger did not answer, or not in time. What was to be saved may or may not have been."""


class Unreadable(Unavailable):
    """A record is there and cannot be read, by this release at least. It is left as it is."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a turn wants kept: all of it or nothing.

    Args:
        performer: The performer's new state.
        evidence: Pieces of evidence, new or changed.
        forget: Evidence to delete.
        erase: Whether to delete everything of this performer instead, by the id.
        vital: Whether what the skill says would be untrue without it.
    """

    performer: Performer | None = None
    evidence: tuple[Evidence, ...] = ()
    forget: tuple[Key, ...] = ()
    erase: str | None = None
    vital: bool = True

    def __bool__(self) -> bool:
        return bool(self.performer or self.evidence or self.forget or self.erase)


NOTHING = Change()


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as it is kept, whether this release can read it or not.

    Args:
        sort: Its key within the account.
        shelf: Where it stands on the shelf, if it does.
        version: How often it has been saved.
        written: When it was saved last, UTC.
        body: What the codec wrote.
    """

    sort: str
    shelf: str | None
    version: int
    written: str
    body: str


class Ledger(Protocol):
    """Where records are kept. An account is the keyed hash of an Alexa user id.

    Every method raises `Unavailable` when the ledger does not answer before the deadline. A method that reads gives
    what was last saved, never less.
    """

    def performer(self, account: str, performer: str, deadline: Deadline) -> Performer:
        """Return a performer's state; a new one, never saved, when there is none."""
        ...

    def performers(self, account: str, performers: Sequence[str], deadline: Deadline) -> Sequence[Performer]:
        """Return the states of several performers, in that order, in one call; a new one for each that is not there."""
        ...

    def evidence(self, account: str, key: Key, deadline: Deadline) -> Evidence | None:
        """Return one piece of evidence, if it is there."""
        ...

    def latest(
        self, account: str, performer: str, domain: str, limit: int, deadline: Deadline, *, before: Key | None = None
    ) -> Sequence[Evidence]:
        """Return a domain's evidence, the latest first, at most `limit` pieces, of those told before a key's."""
        ...

    def shelf(self, account: str, performer: str, domain: str, limit: int, deadline: Deadline) -> Sequence[Evidence]:
        """Return what warm-ups may read of a domain, by `shelf_time`, the latest first, at most `limit` pieces."""
        ...

    def save(self, account: str, change: Change, at: datetime, deadline: Deadline) -> None:
        """Keep a change: all of it or nothing. A record is saved only over the version that it was read as.

        Args:
            account: Whose records.
            change: What to keep.
            at: When the request was made that led to it.
            deadline: Until when.

        Raises:
            Conflict: A record has another version by now. New evidence that is saved alone and is there already as it
                is to be is no conflict: its key is the request's, so it was this request that put it there.
        """
        ...

    def erase(self, account: str, deadline: Deadline, *, until: datetime | None = None) -> None:
        """Delete everything of an account, or only what was written until a time.

        Raises:
            Unavailable: Not everything could be deleted in time. What is left is whole; call again.
        """
        ...

    def everything(self, account: str, deadline: Deadline) -> Iterator[StoredRecord]:
        """Give every record of an account as it is kept, the performers' states first, then evidence, the latest first.

        They are read as they are asked for: never more of them is in memory than DynamoDB gives at once, 1 MB.
        """
        ...

    def put_back(self, account: str, records: Sequence[StoredRecord], deadline: Deadline) -> None:
        """Keep records as `everything` gave them, of an account that has none.

        Raises:
            Conflict: The account has a record already, or somebody saved one meanwhile. SQLite then keeps none of
                these, and so it does where it fails; DynamoDB may keep some.
        """
        ...

    def made_with(self, mark: str | None, deadline: Deadline) -> str | None:
        """Return the mark of the account key that this ledger is kept with.

        Args:
            mark: Is kept as that where the ledger has none yet; without it, `None` is returned then.
            deadline: Until when.
        """
        ...

    def check(self, deadline: Deadline, *, to_save: bool = False) -> None:
        """Return if the ledger answers.

        Args:
            deadline: Until when.
            to_save: Whether it has to be able to save, too, as far as that can be tried at no cost.
        """
        ...
