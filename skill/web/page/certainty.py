"""Certainty: how certain they said they were, over time."""

from collections.abc import Sequence

from skill.web.page.door import Answer, Route
from skill.web.page.visit import Visit


def certainty(visit: Visit) -> Answer:
    """Show how certain they said they were, over time."""
    return visit.show("certainty.html", visit.context())


ROUTES: Sequence[Route] = (("/certainty", ("GET",), "certainty", certainty),)
