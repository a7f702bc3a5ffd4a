"""Which machine asks, and by which name it calls this one."""

import pytest

from skill.web.hosts import is_loopback_name, site_of

LONG = ".".join(["a" * 63] * 4)


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("your.host", "https://your.host"),
        ("Your.Host:8443", "https://your.host:8443"),
        ("1abc.lambda-url.us-east-1.on.aws", "https://1abc.lambda-url.us-east-1.on.aws"),
        *((odd, "") for odd in ("", "host", "192.168.1.5", "[::1]", "a..b", "-a.b", "a_b.c", "your.host.", LONG)),
        *((odd, "") for odd in ("your.host:", "your.host:0", "your.host:123456", "you@your.host", "your.host/x?y")),
        *(
            (odd, "")
            for odd in ("your.host\n", " your.host", "your.host,other.host", "b\u00fccher.example", "your.h\u0661")
        ),
    ],
)
def test_an_address_is_told_only_of_a_name_that_a_person_can_type(host: str, site: str) -> None:
    assert site_of(host, only_loopback=False) == site


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "localhost:1", "[::1]:8000"])
def test_this_machine_has_names_of_its_own(host: str) -> None:
    assert is_loopback_name(host)
    assert site_of(host, only_loopback=True) == f"http://{host}"


@pytest.mark.parametrize("host", ["", "your.host", "127.0.0.1.your.host", "localhost.your.host", "127.0.0.2", "::1"])
def test_any_other_name_is_none_of_it(host: str) -> None:
    assert not is_loopback_name(host)
    assert site_of(host, only_loopback=True) == ""
