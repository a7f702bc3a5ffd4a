"""The log: one JSON object per line, on standard output."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, TextIO


class Json(logging.Formatter):
    """Formats a record as JSON. Only an exception's class is included, as its text may contain a performer's words."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as one line of JSON."""
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0]:
            entry["error"] = record.exc_info[0].__name__
        fields: dict[str, Any] = getattr(record, "fields", {})
        return json.dumps(entry | fields, ensure_ascii=False, separators=(",", ":"))


def to(stream: TextIO = sys.stdout) -> None:
    """Write the skill's log and libraries' warnings to a stream, and nothing else that this process logs."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Json())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("skill").setLevel(logging.INFO)
