"""A smart speaker on this machine: on a page, in a terminal, or performing plays.

python -m simulator speak [--port PORT] [--no-open]
python -m simulator talk [--fast] [--url URL] [--elicitation honour|ignore|greedy] [--person NAME]
                         [--no-reminders] [--inspect]
python -m simulator replay [--write] [--elicitation honour|ignore|greedy] FILE...
"""

import sys
from collections.abc import Sequence

from simulator import local
from skill.command_line import Commands, Parser, run


def _add_commands(commands: Commands) -> None:
    speaking = commands.add_parser("speak", help="put a smart speaker on a page of this machine")
    speaking.add_argument("--port", type=int, default=8000, help="default: %(default)s; 0: any")
    speaking.add_argument("--no-open", dest="open", action="store_false", help="do not open the page in a browser")
    speaking.set_defaults(run=local.speak)
    talking = commands.add_parser("talk", help="talk with the skill in this terminal")
    talking.add_argument("--fast", action="store_true", help="do not wait out silences")
    talking.add_argument("--url", help="the endpoint of a running service, for example http://127.0.0.1:8000/alexa")
    talking.add_argument("--elicitation", choices=("honour", "ignore", "greedy"), default="honour")
    talking.add_argument("--typed", action="store_true", help="as in Alexa's app: free text comes as it is typed")
    talking.add_argument("--person", metavar="NAME", help="speak as somebody whose voice is recognised")
    talking.add_argument("--no-reminders", action="store_true", help="a device without reminders")
    talking.add_argument("--inspect", action="store_true", help="tell what passes between the speaker and the skill")
    talking.add_argument("--locale", default="en-US")
    talking.set_defaults(run=local.talk)
    replaying = commands.add_parser("replay", help="perform plays, and write them as they went")
    replaying.add_argument("--write", action="store_true", help="put what they answer now into the files")
    replaying.add_argument("files", nargs="+", metavar="FILE")
    replaying.add_argument("--elicitation", choices=("honour", "ignore", "greedy"), default="honour")
    replaying.set_defaults(run=local.replay)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 2 when a setting is wrong."""
    parser = Parser(prog="python -m simulator", description=__doc__.splitlines()[0] if __doc__ else "")
    _add_commands(parser.add_subparsers(required=True, metavar="COMMAND"))
    return run(parser, arguments)


if __name__ == "__main__":
    sys.exit(main())
