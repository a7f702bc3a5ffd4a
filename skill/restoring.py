"""Renews what a copy of this process can't go on with. A copy is forked, or restored from a snapshot.

gunicorn forks its workers after startup. Over a connection that two of them share, one reads the other's answers.

AWS Lambda's SnapStart takes a snapshot after startup, and restores it many times, hours or weeks later and in parallel.
By then its connections are dead, its credentials have expired, and all copies would draw the same random numbers.
"""

import os
import random
import ssl
from collections.abc import Callable
from typing import TypeAlias
from weakref import WeakMethod

_SEED_BYTES = 32
Methods: TypeAlias = "list[WeakMethod[Callable[[], None]]]"
_to_disconnect: Methods = []
_to_renew: Methods = []


def in_copies(disconnect: Callable[[], None]) -> None:
    """Have a method called in every copy of this process, before anything else, as long as its object exists."""
    _to_disconnect.append(WeakMethod(disconnect, _to_disconnect.remove))


def on_restore(renew: Callable[[], None]) -> None:
    """Have a method called after a snapshot is restored, as long as its object exists."""
    _to_renew.append(WeakMethod(renew, _to_renew.remove))


def restored() -> None:
    """Renew everything that is stale after a snapshot of this process is restored."""
    random.seed()
    ssl.RAND_add(os.urandom(_SEED_BYTES), float(_SEED_BYTES))
    _disconnect()
    _call(_to_renew)


def _disconnect() -> None:
    """Disconnect from everything. Python and OpenSSL draw other random numbers after a fork by themselves."""
    _call(_to_disconnect)


def _call(methods: Methods) -> None:
    for reference in list(methods):
        if method := reference():
            method()


os.register_at_fork(after_in_child=_disconnect)
