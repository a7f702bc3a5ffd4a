"""Two ways to reach the skill: over HTTP, or directly through its WSGI app."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import urllib3
from werkzeug.test import Client

Endpoint = Callable[[bytes, Mapping[str, str]], Mapping[str, Any]]
"""Takes a signed body and its headers, and returns the response's JSON."""
PATH = "/alexa"
_SECONDS = 8.0
"""How long a device waits for an answer."""
_OK = 200


class NoAnswer(Exception):
    """The skill didn't return a valid answer."""


def over_http(url: str) -> Endpoint:
    """Return an endpoint that posts to a service's URL."""
    pool = urllib3.PoolManager(timeout=_SECONDS, retries=False)

    def post(body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
        try:
            answer = pool.request("POST", url, body=body, headers=dict(headers))
        except urllib3.exceptions.HTTPError as error:
            raise NoAnswer(f"no answer from {url}") from error
        return _read(answer.status, answer.data)

    return post


def into(app: Any) -> Endpoint:  # noqa: ANN401 - a WSGI app
    """Return an endpoint that calls a WSGI app in this process."""
    client = Client(app)

    def post(body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
        answer = client.post(PATH, data=body, headers=dict(headers), environ_base={"REMOTE_ADDR": "127.0.0.1"})
        return _read(answer.status_code, answer.get_data())

    return post


def _read(status: int, body: bytes) -> Mapping[str, Any]:
    if status != _OK:
        raise NoAnswer(f"the skill answered {status}")
    try:
        response = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NoAnswer("the skill's answer is not JSON") from error
    if not isinstance(response, dict):
        raise NoAnswer("the skill's answer is not a JSON object")
    return response
