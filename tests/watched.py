"""A service of AWS's whose calls are looked at on their way."""

from collections.abc import Callable, Mapping
from typing import Any

from skill.aws import Service


def _nothing(_operation: str, _told: Mapping[str, Any]) -> None:
    """Look away."""


class Watched(Service):
    """Makes another's calls, and shows them.

    Args:
        service: Whose.
        before: Is shown each operation, and its request.
        after: Is shown each operation, and what it was answered.
    """

    def __init__(
        self,
        service: Service,
        before: Callable[[str, Mapping[str, Any]], None] = _nothing,
        after: Callable[[str, Mapping[str, Any]], None] = _nothing,
    ) -> None:
        self._service, self._before, self._after = service, before, after

    def call(self, operation: str, request: Mapping[str, Any]) -> dict[str, Any]:
        """See `Service.call`."""
        self._before(operation, request)
        answer = self._service.call(operation, request)
        self._after(operation, answer)
        return answer

    def close(self) -> None:
        """See `Service.close`."""
        self._service.close()
