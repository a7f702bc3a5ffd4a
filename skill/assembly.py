"""Where the service is put together. Any WSGI server can run it: `skill.assembly:application()`."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from wsgiref.types import WSGIApplication

from skill.alexa.authority import LOCAL_SKILL_ID, Authority, LocalCertificates, local_authority
from skill.alexa.certificates import AmazonCertificates, public_roots
from skill.alexa.skill import AlexaSkill
from skill.alexa.verification import Verifier
from skill.conversation.turn import Sounds
from skill.ledger.opening import open_ledger
from skill.ledger.protocol import Ledger
from skill.settings import BadSetting, Settings
from skill.web.app import create_app
from skill.web.sound import Recordings


def application(settings: Settings | None = None) -> WSGIApplication:
    """Put the service together, as the settings say."""
    settings = settings or Settings.read(os.environ)
    ledger = open_ledger(settings.ledger)
    if settings.skill_id is None:
        return local_service(settings, ledger)
    # With a skill id the local authority is never made, read or trusted.
    verifier = Verifier(settings.skill_id, public_roots(), AmazonCertificates())
    return create_app(_skill(settings, ledger), verifier, ledger, only_loopback=False, recordings=_recordings(settings))


def local_service(
    settings: Settings, ledger: Ledger, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> WSGIApplication:
    """Put the service together for this machine only: it trusts the local authority, too."""
    authority = authority_of(settings)
    certificates = LocalCertificates(authority, AmazonCertificates())
    verifier = Verifier(LOCAL_SKILL_ID, [*public_roots(), authority.root], certificates, clock)
    skill = _skill(settings, ledger, is_local=True)
    return create_app(skill, verifier, ledger, only_loopback=True, recordings=_recordings(settings))


def _skill(settings: Settings, ledger: Ledger, *, is_local: bool = False) -> AlexaSkill:
    sounds = Sounds.ALL if settings.own_sound else Sounds.NAMED
    return AlexaSkill(ledger, settings.account_key, is_local=is_local, sound=settings.sound, sounds=sounds)


def _recordings(settings: Settings) -> Recordings | None:
    """Return the recordings where this service is to render them."""
    if settings.sound and settings.own_sound and find_spec("lameenc") is None:
        raise BadSetting("READY_ROOM_SOUND: to render sound, install requirements/sound.txt")
    return Recordings(settings.home / "sound", settings.account_key) if settings.sound and settings.own_sound else None


def authority_of(settings: Settings) -> Authority:
    """Return the local authority, made on first use.

    Raises:
        BadSetting: There can be none.
    """
    try:
        authority = local_authority(settings.home)
        _ = authority.root  # can it be read?
        return authority
    except (OSError, ValueError) as error:
        raise BadSetting(f"READY_ROOM_HOME: no local authority can be had in {settings.home}: {error}") from error
