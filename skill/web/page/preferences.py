"""Preferences: how they want to be warmed up, asked and spoken to."""

from collections.abc import Sequence

from skill.web.page.door import Answer, Route
from skill.web.page.visit import Visit


def preferences(visit: Visit) -> Answer:
    """Show how they want to be warmed up, asked and spoken to."""
    return visit.show("preferences.html", visit.context())


ROUTES: Sequence[Route] = (("/preferences", ("GET",), "preferences", preferences),)
