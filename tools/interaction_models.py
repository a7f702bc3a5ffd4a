"""Makes the interaction models of the locales that differ from American English in a few things.

python -m tools.interaction_models

`interaction_models/en-US.json` is edited by hand, and so are the differences of the others, in
`interaction_models/differences`. A file of differences has:

    like = "en-GB"          another locale's differences, which come first
    [words]                 American words, and what stands for them everywhere
    [samples]               samples that are added to an intent
    [values]                values that are added to a slot type
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

MODELS = Path(__file__).parent.parent / "interaction_models"
DIFFERENCES = MODELS / "differences"
BASE = "en-US"


def made() -> list[str]:
    """Return the locales whose models are made."""
    return sorted(file.stem for file in DIFFERENCES.glob("*.toml"))


def differences(locale: str, folder: Path = DIFFERENCES) -> list[Mapping[str, Any]]:
    """Return a locale's differences after those of the locale that it is like."""
    own = tomllib.loads((folder / f"{locale}.toml").read_text(encoding="utf-8"))
    return [*(differences(own["like"], folder) if "like" in own else ()), own]


def model_of(base: Mapping[str, Any], changes: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the model that differs from another in some things.

    Raises:
        LookupError: An intent or a slot type is not in the model.
    """
    model: dict[str, Any] = deepcopy(dict(base))
    language = model["interactionModel"]["languageModel"]
    intents = {intent["name"]: intent for intent in language["intents"]}
    types = {type_["name"]: type_ for type_ in language["types"]}
    for change in changes:
        for intent in intents.values():
            _change_words(intent, "samples", change.get("words", {}))
        for type_ in types.values():
            _change_values(type_, change.get("words", {}))
        for name, samples in change.get("samples", {}).items():
            intents[name]["samples"] = _once([*intents[name]["samples"], *samples])
        for name, values in change.get("values", {}).items():
            types[name]["values"] += [{"name": {"value": value}} for value in values]
    return model


def _change_words(owner: dict[str, Any], name: str, words: Mapping[str, str]) -> None:
    if owner.get(name):
        owner[name] = _once(_otherwise(text, words) for text in owner[name])


def _change_values(type_: dict[str, Any], words: Mapping[str, str]) -> None:
    for value in type_["values"]:
        value["name"]["value"] = _otherwise(value["name"]["value"], words)
        _change_words(value["name"], "synonyms", words)
    values = {value["name"]["value"]: value for value in reversed(type_["values"])}
    type_["values"] = [value for value in type_["values"] if values[value["name"]["value"]] is value]


def _otherwise(text: str, words: Mapping[str, str]) -> str:
    if not words:
        return text
    return re.sub(rf"(?<![\w{{])(?:{'|'.join(words)})(?![\w}}])", lambda found: words[found[0]], text)


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def text_of(locale: str) -> str:
    """Return the content of a made model's file."""
    base = json.loads((MODELS / f"{BASE}.json").read_text(encoding="utf-8"))
    return json.dumps(model_of(base, differences(locale)), ensure_ascii=False, indent=2) + "\n"


def main() -> int:
    """Write every model that is made, and print its name."""
    for locale in made():
        file = MODELS / f"{locale}.json"
        file.write_text(text_of(locale), encoding="utf-8")
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
