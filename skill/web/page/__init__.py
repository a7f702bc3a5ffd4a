"""The performer's page: what the speaker keeps, to look at, put right and print.

A request comes through the door (`door.py`), which knows whose it is, to one function of a view as a `Visit`. Each view
is one file with its `ROUTES`, beside its template. Nothing here needs a script.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flask import Blueprint, redirect, url_for

from skill.deadline import Deadline
from skill.ledger.protocol import Ledger
from skill.web.page import care, certainty, evidence, keeping, ladder, piece, plan, preferences, today
from skill.web.page.door import PATH, Door, is_below, refused

__all__ = ["PATH", "is_below", "look_of", "page", "refused"]
_STATIC = Path(__file__).parent / "static"
_VIEWS = (today, evidence, piece, certainty, ladder, plan, preferences, keeping, care)


def look_of(folder: Path) -> str:
    """Return the version of the style sheets in a folder: another one, whichever of them changes."""
    return hashlib.sha256(b"".join(one.read_bytes() for one in sorted(folder.iterdir()))).hexdigest()[:12]


def page(
    ledger: Ledger, clock: Callable[[], datetime], deadline: Callable[[float], Deadline], *, only_loopback: bool
) -> Blueprint:
    """Return the page as a part of the web service.

    Args:
        ledger: Where records are stored.
        clock: Returns the time, UTC.
        deadline: Returns a deadline that lies a number of seconds ahead.
        only_loopback: Whether it is for this machine only, and so without https.
    """
    blueprint = Blueprint("page", __name__, url_prefix=PATH, template_folder="templates", static_folder="static")
    look = look_of(_STATIC)
    door = Door(ledger, clock, deadline, only_loopback=only_loopback, look=look)
    blueprint.before_request(door.admitted)
    blueprint.url_defaults(lambda endpoint, values: values.update({"v": look} if endpoint == "page.static" else {}))
    blueprint.add_url_rule("", "start", lambda: redirect(url_for("page.today"), 303))
    blueprint.add_url_rule("/in", "sign_in", door.sign_in, methods=["GET", "POST"])
    blueprint.add_url_rule("/out", "sign_out", door.sign_out, methods=["POST"])
    for view in _VIEWS:
        for path, methods, endpoint, show in view.ROUTES:
            blueprint.add_url_rule(path, endpoint, door.opened(show), methods=list(methods))
    blueprint.after_app_request(door.closed)
    return blueprint
