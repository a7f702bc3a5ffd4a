"""The log: one JSON object a line, on standard output."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, TextIO


class Json(logging.Formatter):
    """Writes a record as JSON. Of an exception its class is written: its text may hold a performer's words."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0]:
            told["error"] = record.exc_info[0].__name__
        fields: dict[str, Any] = getattr(record, "fields", {})
        return json.dumps(told | fields, ensure_ascii=False, separators=(",", ":"))


def to(stream: TextIO = sys.stdout) -> None:
    """Write what the skill logs, and what libraries warn of, to a stream; nothing else of this process's log."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Json())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("skill").setLevel(logging.INFO)
