"""Amazon's own classes know every directive and command that is sent, or the list of device checks names it."""

import json
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import Directive
from ask_sdk_model.interfaces.alexa.presentation.apl import Command

from simulator.answer import APL
from simulator.plays import perform, read
from skill.alexa.screens import begin, pacer, paused
from skill.breathing.patterns import PATTERNS
from skill.breathing.timeline import timeline
from skill.speech.parts import Pause, line
from skill.speech.texts import texts_for
from tests.alexa.whole import class_of
from tests.stage import PLAYS, Stage
from tools.bundle import ROOT

CHECKS = (ROOT / "docs" / "device-check.md").read_text(encoding="utf-8")
COMMANDS: Mapping[str, str] = Command.discriminator_value_class_map
AFTER = (line("warm-up-evidence"), Pause(1_000), line("warm-up-go"))
HANDLERS = {"onPress", "onMount", "onFocus", "onBlur", "commands", "catch", "finally"}
"""The members of a document that hold commands."""


def documents() -> Iterator[Mapping[str, Any]]:
    """Yield the documents of each pattern: whole, begun and finished."""
    for pattern in PATTERNS.values():
        for cycles, done in ((60, 0), (12, 3), (3, 3)):
            yield pacer(timeline(pattern, cycles), done, AFTER, texts_for("en-US"), "t").document


def commands(value: Any, *, is_command: bool = False) -> Iterator[Mapping[str, Any]]:
    """Yield every command in a document, including nested ones."""
    if isinstance(value, list):
        for one in value:
            yield from commands(one, is_command=is_command)
    elif isinstance(value, dict):
        if is_command:
            yield value
        for name, one in value.items():
            if name == "commands" and isinstance(one, dict):  # the document's own commands, by name
                for made in one.values():
                    yield from commands(made["commands"], is_command=True)
            else:
                yield from commands(one, is_command=name in HANDLERS)


def faults(command: Mapping[str, Any], made: Mapping[str, Any]) -> Iterator[str]:
    """Yield what neither Amazon's classes nor the document's own commands know about a command."""
    kind = command["type"]
    if kind in made:
        unknown = set(command) - {"type", "when", "delay", *made[kind].get("parameters", ())}
    elif kind in COMMANDS:
        known = class_of(COMMANDS[kind])
        types = {known.attribute_map[own]: one for own, one in known.deserialized_types.items()}
        unknown = set(command) - set(types)
        for name, one in types.items():
            values = enum_of(one)
            if values and name in command and command[name] not in values:
                yield f"{kind}.{name} is {command[name]}"
    else:
        yield kind
        return
    yield from (f"{kind} has {name}" for name in sorted(unknown))


def enum_of(name: str) -> set[str]:
    """Return the values of an SDK enum; nothing for any other type."""
    kind = class_of(name) if name.startswith("ask_sdk_model.") else None
    return {one.value for one in kind} if isinstance(kind, type) and issubclass(kind, Enum) else set()


def test_every_command_of_the_documents_is_amazons_or_the_documents_own() -> None:
    seen: set[str] = set()
    for document in documents():
        for command in commands(document):
            seen.add(command["type"])
            assert list(faults(command, document["commands"])) == [], command
    assert {"Sequential", "Parallel", "Idle", "AnimateItem", "SpeakItem", "SetValue", "SetFocus", "SendEvent"} <= seen


@pytest.mark.parametrize(
    "command",
    [
        {"type": "Idel"},
        {"type": "Idle", "milliseconds": 5},
        {"type": "SpeakItem", "componentId": "x", "highlightMode": "sentence"},
        {"type": "SpeakItem", "componentId": "x", "align": "middle"},
        {"type": "phase", "cue": 1, "colour": "red"},
    ],
)
def test_what_amazon_does_not_know_would_be_found(command: dict[str, Any]) -> None:
    assert list(faults(command, {"phase": {"parameters": ["cue"]}})) != []


def test_commands_that_only_the_document_knows_are_named_in_the_list_of_checks() -> None:
    """They are sent by name to a document that defines them; Amazon's classes do not know them."""
    sent = [command for directive in (begin("t"), paused("t")) for command in directive.commands]
    made = next(documents())["commands"]
    assert [list(faults(command, made)) for command in sent] == [[]] * len(sent)
    ours = {command["type"] for command in sent} - set(COMMANDS)
    assert ours == {"begin"}
    (check,) = [text for text in re.split(r"^\d+\. ", CHECKS, flags=re.MULTILINE) if "ExecuteCommands" in text]
    assert [f"`{kind}`" for kind in sorted(ours)] == re.findall(r"`(?!ExecuteCommands)[a-z]+`", check)[: len(ours)]
    assert "*Otherwise:*" in check


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
def test_every_directive_that_the_plays_bring_is_read_by_amazons_own_classes(stage: Stage) -> None:
    """Except for the document's own commands, a directive is unchanged after Amazon's classes read and write it."""
    kinds: set[str] = set()
    for file in sorted(PLAYS.glob("*.txt")):
        stage.user, stage.person = f"directives-{file.stem}", None
        for performed in perform(read(file.read_text(encoding="utf-8")), stage):
            for exchange in performed.answer.exchanges if performed.answer else ():
                for directive in exchange.answer.get("response", {}).get("directives", ()):
                    kinds.add(directive["type"])
                    assert as_amazon_reads_it(directive) == without_our_names(directive)
    assert kinds == {
        *("Dialog.ElicitSlot", "AudioPlayer.Play", "AudioPlayer.Stop", "Connections.SendRequest"),
        *(f"{APL}.RenderDocument", f"{APL}.ExecuteCommands"),
    }


def as_amazon_reads_it(directive: Mapping[str, Any]) -> Any:
    """Return a directive as Amazon's classes write it after reading it."""
    serializer = DefaultSerializer()
    return serializer.serialize(serializer.deserialize(json.dumps(without_our_names(directive)), Directive))


def without_our_names(directive: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a directive without the commands that only the document knows."""
    if directive["type"] != f"{APL}.ExecuteCommands":
        return directive
    return {**directive, "commands": [one for one in directive["commands"] if one["type"] in COMMANDS]}
