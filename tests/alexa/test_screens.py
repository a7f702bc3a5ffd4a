"""The screen documents: only documented APL, in time, within their size, and without evaluating anybody's words."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.answer import APL
from simulator.documents import sentences
from simulator.rules import LARGEST_RESPONSE, broken
from skill.alexa.screens import LONGEST_RECORD, begin, pacer, paused, record
from skill.breathing.patterns import BOX, PATTERNS, SIGH, SLOW, Pattern, pattern_of
from skill.breathing.round import parse_token
from skill.breathing.timeline import TAUGHT_CYCLES, Timeline, lasting, timeline
from skill.conversation.turn import Shown, ShownRating, ShownText
from skill.speech.parts import Line, Pause, line
from skill.speech.ssml import cue_words
from skill.speech.ssml import shown as markup
from skill.speech.texts import texts_for
from tests.stage import NINE

# The parts of APL 1.4, by Amazon's documentation, that are used here.
VERSION = "1.4"
DOCUMENT = set("type version theme background resources styles layouts commands mainTemplate settings".split())
RESOURCES = {"description", "when", "colors", "dimensions"}
ANY_COMPONENT = set(
    "type when id bind description accessibilityLabel width height minWidth minHeight maxWidth maxHeight opacity "
    "display style inheritParentState transform speech disabled onMount".split()
)
IN_A_CONTAINER = set("position left top right bottom spacing grow shrink alignSelf numbering".split())
COMPONENTS: Mapping[str, set[str]] = {
    "Container": set(
        "item items data direction alignItems justifyContent numbered firstItem lastItem paddingLeft".split()
    ),
    "Frame": set("item items backgroundColor borderColor borderRadius borderWidth".split()),
    "Text": set("text color fontSize fontWeight fontStyle fontFamily textAlign textAlignVertical maxLines".split()),
    "ScrollView": set("item items onScroll".split()),
    "TouchWrapper": set("item items onPress onFocus onBlur".split()),
}
ANY_COMMAND = set("type description delay screenLock sequencer when".split())
COMMANDS: Mapping[str, set[str]] = {
    "AnimateItem": set("componentId duration easing repeatCount repeatMode value".split()),
    "Idle": set(),
    "Parallel": {"commands"},
    "Sequential": set("commands repeatCount catch finally".split()),
    "SendEvent": set("arguments components".split()),
    "SetFocus": {"componentId"},
    "SetValue": set("componentId property value".split()),
    "SpeakItem": set("componentId align highlightMode minimumDwellTime".split()),
}
VIEWPORT = {"mode", "shape", "width", "height"}
STATES = {"checked", "disabled", "focused", "karaoke", "pressed"}
KNOWN = {"data", "index", "length", "payload", "viewport", "state"}
"""The names that an expression may use besides those that the document defines."""

TEXTS = texts_for("en-US")
NASTY = 'rock & roll <3 "${payload.pacer}" #{1} @ink'
AFTER: tuple[Line | Pause, ...] = (
    line("warm-up-landing"),
    line("warm-up-plan", words=NASTY),
    Pause(700),
    Pause(800),
    line("warm-up-go"),
)
DEVICE: dict[str, Any] = {"supportedInterfaces": {APL: {}}}
REQUEST = {"request": {"type": "IntentRequest"}, "context": {"System": {"device": DEVICE}}}
DAY = line("date-yesterday")
PROGRESS = Shown(
    line("screen-words", words=NASTY),
    (
        ShownText(line("screen-certainty"), line("progress-trend", trend="up", first="4", latest="7")),
        ShownText(line("screen-did", date=DAY), line("screen-quote", words=NASTY)),
    ),
    tuple(
        ShownRating(value, NINE + timedelta(days=days), line("screen-day", month="May", day=days), DAY)
        for value, days in ((4, 0), (10, 5), (7, 20))
    ),
    (3, 5),
)
EVIDENCE = "I answered the first question slowly, and when the second one came I asked for a moment. " * 2


def shown(timeline_: Timeline, from_cycle: int = 0, after: Sequence[Line | Pause] = AFTER) -> dict[str, Any]:
    """Return the directive as it is sent."""
    directive: dict[str, Any] = DefaultSerializer().serialize(pacer(timeline_, from_cycle, after, TEXTS, "token"))
    return directive


def shown_record(record_: Shown) -> dict[str, Any]:
    """Return the directive as it is sent."""
    directive: dict[str, Any] = DefaultSerializer().serialize(record(record_, TEXTS))
    return directive


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in some JSON."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from objects(one)


def expressions(value: Any) -> Iterator[str]:
    """Yield every expression in some JSON."""
    for one in objects(value):
        for text in one.values():
            for part in text if isinstance(text, list) else [text]:
                yield from re.findall(r"\$\{(.*?)\}", part) if isinstance(part, str) else ()


def properties(directive: Mapping[str, Any]) -> dict[str, Any]:
    (source,) = directive["datasources"].values()
    found: dict[str, Any] = source["properties"]
    return found


def steps(document: Mapping[str, Any], command: Any, known: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Run a command of the document without waiting; yield each standard command with its variables filled in."""
    for one in command if isinstance(command, list) else [command]:
        its = {name: bound(value, known) for name, value in one.items()}
        if its["type"] in document["commands"]:
            own = document["commands"][its["type"]]
            yield from steps(document, own["commands"], {name: its[name] for name in own.get("parameters", [])})
        elif its["type"] == "Sequential":
            yield from steps(document, one["commands"], known)
        else:
            yield its


def bound(value: Any, known: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [bound(one, known) for one in value]
    if isinstance(value, dict):
        return {name: bound(one, known) for name, one in value.items()}
    if not isinstance(value, str):
        return value
    if found := re.fullmatch(r"\$\{(\w+)(?: \+ (\d+))?\}", value):
        return known[found[1]] + int(found[2]) if found[2] else known[found[1]]
    return re.sub(r"\$\{(\w+)\}", lambda found: str(known[found[1]]), value)


def led(directive: Mapping[str, Any]) -> list[tuple[str, int, float, float]]:
    """Return each phase as it is led: its cue, its duration, and the circle's size at its start and end."""
    phases, cue = [], ""
    for step in steps(directive["document"], {"type": "begin"}, {}):
        if step["type"] == "SpeakItem" and step["componentId"].startswith("cue"):
            assert step["sequencer"] == "voice"
            cue = re.sub(r"<.*?>", "", properties(directive)[step["componentId"]])
        elif step["type"] == "Parallel":
            idle, animate = step["commands"]
            assert idle["delay"] == animate["duration"]
            (value,) = animate["value"]
            phases.append((cue, idle["delay"], value["from"][0]["scale"], value["to"][0]["scale"]))
    return phases


@pytest.fixture
def directive() -> dict[str, Any]:
    """The directive for a round with holds."""
    return shown(timeline(BOX, 14))


@pytest.fixture(params=["pacer", "record"])
def any_directive(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The directive of each document."""
    return shown(timeline(BOX, 14)) if request.param == "pacer" else shown_record(PROGRESS)


def test_every_component_and_property_is_one_that_amazon_documents(any_directive: dict[str, Any]) -> None:
    document = any_directive["document"]
    assert document["version"] == VERSION
    assert set(document) <= DOCUMENT
    assert all(set(block) <= RESOURCES for block in document["resources"])
    inner = [layout["item"] for layout in document["layouts"].values()]
    for one in objects([inner, document["mainTemplate"]["items"]]):
        if one.get("type") in COMPONENTS:
            own = COMPONENTS[one["type"]]
        elif one.get("type") in document["layouts"]:
            item, parameters = (document["layouts"][one["type"]].get(name) for name in ("item", "parameters"))
            own = {*COMPONENTS[item["type"]], *(parameters or [])}
        else:
            continue
        assert set(one) <= ANY_COMPONENT | IN_A_CONTAINER | own, one


def test_every_command_and_property_is_one_that_amazon_documents(directive: dict[str, Any]) -> None:
    document = directive["document"]
    presses = [one["onPress"] for one in objects(document["mainTemplate"]) if "onPress" in one]
    for one in objects([document["commands"], presses]):
        if (kind := one.get("type")) is None:
            continue
        own = COMMANDS[kind] if kind in COMMANDS else set(document["commands"][kind].get("parameters", []))
        assert set(one) <= ANY_COMMAND | own, one


def test_commands_are_for_components_that_are_there(directive: dict[str, Any]) -> None:
    document, shows = directive["document"], properties(directive)
    ids = {one["id"] for one in objects(document["mainTemplate"]) if "id" in one}
    ids |= {f"cue{place}" for place, _ in enumerate(shows["cues"])}
    ids |= {f"line{place}" for place, _ in enumerate(shows["lines"])}
    run = list(steps(document, [{"type": "begin"}, {"type": "halt"}], {}))
    targets = {step["componentId"] for step in objects(run) if "componentId" in step}
    assert targets <= ids
    named = {one["name"] for one in objects(document["mainTemplate"]) if "name" in one and "value" in one}
    assert {step["property"] for step in run if step["type"] == "SetValue"} <= named


def test_expressions_name_only_what_there_is(any_directive: dict[str, Any]) -> None:
    document, shows = any_directive["document"], properties(any_directive)
    bindings = {one["name"] for one in objects(document["mainTemplate"]) if "name" in one and "value" in one}
    named = {
        one
        for part in ("layouts", "commands")
        for own in document.get(part, {}).values()
        for one in own.get("parameters", [])
    }
    (name,) = any_directive["datasources"]
    for expression in expressions(document):
        assert set(re.findall(r"payload\.(\w+)", expression)) <= {name}
        words = re.sub(r"'.*?'", "", expression)
        for word in re.findall(r"(?<![\w.@])[a-z]\w*", words):
            assert word in KNOWN | bindings | named, expression
        assert set(re.findall(r"payload\.\w+\.properties\.(\w+)", words)) <= set(shows)
        assert set(re.findall(r"viewport\.(\w+)", words)) <= VIEWPORT
        assert set(re.findall(r"state\.(\w+)", words)) <= STATES
    resources = {
        name for block in document["resources"][:1] for part in ("colors", "dimensions") for name in block[part]
    }
    assert set(re.findall(r"@(\w+)", json.dumps(document))) <= resources
    assert all(set(block["dimensions"]) <= resources for block in document["resources"])


def test_every_speech_is_made_from_what_is_there(directive: dict[str, Any]) -> None:
    source = directive["datasources"]["pacer"]
    assert source["type"] == "object"
    for transformer in source["transformers"]:
        assert transformer["transformer"] == "ssmlToSpeech"
        assert re.fullmatch(r"<speak>.+</speak>", source["properties"][transformer["inputPath"]])
    assert len(source["transformers"]) == 8 + 3


@pytest.mark.parametrize("pattern", [*PATTERNS.values(), pattern_of("7-0-3-2"), pattern_of("1-0-3-0")])
@pytest.mark.parametrize("cycles", [1, 2, 3, 11, 12, 13, 30, 120])
def test_it_keeps_the_timeline(pattern: Pattern, cycles: int) -> None:
    plan = timeline(pattern, cycles)
    phases = led(shown(plan))
    assert [ms for _, ms, _, _ in phases] == [cue.length_ms for cue in plan.cues]
    assert [cue for cue, _, _, _ in phases] == [cue_words(cue, TEXTS) for cue in plan.cues]


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_the_circle_grows_stands_still_and_shrinks(pattern: Pattern) -> None:
    phases = led(shown(timeline(pattern, 2)))
    assert all(before[3] == after[2] for before, after in zip(phases, phases[1:], strict=False))
    for (phase, _), (_, _, begins, ends) in zip(pattern.phases, phases[: len(pattern.phases)], strict=True):
        assert (ends > begins, ends < begins) == (phase in {"in", "top-up"}, phase == "out")
    assert max(ends for _, _, _, ends in phases) == 1


@pytest.mark.parametrize("from_cycle", [0, 1, 2, 5, 11, 12, 99])
def test_it_goes_on_from_a_cycle(from_cycle: int) -> None:
    plan = timeline(SIGH, 12)
    directive = shown(plan, from_cycle)
    behind = [cue for cue in plan.cues if cue.start_ms < from_cycle * plan.pattern.cycle_ms]
    assert [cue for cue, _, _, _ in led(directive)] == [cue_words(cue, TEXTS) for cue in plan.cues[len(behind) :]]
    assert properties(directive)["done"] == min(from_cycle, 12)
    tells = [step for step in steps(directive["document"], {"type": "begin"}, {}) if step.get("property") == "cycle"]
    assert [step["value"] for step in tells] == list(range(from_cycle + 1, 13))


def test_what_follows_is_read_line_by_line_with_its_silences(directive: dict[str, Any]) -> None:
    run = list(steps(directive["document"], {"type": "begin"}, {}))
    read = [step for step in run if step["type"] == "SpeakItem" and step["componentId"].startswith("line")]
    assert [step["componentId"] for step in read] == ["line0", "line1", "line2"]
    assert all("sequencer" not in step for step in read)
    assert [run[run.index(step) + 1]["delay"] for step in read] == [0, 1_500, 0]
    assert sentences([directive]) == [TEXTS.say(part) for part in AFTER if isinstance(part, Line)]
    assert (run[-1]["property"], run[-1]["value"]) == ("over", True)


def test_nobodys_words_are_taken_for_markup_or_code(directive: dict[str, Any]) -> None:
    shows = properties(directive)
    plan = 'Your plan: rock &amp; roll &lt;3 "&#36;{payload.pacer}" #{1} @ink.'
    assert shows["text1"] == plan
    assert shows["line1"] == f"<speak><s>{plan}</s></speak>"
    assert "${" not in json.dumps(directive["datasources"])
    lists = [value for value in shows.values() if isinstance(value, list)]
    assert NASTY[:4] not in json.dumps(lists)


def test_it_stays_on_the_screen_past_the_end() -> None:
    short, long = (shown(timeline(SLOW, cycles))["document"]["settings"]["idleTimeout"] for cycles in (6, 30))
    assert long - short == 240_000
    assert short > 60_000 + 60_000
    assert shown(timeline(SLOW, 6))["document"]["commands"]["begin"]["commands"][0]["screenLock"] is True


def test_whatever_ends_its_commands_leaves_it_paused(directive: dict[str, Any]) -> None:
    (all_,) = directive["document"]["commands"]["begin"]["commands"]
    (tell, _, hush) = steps(directive["document"], all_["catch"], {})
    assert (tell["property"], tell["value"]) == ("paused", True)
    assert hush == {"type": "Idle", "sequencer": "voice"}


def test_it_begins_when_it_is_told_to(directive: dict[str, Any]) -> None:
    sent = DefaultSerializer().serialize(begin("token"))
    assert sent == {"type": f"{APL}.ExecuteCommands", "token": "token", "commands": [{"type": "begin"}]}
    assert "begin" in directive["document"]["commands"]


def test_it_stands_still_when_it_is_told_to_by_commands_that_every_document_knows(directive: dict[str, Any]) -> None:
    sent = DefaultSerializer().serialize(paused("token"))
    assert (sent["type"], sent["token"]) == (f"{APL}.ExecuteCommands", "token")
    (tell, _, hush) = steps(directive["document"], [{"type": "halt"}], {})
    assert sent["commands"] == [tell | {"value": "${true}"}, hush]


@pytest.mark.parametrize(
    ("plan", "pieces"),
    [(lasting(SLOW, 300), 3), (timeline(SLOW, 120), 3), (timeline(BOX, 120), 9), (timeline(SLOW, 300), 40)],
)
def test_it_stays_small_and_keeps_alexas_rules(plan: Timeline, pieces: int) -> None:
    told = [Line("warm-up-plan", {"words": f"{EVIDENCE} {place}"}, gives_way=place) for place in range(pieces)]
    directives = [shown(plan, 0, (*AFTER, *told)), DefaultSerializer().serialize(begin("token"))]
    answer = {
        "version": "1.0",
        "response": {"directives": directives, "outputSpeech": {"type": "SSML", "ssml": SPEECH}},
    }
    assert len(json.dumps(answer)) < 22_500 < LARGEST_RESPONSE
    assert broken(REQUEST, answer, {}, 0.1) == ()


SPEECH = f"<speak><s>{'Sit or stand somewhere safe. ' * 8}</s></speak>"


def test_what_is_too_long_gives_way_or_is_cut() -> None:
    long = [Line("warm-up-plan", {"words": f"{place} {EVIDENCE * 8}"}, gives_way=int(not place)) for place in range(5)]
    said = sentences([shown(lasting(SLOW, 60), 0, (*AFTER, *long))])
    assert said[:3] == [TEXTS.say(part) for part in AFTER if isinstance(part, Line)]
    assert [words[:12] for words in said[3:]] == [f"Your plan: {place}" for place in range(1, 5)]
    assert [words.endswith(" …") for words in said[3:]] == [True, True, False, False]


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_any_words_are_shown_and_spoken_as_they_are(words: str) -> None:
    directive = shown(timeline(SLOW, 1), 0, (line("warm-up-plan", words=words),))
    text = properties(directive)["text0"]
    assert "${" not in text
    assert not re.search(r"<|&(?!amp;|lt;|gt;|#36;|#64;)", text)
    assert broken(REQUEST, {"response": {"directives": [directive]}}, {}, 0.1) == ()


def test_the_full_cues_are_said_for_the_first_cycles_only() -> None:
    phases = led(shown(timeline(SLOW, 4)))
    firsts = [cue for cue, _, _, _ in phases[::2]]
    assert len(set(firsts[:TAUGHT_CYCLES])) == 1
    assert firsts[0] != firsts[TAUGHT_CYCLES] == firsts[-1]


# A record on the screen


def test_a_record_is_silent_and_no_round_of_breathing() -> None:
    directive = shown_record(PROGRESS)
    assert parse_token(directive["token"]) is None
    assert sentences([directive]) == []
    assert directive["document"]["settings"]["idleTimeout"] > 30_000


def test_points_are_where_their_ratings_and_times_are() -> None:
    shows = properties(shown_record(PROGRESS))
    scale = {one["value"]: one["top"] for one in shows["axis"]}
    assert sorted(scale) == [0, 5, 10]
    a_step = (scale[0] - scale[10]) / 10
    values = [round((scale[0] - point["top"]) / a_step, 1) for point in shows["points"]]
    assert values == [rating.value for rating in PROGRESS.ratings]
    first, second, last = (point["left"] for point in shows["points"])
    assert (first, last + shows["column"], round((second - first) / (last - first), 2)) == (0, 100, 0.25)
    assert [one["labelTop"] + shows["row"] for one in shows["axis"]] == pytest.approx([scale[10], scale[5], scale[0]])
    assert shows["band"]["top"] == pytest.approx(scale[5])
    assert shows["band"]["height"] == pytest.approx(3 * shows["row"], abs=0.1)
    assert shows["days"] == ["May 0", "May 20"]


def test_without_three_ratings_there_is_no_band_and_nothing_ever_connects_the_points() -> None:
    shows = properties(shown_record(replace(PROGRESS, ratings=PROGRESS.ratings[:2], unchanged=None)))
    assert shows["band"]["height"] == 0
    assert "unchanged" not in shows
    assert len(shows["points"]) == 2
    kinds = {one.get("type") for one in objects(shown_record(PROGRESS)["document"]["layouts"]["Plot"])}
    assert kinds - {None} == {"Container", "Text", "Frame"}


def test_a_single_rating_is_in_the_middle_and_without_any_there_is_no_plot() -> None:
    one = properties(shown_record(replace(PROGRESS, ratings=PROGRESS.ratings[:1], unchanged=None)))
    assert [point["left"] for point in one["points"]] == [50 - one["column"] / 2]
    assert one["days"] == ["May 0"]
    none = properties(shown_record(replace(PROGRESS, ratings=(), unchanged=None)))
    assert none["points"] == []
    assert "plot" not in none


def test_of_a_record_nobodys_words_are_taken_for_markup_or_code() -> None:
    directive = shown_record(PROGRESS)
    shows = properties(directive)
    assert shows["heading"] == 'rock &amp; roll &lt;3 "&#36;{payload.pacer}" #{1} @ink'
    assert shows["text1words"] == f"\u201c{shows['heading']}\u201d"
    assert "${" not in json.dumps(directive["datasources"])
    lists = [value for value in shows.values() if isinstance(value, list)]
    assert NASTY[:4] not in json.dumps(lists)


WORDS = st.text(max_size=3_000) | st.integers(0, 3_000).map("&".__mul__)


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=6))
def test_a_record_stays_small_and_of_what_is_too_long_the_last_gives_way(told: list[str]) -> None:
    quotes = [line("screen-quote", words=words) for words in told]
    texts = tuple(ShownText(line("screen-did", date=DAY), quote, place) for place, quote in enumerate(quotes))
    if record(replace(PROGRESS, texts=texts), TEXTS) is None:
        assert len(json.dumps(markup(TEXTS.say(quotes[0])))) > LONGEST_RECORD - 100
        return
    directive = shown_record(replace(PROGRESS, texts=texts))
    written = [value for name, value in properties(directive).items() if name.endswith("words")]
    assert written == [markup(TEXTS.say(quote)) for quote in quotes[: len(written)]]
    assert len(json.dumps(written)) < LONGEST_RECORD
    assert broken(REQUEST, {"response": {"directives": [directive]}}, {}, 0.1) == ()
