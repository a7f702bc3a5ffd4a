"""The commands, and where everything is put together.

python -m skill talk [--fast] [--url URL] [--elicitation honour|ignore|greedy] [--person NAME] [--no-reminders]
python -m skill serve [--bind ADDRESS]
python -m skill create-table
"""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from wsgiref.types import WSGIApplication

from skill.alexa.authority import LOCAL_CHAIN_URL, LOCAL_SKILL_ID, Authority, LocalCertificates, local_authority
from skill.alexa.certificates import AmazonCertificates, public_roots
from skill.alexa.skill import AlexaSkill
from skill.alexa.verification import Verifier
from skill.ledger.opening import create, open_ledger
from skill.ledger.protocol import Unavailable
from skill.settings import BadSetting, Settings
from skill.web.app import create_app

_WIDEST = 100
"""Characters in a line of the conversation."""
MODELS = Path(__file__).parent.parent / "interaction_models"


def application(settings: Settings | None = None) -> WSGIApplication:
    """Put the web service together, as the settings say."""
    settings = settings or Settings.read(os.environ)
    is_local = settings.skill_id is None
    ledger = open_ledger(settings.ledger)
    return create_app(
        AlexaSkill(ledger, settings.account_key, is_local=is_local),
        _verifier(settings),
        ledger,
        only_loopback=is_local,
    )


def _verifier(settings: Settings) -> Verifier:
    """With a skill id the local authority is never made, read or trusted."""
    amazon = AmazonCertificates()
    if settings.skill_id:
        return Verifier(settings.skill_id, public_roots(), amazon)
    authority = _authority(settings)
    return Verifier(LOCAL_SKILL_ID, [*public_roots(), authority.root], LocalCertificates(authority, amazon))


def _authority(settings: Settings) -> Authority:
    try:
        authority = local_authority(settings.home)
        _ = authority.root  # can it be read?
        return authority
    except (OSError, ValueError) as error:
        raise BadSetting(f"READY_ROOM_HOME: no local authority can be had in {settings.home}: {error}") from error


def talk(settings: Settings, arguments: argparse.Namespace) -> int:
    """Open the conversation in the terminal; with `--url`, with a service that runs already."""
    from skill.simulator import alexa_api, device, endpoints, listener, signing, terminal  # for this command only

    if settings.skill_id:
        raise BadSetting("READY_ROOM_SKILL_ID is set: the simulator talks with a service that has none")
    authority = _authority(settings)
    endpoint = endpoints.over_http(arguments.url) if arguments.url else endpoints.into(application(settings))
    with alexa_api.serve_api(alexa_api.local_zone()) as api:
        api.has_reminders = not arguments.no_reminders
        speaker = device.Device(
            listener.Listener(listener.load_model(MODELS, arguments.locale), datetime.now(UTC).astimezone().date()),
            endpoint,
            signing.Signer.load(authority.key, LOCAL_CHAIN_URL),
            LOCAL_SKILL_ID,
            elicitation=device.Elicitation(arguments.elicitation),
            who=device.Who(locale=arguments.locale, person=arguments.person),
            api=api,
        )
        is_typed = sys.stdin.isatty()
        width = min(shutil.get_terminal_size().columns, _WIDEST) if sys.stdout.isatty() else None
        screen = terminal.Terminal(speaker, sys.stdout, in_real_time=is_typed and not arguments.fast, width=width)
        return 0 if screen.talk(_typed() if is_typed else sys.stdin, echo=not is_typed) else 1


def _typed() -> Iterator[str]:
    print("Type what you would say. Begin with: Alexa, open ready room.")
    print("An empty line is silence, Ctrl-C cuts speech short, Ctrl-D ends.\n")
    while True:
        try:
            yield input("You: ")
        except (EOFError, KeyboardInterrupt):
            print()
            return


def serve(settings: Settings, arguments: argparse.Namespace) -> int:
    """Serve the skill with gunicorn."""
    from gunicorn.app.base import BaseApplication  # for this command only

    class Service(BaseApplication):
        def load_config(self) -> None:
            chosen = {"bind": arguments.bind, "workers": 2, "threads": 8, "preload_app": True}
            for name, value in (chosen | {"control_socket_disable": True}).items():
                self.cfg.set(name, value)

        def load(self) -> WSGIApplication:
            return application(settings)

    Service().run()
    return 0


def create_table(settings: Settings, _arguments: argparse.Namespace) -> int:
    """Create the ledger's table in DynamoDB."""
    print(create(settings.ledger))
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 2 when a setting is wrong."""
    parser = argparse.ArgumentParser(prog="python -m skill", description=__doc__.splitlines()[0] if __doc__ else "")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    talking = commands.add_parser("talk", help="talk with the skill in this terminal")
    talking.add_argument("--fast", action="store_true", help="do not wait out silences")
    talking.add_argument("--url", help="the endpoint of a running service, for example http://127.0.0.1:8000/alexa")
    talking.add_argument("--elicitation", choices=("honour", "ignore", "greedy"), default="honour")
    talking.add_argument("--person", metavar="NAME", help="speak as somebody whose voice is recognised")
    talking.add_argument("--no-reminders", action="store_true", help="a device without reminders")
    talking.add_argument("--locale", default="en-US")
    talking.set_defaults(run=talk)
    serving = commands.add_parser("serve", help="serve the skill at POST /alexa")
    serving.add_argument("--bind", default="127.0.0.1:8000", help="address and port (default: %(default)s)")
    serving.set_defaults(run=serve)
    creating = commands.add_parser("create-table", help="create the table that READY_ROOM_LEDGER names")
    creating.set_defaults(run=create_table)
    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.run(Settings.read(os.environ), chosen))
    except (BadSetting, Unavailable) as problem:
        print(f"ready-room: {problem}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
