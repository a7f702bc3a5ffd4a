"""What a form says beside what is stored by now, if somebody else has changed that: they choose one."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request, url_for

from skill.conversation.context import Context
from skill.web.page.door import Answer
from skill.web.page.visit import Visit

_OF_EVERY_FORM = {"csrf", "once"}
Rows = Sequence[tuple[str, str, str]]
"""For each part that differs: its name, as it is stored now, and as the form has it."""


def show_both(visit: Visit, context: Context, rows: Rows, marks: Mapping[str, str], back: str, **values: str) -> Answer:
    """Show what is stored now and what a form says, and let them choose; nothing is saved.

    Args:
        visit: The visit.
        context: The records.
        rows: What differs.
        marks: The fields that the form has otherwise when it is sent again, such as the marks of what is stored now.
        back: The endpoint of the view that shows what is stored, without the blueprint's name.
        values: What its address asks for.
    """
    where: dict[str, Any] = {**values}
    about: dict[str, Any] = {**visit.about} if "domain" in visit.query else {}
    return visit.show(
        "both.html",
        context,
        409,
        rows=rows,
        action=url_for(request.endpoint or "", **about),
        fields={name: value for name, value in visit.form.items() if name not in _OF_EVERY_FORM} | {**marks},
        back=url_for(f"page.{back}", **where),
    )
