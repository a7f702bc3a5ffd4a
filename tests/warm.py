"""What a command has loaded once somebody has spoken to the skill; imported where `tests.forks` forks from."""

import gc
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import skill.__main__
import skill.ledger.dynamodb
import skill.ledger.table
import skill.operators
from simulator import __main__ as simulator
from simulator.local import rehearsal

MAINS: Mapping[str, Callable[[Sequence[str]], int]] = {"skill": skill.__main__.main, "simulator": simulator.main}
"""What `python -m` runs, by name."""

with rehearsal(datetime.now(ZoneInfo("America/New_York"))) as household:
    household.device().hear("Alexa, open ready room")
gc.collect()
gc.freeze()  # what is shared with every fork is not looked through, and so not copied, in any
