"""What a speaker has loaded once somebody has spoken to it; imported where `speakers` are forked from."""

from datetime import datetime
from zoneinfo import ZoneInfo

from simulator.__main__ import main
from simulator.local import rehearsal

__all__ = ["main"]

with rehearsal(datetime.now(ZoneInfo("America/New_York"))) as household:
    household.device().hear("Alexa, open ready room")
