"""How many turns a server takes in a second, when several ask at once."""

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from tests.bench.servers import Connection, Server
from tests.bench.stage import Standing
from tests.bench.turns import Speaker, in_turn

PROCESSES, CONNECTIONS, REQUESTS, ROUNDS = 2, 4, 50, 3
"""How many processes ask, with how many connections each, each of them how often, and how often they do it."""


def load(there: Standing, servers: Mapping[str, Server], speaker: Speaker) -> Mapping[str, float]:
    """Return how many warm-ups a second each server leads; whoever asks is on the same machine, each for another.

    The servers take turns.
    """
    users = [there.fill(10, f"asks-{number}") for number in range(PROCESSES * CONNECTIONS)]
    taken = dict.fromkeys(servers, 0.0)
    for number in range(ROUNDS):
        for name in in_turn(servers, number):
            taken[name] += _seconds(servers[name], speaker, users)
    return {name: len(users) * REQUESTS * ROUNDS / seconds for name, seconds in taken.items()}


def _seconds(server: Server, speaker: Speaker, users: Sequence[str]) -> float:
    """Return how long a server takes for a round."""
    requests = [[one.whole for one in speaker.requests("warm-up", user, REQUESTS)] for user in users]
    with ProcessPoolExecutor(PROCESSES) as processes:
        list(processes.map(time.sleep, [0.1] * PROCESSES))  # each is there before the clock starts
        begun = time.perf_counter()
        for done in [processes.submit(_ask, server.port, requests[first::PROCESSES]) for first in range(PROCESSES)]:
            done.result()
        return time.perf_counter() - begun


def _ask(port: int, requests: Sequence[Sequence[bytes]]) -> None:
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        for done in [threads.submit(_ask_all, port, of_one) for of_one in requests]:
            done.result()


def _ask_all(port: int, requests: Sequence[bytes]) -> None:
    connection = Connection(port)
    for one in requests:
        connection.ask(one)
    connection.close()
