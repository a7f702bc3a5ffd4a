"""Ladder: the steps to the end goal, and the date of the next performance."""

from collections.abc import Sequence

from skill.web.page.door import Answer, Route
from skill.web.page.visit import Visit


def ladder(visit: Visit) -> Answer:
    """Show the steps to the end goal, and the date of the next performance."""
    return visit.show("ladder.html", visit.context())


ROUTES: Sequence[Route] = (("/ladder", ("GET",), "ladder", ladder),)
