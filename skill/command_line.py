"""Commands and their arguments: what goes wrong is said in one line."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn, TypeAlias

from skill.ledger.protocol import Unavailable
from skill.printable import printable
from skill.settings import BadSetting, Settings

Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with a command."""

    def error(self, message: str) -> NoReturn:
        """End the program."""
        self.exit(2, _line(message))


def _line(problem: object) -> str:
    """Return what went wrong as one line, whatever is in it."""
    return f"ready-room: {printable(' '.join(str(problem).split()))}\n"


def run(parser: Parser, arguments: Sequence[str] | None) -> int:
    """Run the command that was chosen; each is a function of the settings and its arguments, in `run`.

    Returns:
        What the command returns; 2 when a setting is wrong.
    """
    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.run(Settings.read(os.environ), chosen))
    except (BadSetting, Unavailable, OSError) as problem:
        sys.stderr.write(_line(problem))
        return 2
