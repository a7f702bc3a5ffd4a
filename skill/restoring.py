"""What is made new when this process goes on from a snapshot of itself, as AWS Lambda's SnapStart has it.

A snapshot is taken once, after the start, and restored many times, hours or weeks later and side by side: its
connections lead nowhere, its credentials have expired, and its random numbers are those of every other copy.
"""

import os
import random
import ssl
from collections.abc import Callable
from weakref import WeakMethod

_SEED_BYTES = 32
_renewals: "list[WeakMethod[Callable[[], None]]]" = []


def on_restore(renew: Callable[[], None]) -> None:
    """Have a method called when a snapshot was restored, for as long as its object is used."""
    _renewals.append(WeakMethod(renew, _renewals.remove))


def restored() -> None:
    """Make everything new that a snapshot of this process has made old."""
    random.seed()
    ssl.RAND_add(os.urandom(_SEED_BYTES), float(_SEED_BYTES))
    for one in list(_renewals):
        if renew := one():
            renew()
