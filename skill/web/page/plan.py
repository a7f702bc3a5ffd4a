"""Plan and cue word: what they will do differently, and the word that they say to themselves."""

from collections.abc import Sequence

from skill.web.page.door import Answer, Route
from skill.web.page.visit import Visit


def plan(visit: Visit) -> Answer:
    """Show what they will do differently, and the word that they say to themselves."""
    return visit.show("plan.html", visit.context())


ROUTES: Sequence[Route] = (("/plan", ("GET",), "plan", plan),)
