"""APL documents: the speech in them, and the faults that a device would certainly reject."""

import html
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict
from typing import Any

from simulator.answer import APL
from simulator.spoken import BadSsml, Piece, faults, pieces

RENDER, COMMANDS = f"{APL}.RenderDocument", f"{APL}.ExecuteCommands"
_SPEECH = "ssmlToSpeech"


def transformed(directive: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a directive as a device gets it: with transformers applied, which turn SSML into pieces of speech."""
    if directive.get("type") != RENDER:
        return directive
    sources = deepcopy(dict(directive.get("datasources") or {}))
    for source, transformer in _transformers(sources):
        properties, name = source["properties"], transformer.get("inputPath")
        if name in properties:
            properties[transformer.get("outputName") or name] = {"pieces": as_json(_pieces(properties[name]))}
    return {**directive, "datasources": sources}


def as_json(spoken: Sequence[Piece]) -> list[dict[str, Any]]:
    """Return pieces of speech as JSON for the page."""
    return [asdict(piece) | {"seconds": piece.seconds} for piece in spoken]


def sentences(directives: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the sentences that documents speak, without the cues."""
    return [piece.words for ssml in _spoken(directives) for piece in _pieces(ssml) if piece.words and not piece.is_cue]


def written(directives: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the texts that documents are given to show, without those that they speak."""
    sources = [source for directive in directives for source in (directive.get("datasources") or {}).values()]
    given = [value for source in sources for value in (source.get("properties") or {}).values()]
    return [html.unescape(value) for value in given if isinstance(value, str) and not value.startswith("<speak>")]


def faults_of(directive: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a document or with commands for one."""
    if directive.get("type") == COMMANDS:
        if not directive.get("token") or not directive.get("commands"):
            yield "commands for an APL document need its token and at least one command"
        return
    document = directive.get("document") or {}
    if not document.get("mainTemplate"):
        yield "an APL document has no mainTemplate"
    if document.get("type") != "APL" or not document.get("version"):
        yield "an APL document must have the type APL and a version"
    if not directive.get("token"):
        yield "an APL document has no token"
    yield from _faults_of_targets(document)
    for ssml in _spoken([directive]):
        yield from (f"the speech of an APL document: {fault}" for fault in faults(ssml))


def _faults_of_targets(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the commands whose component doesn't exist. Names with data binding can't be checked."""
    ids = [value for name, value in _members(document) if name == "id"]
    targets = [value for name, value in _members(document) if name == "componentId"]
    if all("${" not in str(id_) for id_ in ids):
        yield from (f"an APL command is for {target}, which doesn't exist" for target in targets if _lacks(ids, target))


def _lacks(ids: Sequence[Any], target: Any) -> bool:  # noqa: ANN401 - JSON
    return "${" not in str(target) and not str(target).startswith(":") and target not in ids


def _members(value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - JSON
    """Yield the name and value of every member of every object in some JSON."""
    if isinstance(value, Mapping):
        for name, member in value.items():
            yield name, member
            yield from _members(member)
    elif isinstance(value, list):
        for element in value:
            yield from _members(element)


def _spoken(directives: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for directive in directives:
        for source, transformer in _transformers(directive.get("datasources") or {}):
            ssml = source["properties"].get(transformer.get("inputPath"))
            if isinstance(ssml, str):
                yield ssml


def _transformers(sources: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for source in sources.values():
        if isinstance(source, Mapping) and isinstance(source.get("properties"), Mapping):
            yield from ((source, one) for one in source.get("transformers") or [] if one.get("transformer") == _SPEECH)


def _pieces(ssml: Any) -> list[Piece]:  # noqa: ANN401 - JSON
    try:
        return pieces(str(ssml))
    except BadSsml:
        return []
