"""The values read from an intent's slots: an id only if it is one of ours, otherwise the exact words."""

import json
from hashlib import md5
from pathlib import Path
from typing import Any

import pytest

from simulator.listener import load_model
from simulator.local import MODELS
from skill.alexa.slots import CUT, FREE, IDS, LONGEST_WORDS, slots_of
from tests.stage import Stage

LANGUAGE = load_model(MODELS, "en-US")["interactionModel"]["languageModel"]
TYPES = {one["name"]: one["values"] for one in LANGUAGE["types"]}
KINDS = {slot["name"]: slot["type"] for one in LANGUAGE["intents"] for slot in one.get("slots", ())}
MATCH, NO_MATCH = "ER_SUCCESS_MATCH", "ER_SUCCESS_NO_MATCH"


def hashed(name: str) -> str:
    """Return the id that Alexa generates for a value without one."""
    return md5(name.encode(), usedforsecurity=False).hexdigest()


def authority(*values: Any, code: Any = MATCH, kind: str = "STATIC") -> dict[str, Any]:
    """Return a list's resolution: the names of the matching values, each with an id."""
    listed = [{"value": {"name": value[0], "id": value[1]}} if isinstance(value, tuple) else value for value in values]
    return {"authority": kind, "status": {"code": code}, "values": listed}


def slot(said: Any, *authorities: Any, **more: Any) -> dict[str, Any]:
    """Return a filled slot."""
    resolutions = {"resolutions": {"resolutionsPerAuthority": list(authorities)}} if authorities else {}
    return {"name": "x", "value": said, "confirmationStatus": "NONE", "source": "USER"} | resolutions | more


def simple(said: Any, *authorities: Any) -> dict[str, Any]:
    """Return a separate slot value."""
    return {"type": "Simple", "value": said, "resolutions": {"resolutionsPerAuthority": list(authorities)}}


@pytest.mark.parametrize("file", sorted(MODELS.glob("*.json")), ids=lambda file: file.stem)
def test_the_ids_are_those_of_the_models_and_all_other_lists_are_free_text(file: Path) -> None:
    language = load_model(MODELS, file.stem)["interactionModel"]["languageModel"]
    types = {one["name"]: one["values"] for one in language["types"]}
    kinds = {slot["name"]: slot["type"] for one in language["intents"] for slot in one.get("slots", ())}
    ids = {name: {value.get("id") for value in types[kind]} for name, kind in kinds.items() if kind in types}
    assert {name: set(known) for name, known in IDS.items()} == {
        name: has for name, has in ids.items() if None not in has
    }
    assert {name for name, has in ids.items() if has == {None}} == set(FREE)
    assert set(ids) == set(IDS) | FREE, "a list has ids for some of its values only"


@pytest.mark.parametrize("name", sorted(FREE))
def test_of_a_list_that_stands_for_free_text_what_was_said_is_taken(name: str) -> None:
    for value in TYPES[KINDS[name]]:
        canonical = value["name"]["value"]
        matched = authority((canonical, hashed(canonical)))
        for said in (canonical, *value["name"].get("synonyms", ()), f"my big {canonical}"):
            assert slots_of({name: slot(said, matched)}) == {name: said}
            assert slots_of({name: slot(said, matched, slotValue=simple(said, matched))}) == {name: said}


@pytest.mark.parametrize("id_", ["box", "no", "THING_7", "", None, 5, ["box"], hashed("talk")])
def test_whatever_id_it_has(id_: Any) -> None:
    for name in FREE:
        assert slots_of({name: slot("board talk", authority(("talk", id_)))}) == {name: "board talk"}


@pytest.mark.parametrize(("name", "value"), [(name, id_) for name, ids in IDS.items() for id_ in sorted(ids)])
def test_of_a_list_with_ids_of_ours_the_id_is_taken(name: str, value: str) -> None:
    matched = authority(("some name", value))
    assert slots_of({name: slot("some synonym", matched)}) == {name: value, "said": "some synonym"}
    assert slots_of({name: slot(value)}) == {name: value, "said": value}


@pytest.mark.parametrize(
    "odd",
    [
        *(hashed("no"), hashed("box"), "NO", " no", "yes no", "nope", "", None, 0, True, ["no"], {"no": 1}, "\ud800"),
        *("slow", "hard", "4-2-6-0"),
    ],
)
def test_an_id_that_is_none_of_that_list_is_no_id(odd: Any) -> None:
    """Not another list's id, and not the MD5 that Alexa generates if its model has no id."""
    assert slots_of({"outcome": slot("it tanked", authority(("not as I meant", odd)))}) == {"words": "it tanked"}


ODD_VALUES: tuple[Any, ...] = (None, 5, "no", [], {}, [None], [5], [{}], [[]])
ODD_AUTHORITIES: tuple[Any, ...] = (
    *(None, 5, "x", [], {}, {"status": None}, {"status": 5}, {"status": {"code": MATCH}}, {"status": {"code": None}}),
    *({"status": {"code": MATCH}, "values": values} for values in ODD_VALUES),
    *({"status": {"code": MATCH}, "values": [{"value": value}]} for value in (*ODD_VALUES, {"name": "no"})),
    *(authority(("no", "no"), code=code) for code in (NO_MATCH, "ER_ERROR_TIMEOUT", "ER_ERROR_EXCEPTION", "A_NEW", 5)),
    *(authority(("no", "no"), code=code) for code in (None, [MATCH], {"code": MATCH})),
)


@pytest.mark.parametrize("odd", ODD_AUTHORITIES, ids=str)
def test_a_list_that_says_anything_else_holds_nothing(odd: Any) -> None:
    assert slots_of({"outcome": slot("it tanked", odd)}) == {"words": "it tanked"}
    assert list(slots_of({"thing": slot("board talk", odd)}).values()) == ["board talk"]
    assert slots_of({"outcome": slot("it tanked", odd, authority(("no", "no")))}) == {
        "outcome": "no",
        "said": "it tanked",
    }


@pytest.mark.parametrize("resolutions", [None, 5, "x", [], {}, {"resolutionsPerAuthority": None}, {"x": []}])
def test_resolutions_of_no_known_shape_are_none(resolutions: Any) -> None:
    assert slots_of({"thing": {"value": "board talk", "resolutions": resolutions}}) == {"thing": "board talk"}


def test_a_list_made_at_runtime_counts_beside_the_models() -> None:
    dynamic = authority(("box", "box"), kind="DYNAMIC")
    for others in ([authority(code=NO_MATCH)], [authority(("my box", hashed("my box")))]):
        assert slots_of({"pattern": slot("square", *others, dynamic)}) == {"pattern": "box", "said": "square"}
    found = slots_of({"thing": slot("my recital", authority(code=NO_MATCH), authority(("x", "y"), kind="DYNAMIC"))})
    assert found == {"thing": "my recital"}


def test_what_no_list_holds_is_words() -> None:
    assert slots_of({"thing": slot("skiing", authority(code=NO_MATCH))}) == {"words": "skiing"}
    assert slots_of({"pattern": slot("as I like", authority(code=NO_MATCH))}) == {"words": "as I like"}


@pytest.mark.parametrize(
    ("name", "value"), [("number", "7"), ("length", "PT2M"), ("date", "2026-05-04"), ("time", "MO")]
)
@pytest.mark.parametrize("authorities", [(), (authority(code=NO_MATCH),), (authority(("seven", hashed("7"))),)])
def test_a_built_in_type_keeps_its_value(name: str, value: str, authorities: tuple[Any, ...]) -> None:
    assert slots_of({name: slot(value, *authorities)}) == {name: value}


def test_free_text_is_what_was_said() -> None:
    assert slots_of({"words": slot("I paused", authority(("pause", hashed("pause"))))}) == {"words": "I paused"}


def test_a_slot_value_of_its_own_is_enough() -> None:
    matched = authority(("not as I meant", "no"))
    assert slots_of({"outcome": {"name": "outcome", "slotValue": simple("it tanked", matched)}}) == {
        "outcome": "no",
        "said": "it tanked",
    }
    assert slots_of({"thing": {"slotValue": simple("board talk", matched)}}) == {"thing": "board talk"}
    assert slots_of({"words": {"slotValue": {"type": "A_TYPE_OF_TOMORROW", "value": "I paused"}}}) == {
        "words": "I paused"
    }


def test_of_several_values_nothing_is_chosen() -> None:
    yes, no = simple("yes", authority(("yes", "yes"))), simple("no", authority(("no", "no")))
    several = {"slotValue": {"type": "List", "values": [yes, no]}}
    assert slots_of({"outcome": several}) == {"words": "yes, no"}
    assert slots_of({"words": several}) == {"words": "yes, no"}
    assert slots_of({"number": several}) == {"number": "yes, no"}
    one = {"slotValue": {"type": "List", "values": [no, None, 5]}}
    assert slots_of({"words": one}) == {"words": "no"}
    assert slots_of(
        {"outcome": {"slotValue": {"type": "List", "values": [simple("tanked", *[authority(("n", "no"))])]}}}
    ) == {
        "outcome": "no",
        "said": "tanked",
    }


@pytest.mark.parametrize("value", [None, "", "?", True, 1.5, [], {}, ["x"], {"value": "x"}])
def test_what_is_not_filled_or_no_text_is_nothing(value: Any) -> None:
    for name in ("words", "thing", "outcome", "number"):
        assert slots_of({name: slot(value)}) == {}
        assert slots_of({name: {"slotValue": {"type": "Simple", "value": value}}}) == {}


@pytest.mark.parametrize(
    "slots", [None, 5, "x", [], [1], {}, {"words": None}, {"words": 5}, {"words": []}, {"words": {}}]
)
def test_slots_of_no_known_shape_hold_nothing(slots: Any) -> None:
    assert slots_of(slots) == {}


def test_nobody_says_in_a_slot_that_words_were_cut() -> None:
    assert slots_of({CUT: slot("yes")}) == {}


def test_a_text_can_be_kept_and_has_an_end() -> None:
    found = slots_of({"words": slot("half \ud800 " + "x" * 9_000), "number": slot(7)})
    found["words"].encode()
    assert len(found["words"]) == LONGEST_WORDS
    assert found["number"] == "7"


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
def test_a_thing_is_said_back_in_the_performers_words(stage: Stage) -> None:
    device = stage.device()
    device.hear("open ready room")
    answer = device.hear("a job interview")
    (exchange,) = answer.exchanges
    (matched,) = exchange.request["request"]["intent"]["slots"]["thing"]["resolutions"]["resolutionsPerAuthority"]
    assert matched["values"][0]["value"] == {"name": "job interview", "id": hashed("job interview")}
    assert "job interview" in str(answer.ssml)
    assert hashed("job interview") not in json.dumps(exchange.answer)
