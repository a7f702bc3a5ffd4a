"""How many turns a server takes in a second, when several ask at once."""

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from tests.bench.servers import Connection, Server
from tests.bench.stage import Standing
from tests.bench.turns import Speaker

PROCESSES, CONNECTIONS, REQUESTS = 2, 4, 150
"""How many processes ask, with how many connections each, each of them how often."""


def load(there: Standing, speaker: Speaker) -> Mapping[str, float]:
    """Return how many warm-ups a second each server leads; whoever asks is on the same machine, each for another."""
    users = [there.fill(10, f"asks-{number}") for number in range(PROCESSES * CONNECTIONS)]
    with there.servers() as servers:
        for server in servers.values():
            server.first_answer_ms(speaker.requests("warm-up", users[0], 1)[0].whole)
        return {name: _throughput(server, speaker, users) for name, server in servers.items()}


def _throughput(server: Server, speaker: Speaker, users: Sequence[str]) -> float:
    requests = [[one.whole for one in speaker.requests("warm-up", user, REQUESTS)] for user in users]
    with ProcessPoolExecutor(PROCESSES) as processes:
        list(processes.map(time.sleep, [0.1] * PROCESSES))  # each is there before the clock starts
        begun = time.perf_counter()
        for done in [processes.submit(_ask, server.port, requests[first::PROCESSES]) for first in range(PROCESSES)]:
            done.result()
    return len(users) * REQUESTS / (time.perf_counter() - begun)


def _ask(port: int, requests: Sequence[Sequence[bytes]]) -> None:
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        for done in [threads.submit(_ask_all, port, of_one) for of_one in requests]:
            done.result()


def _ask_all(port: int, requests: Sequence[bytes]) -> None:
    connection = Connection(port)
    for one in requests:
        connection.ask(one)
    connection.close()
