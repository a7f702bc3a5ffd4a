"""Requests that contain everything the SDK's classes know, with an enum value wherever one is possible."""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from copy import copy, deepcopy
from enum import Enum
from functools import cache
from typing import Any

import ask_sdk_model
from ask_sdk_model import RequestEnvelope

Place = tuple[str | int, ...]
ANY_KEY = "any"
_DEEPEST = 9
_LIST, _DICT = r"list\[(.*)\]", r"dict\([^,]*, (.*)\)"
_PLAIN: Mapping[str, Any] = {"str": "x", "int": 1, "float": 1.5, "bool": False, "object": "x", "datetime": None}


@cache
def class_of(name: str) -> Any:
    """Return an SDK class by its full name."""
    module, _, own = name.rpartition(".")
    return getattr(importlib.import_module(module), own)


@cache
def enums() -> frozenset[type[Enum]]:
    """Return every enum of the installed SDK's model."""
    modules = pkgutil.walk_packages(ask_sdk_model.__path__, "ask_sdk_model.")
    members = (value for one in modules for value in vars(importlib.import_module(one.name)).values())
    return frozenset(
        value for value in members if isinstance(value, type) and issubclass(value, Enum) and value is not Enum
    )


def request_with_everything(kind: str, variant: int) -> dict[str, Any]:
    """Return an envelope with a request of a kind; the variant selects among a class's forms."""
    whole: dict[str, Any] = _made(RequestEnvelope, variant, 0)
    form = ask_sdk_model.Request.discriminator_value_class_map[kind]
    whole["request"] = _made(class_of(form), variant, 1) | {"type": kind}
    return whole


def _of_type(name: str, variant: int, depth: int) -> Any:
    if several := re.fullmatch(_LIST, name):
        return [_of_type(several[1], variant, depth)]
    if named := re.fullmatch(_DICT, name):
        return {ANY_KEY: _of_type(named[1], variant, depth)}
    return _PLAIN[name] if name in _PLAIN else _made(class_of(name), variant, depth)


def _made(kind: Any, variant: int, depth: int) -> Any:
    """Return JSON for a class, with a value for everything that it knows."""
    if issubclass(kind, Enum):
        return next(iter(kind)).value
    if depth > _DEEPEST:
        return {}
    forms: Mapping[str, str] = vars(kind).get("discriminator_value_class_map", {})
    if forms and kind is not ask_sdk_model.Request:
        value = sorted(forms)[variant % len(forms)]
        return _made(class_of(forms[value]), variant + 1, depth) | {kind.json_discriminator_key: value}
    names = kind.attribute_map
    return {names[own]: _of_type(one, variant, depth + 1) for own, one in kind.deserialized_types.items()}


def places_of_enums(kind: Any, value: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield the places and names of the enums in some JSON, given the class that the SDK reads it as.

    Discriminators, which choose among several classes, count as well.
    """
    if isinstance(kind, str):
        for inner, one, name in _elements(kind, value):
            yield from places_of_enums(inner, one, (*place, *name))
    elif issubclass(kind, Enum):
        yield place, kind.__name__
    elif isinstance(value, dict):
        forms: Mapping[str, str] = vars(kind).get("discriminator_value_class_map", {})
        key = getattr(kind, "json_discriminator_key", "")
        if forms and key in value and kind is not ask_sdk_model.Request:
            yield (*place, key), f"{kind.__name__} {key}"
        known = class_of(forms[value[key]]) if value.get(key) in forms else kind
        for own, one in known.deserialized_types.items():
            if (name := known.attribute_map[own]) in value:
                yield from places_of_enums(one, value[name], (*place, name))


def _elements(kind: str, value: Any) -> Iterator[tuple[Any, Any, Place]]:
    """Yield the elements of JSON whose type the SDK names, each with its own type and place."""
    if several := re.fullmatch(_LIST, kind):
        yield from ((several[1], one, (at,)) for at, one in enumerate(value if isinstance(value, list) else ()))
    elif named := re.fullmatch(_DICT, kind):
        yield from ((named[1], one, (name,)) for name, one in (value.items() if isinstance(value, dict) else ()))
    elif kind not in _PLAIN:
        yield class_of(kind), value, ()


def merged(whole: Any, real: Any) -> Any:
    """Return `real` with everything that only `whole` has added; `ANY_KEY` is repeated for each real key."""
    if isinstance(whole, dict) and isinstance(real, dict):
        if set(whole) == {ANY_KEY}:
            return {name: merged(whole[ANY_KEY], one) for name, one in real.items()}
        return whole | {name: merged(whole.get(name), one) for name, one in real.items()}
    if isinstance(whole, list) and isinstance(real, list) and whole:
        return [merged(whole[0], one) for one in real]
    return deepcopy(real)


def with_value(envelope: Mapping[str, Any], place: Place, value: Any) -> dict[str, Any]:
    """Return a request with another value in a place; everything that does not lead to it is the same objects."""
    other = dict(envelope)
    _put(other, place, value)
    return other


def _put(inside: Any, place: Place, value: Any) -> None:
    name, *rest = place
    if rest:
        inside[name] = copy(inside[name])
        _put(inside[name], tuple(rest), value)
    else:
        inside[name] = value
