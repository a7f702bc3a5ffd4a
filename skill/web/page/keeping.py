"""Yours to keep: taking the record along, printing it, deleting it."""

from collections.abc import Sequence

from skill.web.page.door import Answer, Route
from skill.web.page.visit import Visit


def keeping(visit: Visit) -> Answer:
    """Show taking the record along, printing it, deleting it."""
    return visit.show("keeping.html", visit.context())


ROUTES: Sequence[Route] = (("/keeping", ("GET",), "keeping", keeping),)
