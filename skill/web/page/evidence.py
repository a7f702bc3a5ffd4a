"""Evidence: the time line of what was told, searched, put right, released and forgotten."""

from collections.abc import Sequence

from skill.web.page.door import Answer, Route
from skill.web.page.visit import Visit


def evidence(visit: Visit) -> Answer:
    """Show the time line of what was told, searched, put right, released and forgotten."""
    return visit.show("evidence.html", visit.context())


ROUTES: Sequence[Route] = (("/evidence", ("GET",), "evidence", evidence),)
