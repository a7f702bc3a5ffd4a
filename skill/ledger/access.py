"""Who may look at a performer's page: a one-time code, which the speaker gives, and the session that it begins.

A code has two halves. The first finds it, the second opens it, and it is looked at five times and no more: however many
codes are guessed, and however many at once, no single one is tried more often. Both halves come from the signed
request, so that a repeated request gives the same code.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import replace
from datetime import datetime

from skill.deadline import Deadline
from skill.efficacy.performer import PageAccess, Performer
from skill.ledger.passes import CODE_STAYS, SESSION_STAYS, PageCode, PageSession
from skill.ledger.protocol import Conflict, Ledger

LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
"""No vowels, so that no code is a word, and nothing that looks like something else."""
HALF = 5
"""Letters in each half of a code: 28 to the power of 5 is 17 million."""
MOST_TRIES = 5
_NOT_TYPED = re.compile(r"[\s.·•-]+")
_TOKEN_BYTES = 32


def code_for(request: str, key: bytes) -> str:
    """Return the code that a request gives: ten letters, the same whenever it is repeated.

    Args:
        request: The hash of the request's id.
        key: The account key.
    """
    number = int.from_bytes(hmac.digest(key, f"ready-room: a code for the page|{request}".encode(), "sha256"))
    letters = ""
    for _ in range(2 * HALF):
        number, index = divmod(number, len(LETTERS))
        letters += LETTERS[index]
    return letters


def lock_for(request: str, key: bytes) -> str:
    """Return a lock that a request makes, the same whenever it is repeated."""
    return hmac.digest(key, f"ready-room: a lock of the page|{request}".encode(), "sha256").hex()[:16]


def spaced(code: str) -> str:
    """Return a code as it is shown: its halves apart."""
    return f"{code[:HALF]}-{code[HALF:]}"


def typed(text: str) -> str | None:
    """Return the code that somebody typed, in any case and with any spaces; `None` if it can't be one."""
    code = _NOT_TYPED.sub("", text).upper()
    return code if len(code) == 2 * HALF and set(code) <= set(LETTERS) else None


def new_code(code: str, account: str, performer: Performer, locale: str, now: datetime) -> PageCode:
    """Return the record of a code for a performer who has a lock."""
    lock = performer.page.lock if performer.page else ""
    return PageCode(code[:HALF], _hash(code), account, performer.id, lock, locale, now + CODE_STAYS)


def redeem(ledger: Ledger, code: str, now: datetime, deadline: Deadline) -> tuple[str, PageSession] | None:
    """Let whoever typed a code in, once: return the token that their browser keeps, and their session.

    Returns:
        `None` if there is no such code, or it was used, has ended or was tried too often.

    Raises:
        Unavailable: The ledger did not answer.
    """
    for _ in range(MOST_TRIES):
        known = ledger.page_code(code[:HALF], deadline)
        if known is None or known.expires_at <= now or known.tries >= MOST_TRIES:
            return None
        try:
            tried = replace(known, tries=known.tries + 1)
            ledger.save_code(tried, now, deadline)  # before it is compared, so that those who guess at once count, too
            if not hmac.compare_digest(known.secret_hash, _hash(code)):
                return None
            access = ledger.performer(known.account, known.performer, deadline).page
            if access != PageAccess(known.lock, known.handle):
                return None
            token = secrets.token_urlsafe(_TOKEN_BYTES)
            ends = now + SESSION_STAYS
            session = PageSession(_hash(token), known.account, known.performer, known.lock, known.locale, ends)
            ledger.begin_session(replace(tried, version=tried.version + 1), session, now, deadline)
            return token, session
        except Conflict:  # somebody else tried or used it at the same moment
            continue
    return None


def find_session(
    ledger: Ledger, account: str, performer: str, token: str, now: datetime, deadline: Deadline
) -> tuple[PageSession, Performer] | None:
    """Return the session that a token belongs to, and its performer as saved; `None` if it has ended.

    Raises:
        Unavailable: The ledger did not answer, or the performer can't be read.
    """
    session = ledger.page_session(account, performer, _hash(token), deadline)
    if session is None or session.expires_at <= now:
        return None
    found = ledger.performer(account, performer, deadline)
    is_let_in = found.page is not None and hmac.compare_digest(found.page.lock, session.lock)
    return (session, found) if is_let_in else None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
