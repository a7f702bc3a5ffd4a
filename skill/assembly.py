"""Assembles the service. Any WSGI server can run it: `skill.assembly:application()`."""

import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from wsgiref.types import WSGIApplication

from skill.alexa.authority import LOCAL_SKILL_ID, Authority, LocalCertificates, local_authority
from skill.alexa.certificates import AmazonCertificates, public_roots
from skill.alexa.skill import AlexaSkill
from skill.alexa.verification import Verifier
from skill.conversation.turn import RecordedPatterns
from skill.deadline import Deadline
from skill.files import own_folder
from skill.ledger.keys import mark_of
from skill.ledger.opening import open_ledger
from skill.ledger.protocol import Ledger, Unavailable
from skill.settings import BadSetting, Settings
from skill.web.app import create_app
from skill.web.sound import Recordings

_MARK_SECONDS = 3.0
_log = logging.getLogger(__name__)


def application(settings: Settings | None = None) -> WSGIApplication:
    """Assemble the service from the settings."""
    settings = settings or Settings.read(os.environ)
    ledger = open_ledger(settings.ledger)
    check_key(settings, ledger)
    if settings.skill_id is None:
        return local_service(settings, ledger)
    # With a skill id the local authority is never created, read or trusted.
    verifier = Verifier(settings.skill_id, public_roots(), AmazonCertificates())
    return create_app(
        _skill(settings, ledger),
        verifier,
        ledger,
        only_loopback=False,
        recordings=_recordings(settings),
        page_address=settings.page,
    )


def local_service(
    settings: Settings, ledger: Ledger, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> WSGIApplication:
    """Assemble the service for this machine only; it also trusts the local authority."""
    authority = authority_of(settings)
    certificates = LocalCertificates(authority, AmazonCertificates())
    verifier = Verifier(LOCAL_SKILL_ID, [*public_roots(), authority.root], certificates, clock)
    skill = _skill(settings, ledger, is_local=True)
    return create_app(
        skill,
        verifier,
        ledger,
        only_loopback=True,
        recordings=_recordings(settings),
        clock=clock,
        page_address=settings.page,
    )


def check_key(settings: Settings, ledger: Ledger) -> None:
    """Check that a ledger was made with the configured account key, and mark it with this key if it has no mark yet.

    Raises:
        BadSetting: It was made with another key, so that no record would be found.
    """
    mark = mark_of(settings.account_key)
    try:
        found = ledger.made_with(mark, Deadline.after(_MARK_SECONDS))
    except Unavailable:  # the service can start and lead warm-ups without a ledger
        _log.info("the ledger does not answer: its account key is not looked at")
        return
    if found != mark:
        raise BadSetting("READY_ROOM_ACCOUNT_KEY: this ledger was made with another key; restore that key")


def _skill(settings: Settings, ledger: Ledger, *, is_local: bool = False) -> AlexaSkill:
    recordings = RecordedPatterns.ALL if settings.own_sound else RecordedPatterns.NAMED
    return AlexaSkill(ledger, settings.account_key, is_local=is_local, sound=settings.sound, recordings=recordings)


def _recordings(settings: Settings) -> Recordings | None:
    """Return the recordings if this service is to render them."""
    if settings.sound and settings.own_sound and find_spec("lameenc") is None:
        raise BadSetting("READY_ROOM_SOUND: to render sound, install requirements/sound.txt")
    if not (settings.sound and settings.own_sound):
        return None
    try:
        own_folder(settings.home)
    except OSError as error:
        raise BadSetting(f"READY_ROOM_HOME: cannot store sound there: {error}") from error
    return Recordings(settings.home / "sound", settings.account_key)


def authority_of(settings: Settings) -> Authority:
    """Return the local authority, created on first use.

    Raises:
        BadSetting: It cannot be created or read.
    """
    try:
        authority = local_authority(settings.home)
        _ = authority.root  # check that it can be read
        return authority
    except (OSError, ValueError) as error:
        raise BadSetting(f"READY_ROOM_HOME: no local authority in {settings.home}: {error}") from error
