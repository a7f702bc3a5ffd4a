"""The connection from a device to the skill: signs requests, records exchanges and checks Alexa's rules."""

import json
import time
from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any

from simulator.answer import Exchange
from simulator.endpoints import Endpoint
from simulator.listener import Understood
from simulator.rules import broken
from simulator.signing import Signer


class Wire:
    """Sends requests and records the exchanges.

    Args:
        endpoint: Sends requests to the skill.
        signer: Signs the requests.
        ledger_calls: Returns the ledger's methods called since the last time, if they can be watched.
        timer: A monotonic clock in seconds that times the answers.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        signer: Signer,
        ledger_calls: Callable[[], Sequence[str]] | None = None,
        timer: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._endpoint = endpoint
        self._signer = signer
        self._ledger_calls = ledger_calls
        self._timer = timer
        self._exchanges: list[Exchange] = []

    def send(
        self, request: Mapping[str, Any], utterance: str, understood: Understood | None, dialogs: Mapping[str, Set[str]]
    ) -> Mapping[str, Any]:
        """Send a request and return the answer.

        Raises:
            NoAnswer: The skill didn't return a valid answer.
        """
        body = json.dumps(request).encode()
        started = self._timer()
        answer = self._endpoint(body, self._signer.headers(body))
        seconds = self._timer() - started
        ledger = tuple(self._ledger_calls()) if self._ledger_calls else None
        rules = broken(request, answer, dialogs, seconds)
        self._exchanges.append(Exchange(utterance, understood, request, answer, seconds, ledger, rules))
        return answer

    def take_exchanges(self) -> tuple[Exchange, ...]:
        """Return the exchanges since the last call, and forget them."""
        exchanges, self._exchanges = tuple(self._exchanges), []
        return exchanges
