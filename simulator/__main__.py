"""A simulated smart speaker: on a web page, in the terminal, or performing plays.

python -m simulator speak [--port PORT] [--no-open]
python -m simulator talk [--fast] [--url URL] [--elicitation honour|ignore|greedy] [--person NAME]
                         [--no-reminders] [--inspect] [--locale LOCALE] [--aloud]
python -m simulator replay [--write] [--elicitation honour|ignore|greedy] FILE...
"""

import sys
from collections.abc import Sequence

from simulator import local
from simulator.listener import locales_of
from skill.command_line import Commands, Parser, run


def _add_commands(commands: Commands) -> None:
    speak = commands.add_parser("speak", help="serve a smart speaker as a local web page")
    speak.add_argument("--port", type=int, default=local.USUAL_PORT, help="default: %(default)s; 0 for any free port")
    speak.add_argument("--no-open", dest="open", action="store_false", help="don't open the page in a browser")
    speak.set_defaults(run=local.speak)
    talk = commands.add_parser("talk", help="talk with the skill in this terminal")
    talk.add_argument("--fast", action="store_true", help="skip silences")
    talk.add_argument("--url", help="endpoint of a running service, for example http://127.0.0.1:8000/alexa")
    talk.add_argument("--elicitation", choices=("honour", "ignore", "greedy"), default="honour")
    talk.add_argument("--typed", action="store_true", help="pass free text on as typed, like the Alexa app")
    talk.add_argument("--person", metavar="NAME", help="speak as a person whose voice is recognized")
    talk.add_argument("--no-reminders", action="store_true", help="use a device without reminders")
    talk.add_argument("--inspect", action="store_true", help="show each request and answer in a line")
    talk.add_argument("--locale", choices=locales_of(local.MODELS), default="en-US", help="the device's language")
    talk.add_argument("--aloud", action="store_true", help="speak the answers; make voice installs what that needs")
    talk.set_defaults(run=local.talk)
    replay = commands.add_parser("replay", help="perform plays and show the result")
    replay.add_argument("--write", action="store_true", help="update the files with the current answers")
    replay.add_argument("files", nargs="+", metavar="FILE")
    replay.add_argument("--elicitation", choices=("honour", "ignore", "greedy"), default="honour")
    replay.set_defaults(run=local.replay)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status; 2 means a wrong setting."""
    parser = Parser(prog="python -m simulator", description=__doc__.splitlines()[0] if __doc__ else "")
    _add_commands(parser.add_subparsers(required=True, metavar="COMMAND"))
    return run(parser, arguments)


if __name__ == "__main__":
    sys.exit(main())
