"""The wire from a device to the skill: signs what goes out, and takes down what passes and which rules it breaks."""

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
    """Sends requests.

    Args:
        endpoint: The way to the skill.
        signer: Signs the requests.
        ledger_calls: Gives what the ledger was asked for since it was last called, where that can be seen.
        timer: Seconds that only ever grow, by which answers are timed.
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
            NoAnswer: The skill did not answer as a skill has to.
        """
        body = json.dumps(request).encode()
        begun = self._timer()
        answer = self._endpoint(body, self._signer.headers(body))
        seconds = self._timer() - begun
        ledger = tuple(self._ledger_calls()) if self._ledger_calls else None
        rules = broken(request, answer, dialogs, seconds)
        self._exchanges.append(Exchange(utterance, understood, request, answer, seconds, ledger, rules))
        return answer

    def passed(self) -> tuple[Exchange, ...]:
        """Return what has passed since this was last called."""
        passed, self._exchanges = tuple(self._exchanges), []
        return passed
