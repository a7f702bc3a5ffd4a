"""What Alexa's own API knows of a device."""

import json
import logging
from urllib.parse import quote

import certifi
import urllib3
from ask_sdk_model.interfaces.system import SystemState
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from skill.timing import Deadline, within

LONGEST_SECONDS = 2.0
_LARGEST = 1_000
_OK = 200
_log = logging.getLogger(__name__)
logging.getLogger("urllib3").setLevel(logging.ERROR)  # its warnings hold URLs, and those the device's id
_pool = urllib3.PoolManager(ca_certs=certifi.where(), retries=False)


def time_zone(system: SystemState, deadline: Deadline, *, is_local: bool) -> str | None:
    """Return the IANA name of a device's time zone; `None` when Alexa does not say, or not in time."""
    endpoint, seconds = system.api_endpoint or "", min(LONGEST_SECONDS, deadline.left)
    if (
        not _may_be_asked(endpoint, is_local=is_local)
        or not system.device
        or not system.device.device_id
        or not seconds
    ):
        return None
    url = f"{endpoint}/v2/devices/{quote(system.device.device_id, safe='')}/settings/System.timeZone"
    headers = {"Authorization": f"Bearer {system.api_access_token}"}
    timeout = urllib3.Timeout(total=seconds)
    try:
        answer = within(seconds, lambda: _pool.request("GET", url, headers=headers, timeout=timeout, redirect=False))
        name = json.loads(answer.data[:_LARGEST]) if answer.status == _OK else None
    except (urllib3.exceptions.HTTPError, TimeoutError, ValueError) as error:
        _log.warning("time zone not to be had: %s", type(error).__name__)
        return None
    return name if isinstance(name, str) else None


def _may_be_asked(endpoint: str, *, is_local: bool) -> bool:
    """Whether an endpoint is Alexa's; locally also whether it is on this machine."""
    try:
        parts = parse_url(endpoint)  # as the client itself reads it
    except LocationParseError:
        return False
    if parts.scheme == "https":
        return (parts.host or "").endswith(".amazonalexa.com")
    return is_local and parts.scheme == "http" and parts.host == "127.0.0.1"
