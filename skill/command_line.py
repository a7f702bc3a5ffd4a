"""Parses and runs commands; reports any problem in one line."""

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
    """Reports a wrong command in one line."""

    def error(self, message: str) -> NoReturn:
        """Print the problem and end the program."""
        self.exit(2, _line(message))


def _line(problem: object) -> str:
    """Return a problem as one printable line."""
    return f"ready-room: {printable(' '.join(str(problem).split()))}\n"


def run(parser: Parser, arguments: Sequence[str] | None) -> int:
    """Run the chosen command: the function of the settings and arguments that its parser stores as `run`.

    Returns:
        The command's exit code; 2 if a setting is wrong, or the ledger or a file cannot be used.
    """
    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.run(Settings.read(os.environ), chosen))
    except (BadSetting, Unavailable, OSError) as problem:
        sys.stderr.write(_line(problem))
        return 2
