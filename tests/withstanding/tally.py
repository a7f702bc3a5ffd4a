"""What many who told something were answered, and whether the ledger holds it: all that was said to be kept, once."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from skill.alexa.requests import account_of
from skill.efficacy.evidence import Evidence
from skill.ledger.protocol import Ledger
from skill.settings import Settings
from tests.patience import patient


@dataclass
class Tally:
    """What happened.

    Args:
        answers: Answers that came.
        apologies: Of those, the ones that said that something is out of reach.
        lost: Requests whose connection broke, and which were sent again.
        repeated: Requests that were sent though they had been answered, or were about to be.
        failed: The status of each answer that was none.
        slowest: The seconds of the slowest answer, for whoever asked.
        notes: Each note that was said to be kept, by its user.
        debriefs: Each answer of a debrief that was said to be kept, by its user and its name.
        wrong: Answers that fit nothing.
    """

    answers: int = 0
    apologies: int = 0
    lost: int = 0
    repeated: int = 0
    failed: list[int] = field(default_factory=list)
    slowest: float = 0.0
    notes: dict[str, list[str]] = field(default_factory=dict)
    debriefs: dict[str, dict[str, str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, what: str) -> None:
        """Count something."""
        with self._lock:
            setattr(self, what, getattr(self, what) + 1)

    def took(self, seconds: float) -> None:
        """Count an answer, and how long it took."""
        with self._lock:
            self.answers, self.slowest = self.answers + 1, max(self.slowest, seconds)

    @property
    def acknowledged(self) -> int:
        """How many writes were said to be kept."""
        return sum(map(len, self.notes.values())) + sum(map(len, self.debriefs.values()))


@dataclass(frozen=True)
class Found:
    """What the ledger holds, beside what was said to be kept.

    Args:
        pieces: How many pieces of evidence.
        missing: What was said to be kept and is not there.
        doubled: What is there more than once.
    """

    pieces: int
    missing: Sequence[str]
    doubled: Sequence[str]


def compare(tally: Tally, ledger: Ledger) -> Found:
    """Read the ledger of everybody who told something, and compare."""
    each = [
        *(_compare_notes(user, notes, _kept(ledger, user)) for user, notes in tally.notes.items()),
        *(_compare_debrief(user, answers, _kept(ledger, user)) for user, answers in tally.debriefs.items()),
    ]
    return Found(
        sum(one.pieces for one in each),
        [missing for one in each for missing in one.missing],
        [doubled for one in each for doubled in one.doubled],
    )


def _compare_notes(user: str, said: Sequence[str], kept: Sequence[Evidence]) -> Found:
    there = [one.note or "" for one in kept]
    missing = [f"{user}: {note}" for note in said if note not in there]
    return Found(len(there), missing, [f"{user}: {note}" for note in set(there) if there.count(note) > 1])


def _compare_debrief(user: str, said: dict[str, str], kept: Sequence[Evidence]) -> Found:
    missing = [
        f"{user}: {name}" for name, words in said.items() if not any(getattr(one, name) == words for one in kept)
    ]
    return Found(len(kept), missing, [f"{user}: {one.key}" for one in kept[1:]])


def _kept(ledger: Ledger, user: str) -> Sequence[Evidence]:
    account = account_of(user, Settings.read({}).account_key)
    return ledger.latest(account, "main", "first", 10_000, patient())
