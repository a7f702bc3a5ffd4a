"""The stand-in for Alexa's own API answers only requests with a token of this run."""

import pytest
import urllib3

from simulator.alexa_api import AlexaApi

ZONE = "/v2/devices/d/settings/System.timeZone"


def status(api: AlexaApi, authorization: str) -> int:
    """Request the time zone and return the status."""
    headers = {"Authorization": authorization} if authorization else {}
    return int(urllib3.request("GET", f"{api.url}{ZONE}", headers=headers, retries=False).status)


def test_a_token_of_this_start_opens_it(api: AlexaApi) -> None:
    assert status(api, f"Bearer {api.token('somebody')}") == 200


@pytest.mark.parametrize("token", ["", "Bearer ", "Bearer somebody", "Bearer .somebody", "Bearer x.somebody"])
def test_nothing_else_does(token: str, api: AlexaApi) -> None:
    assert status(api, token) == 401
