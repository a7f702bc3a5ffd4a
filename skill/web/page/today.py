"""Today: what is next, and what a warm-up will read."""

from collections.abc import Sequence

from skill.web.page.door import Answer, Route
from skill.web.page.visit import Visit


def today(visit: Visit) -> Answer:
    """Show what is next, when, and what will be heard before it."""
    return visit.show("today.html", visit.context())


ROUTES: Sequence[Route] = (("/", ("GET",), "today", today),)
