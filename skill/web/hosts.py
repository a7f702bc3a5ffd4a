"""Which machine asks, and by which name it calls this one."""

import re
from ipaddress import ip_address

_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"(?=.{{1,253}}$)({_LABEL}\.)+(?=[a-z]){_LABEL}")
"""A domain name. No address of a machine: its last part begins with a digit."""
_LOOPBACK = re.compile(r"127\.0\.0\.1|localhost|\[::1\]")
_PORT = re.compile(r"(.+?)(:[1-9]\d{0,4})?", re.ASCII)


def is_loopback(address: str | None) -> bool:
    """Whether an address is this machine's own. A socket for both families reports IPv4 addresses within IPv6."""
    try:
        ip = ip_address(address or "")
    except ValueError:
        return False
    return (getattr(ip, "ipv4_mapped", None) or ip).is_loopback


def is_loopback_name(host: str) -> bool:
    """Whether a `Host` header is a name of loopback. A site that points its own name at this machine sends another."""
    return _is(_LOOPBACK, host)


def site_of(host: str, *, only_loopback: bool) -> str:
    """Return the beginning of the address below which a `Host` header says that this service was called.

    Args:
        host: The header.
        only_loopback: Whether the service is for this machine only, and so without https.

    Returns:
        Nothing if it is no name that a person could type.
    """
    if only_loopback:
        return f"http://{host}" if is_loopback_name(host) else ""
    return f"https://{host.lower()}" if _is(_NAME, host.lower()) else ""


def _is(name: re.Pattern[str], host: str) -> bool:
    parts = _PORT.fullmatch(host)
    return parts is not None and name.fullmatch(parts[1]) is not None
