"""Saving what a form changes, decided again when only the version has moved on."""

from collections.abc import Callable

from skill.conversation.context import Context
from skill.ledger.protocol import Change, Conflict
from skill.web.page.door import Answer
from skill.web.page.visit import Visit

_ATTEMPTS = 4


def save_decided(visit: Visit, decide: Callable[[Context], Change | Answer]) -> Answer | None:
    """Save what is decided on the records as they are stored now.

    Args:
        visit: The visit.
        decide: Returns the change, or an answer if nothing is to be saved.

    Returns:
        That answer; `None` once the change is saved.

    Raises:
        Conflict: Another request kept changing the records.
    """
    for _ in range(_ATTEMPTS):
        decided = decide(visit.context())
        if not isinstance(decided, Change):
            return decided
        try:
            visit.save(decided)
        except Conflict:
            continue
        return None
    raise Conflict
