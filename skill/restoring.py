"""Renews what is stale when this process continues from a snapshot of itself, as with AWS Lambda's SnapStart.

A snapshot is taken once, after startup, and restored many times, hours or weeks later and in parallel. By then its
connections are dead, its credentials have expired, and all copies would draw the same random numbers.
"""

import os
import random
import ssl
from collections.abc import Callable
from weakref import WeakMethod

_SEED_BYTES = 32
_renewals: "list[WeakMethod[Callable[[], None]]]" = []


def on_restore(renew: Callable[[], None]) -> None:
    """Have a method called after a snapshot is restored, as long as its object exists."""
    _renewals.append(WeakMethod(renew, _renewals.remove))


def restored() -> None:
    """Renew everything that is stale after a snapshot of this process is restored."""
    random.seed()
    ssl.RAND_add(os.urandom(_SEED_BYTES), float(_SEED_BYTES))
    for reference in list(_renewals):
        if renew := reference():
            renew()
