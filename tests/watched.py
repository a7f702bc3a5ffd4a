"""Calls to DynamoDB that are looked at on their way."""

from collections.abc import Callable, Mapping
from typing import Any

from skill.ledger.dynamodb import Client


def _nothing(_operation: str, _told: Mapping[str, Any]) -> None:
    """Look away."""


class Watched(Client):
    """Makes another's calls, and shows them.

    Args:
        client: Whose.
        before: Is shown each operation, and its request.
        after: Is shown each operation, and what it was answered.
    """

    def __init__(
        self,
        client: Client,
        before: Callable[[str, Mapping[str, Any]], None] = _nothing,
        after: Callable[[str, Mapping[str, Any]], None] = _nothing,
    ) -> None:
        self._watched, self._before, self._after = client, before, after

    def call(self, operation: str, request: Mapping[str, Any]) -> dict[str, Any]:
        """See `Client.call`."""
        self._before(operation, request)
        answer = self._watched.call(operation, request)
        self._after(operation, answer)
        return answer

    def close(self) -> None:
        """See `Client.close`."""
        self._watched.close()
