"""The texts of every language: the same names, the same variables, short, any question last, no praise."""

import re
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast, visitor

import skill
from skill.conversation.policy import CONFIRMATIONS, FORMS
from skill.languages import FALLBACK, locales, nearest
from skill.speech.parts import Line, line
from skill.speech.texts import UnknownLine, sources, texts_for

CODE = [file for kind in ("*.py", "*.html") for file in Path(skill.__file__).parent.rglob(kind)]
MOST_WORDS = 45
PRAISE = (
    "amazing, awesome, best, brilliant, excellent, fantastic, genius, good job, great, impressive, incredible, "
    "natural, nailed, perfect, proud, smash, so well, superstar, talented, wonderful, you can do anything, "
    "you've got this, you'll crush, well done, believe in you, congratulations, nothing can stop"
).split(", ")
QUESTIONS = {
    f"{form.name}.{slot.name}": (slot.text or f"{form.name}-{slot.name}", slot.acknowledged)
    for form in FORMS
    for slot in form.slots
} | {question.key: (question.text or f"{question.form_name}-{question.name}", False) for question in CONFIRMATIONS}
"""For each question, its Fluent message and whether an answer to it is acknowledged."""
NEVER = (
    "calm down, relax, treat, cure, therapy, patient, diagnos, symptom, guarantee, will succeed, you will win"
).split(", ")


@cache
def messages(locale: str) -> dict[str, ast.Pattern]:
    """Return each message and attribute of a locale by its name."""
    found: dict[str, ast.Pattern] = {}
    folders: dict[str, Path] = {}
    for file, source in zip(nearest(locale).files("said/*.ftl"), sources(nearest(locale)), strict=True):
        for entry in FluentParser().parse(source).body:
            assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, ast.Message):
                values = {
                    entry.id.name: entry.value,
                    **{f"{entry.id.name}.{a.id.name}": a.value for a in entry.attributes},
                }
                for name, value in values.items():
                    assert folders.get(name) != file.parent, f"{name} stands twice in {locale}"
                    assert value is not None, f"{name} says nothing"
                    found[name], folders[name] = value, file.parent
    return found


@pytest.mark.parametrize("locale", locales())
def test_every_sentence_can_be_parsed_without_another(locale: str) -> None:
    class Visitor(visitor.Visitor):
        def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - the library's name
            raise AssertionError(f"it refers to {node.id.name}")

        def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802 - the library's name
            raise AssertionError(f"it refers to {node.id.name}")

    for name, pattern in messages(locale).items():
        Visitor().visit(pattern)
        assert name in texts_for(locale)


def variables(pattern: ast.Pattern) -> set[str]:
    """Return the names of the variables in a pattern."""
    found: set[str] = set()

    class Visitor(visitor.Visitor):
        def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the library's name
            found.add(node.id.name)

    Visitor().visit(pattern)
    return found


def variants(pattern: ast.Pattern) -> list[str]:
    """Return the texts that a pattern can produce, one for each choice in it; a variable is one word."""
    texts = [""]
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            texts = [text + element.value for text in texts]
        elif isinstance(element.expression, ast.SelectExpression):
            chosen = [one for variant in element.expression.variants for one in variants(variant.value)]
            texts = [text + one for text in texts for one in chosen]
        else:
            texts = [f"{text}word" for text in texts]
    return [" ".join(text.split()) for text in texts]


@pytest.mark.parametrize("locale", locales())
def test_every_language_has_the_same_lines_with_the_same_variables(locale: str) -> None:
    expected = {name: variables(pattern) for name, pattern in messages(FALLBACK).items()}
    assert {name: variables(pattern) for name, pattern in messages(locale).items()} == expected


@pytest.mark.parametrize("locale", locales())
def test_every_line_is_short_and_asks_at_most_one_question_last(locale: str) -> None:
    for name, pattern in messages(locale).items():
        for text in variants(pattern):
            assert len(text.split()) <= MOST_WORDS, f"{name} is too long: {text}"
            assert "?" not in text[:-1], f"{name} asks before its end: {text}"
            assert not re.search(r"\s[.,?!:]", text), f"{name} has a space before a mark: {text}"


@pytest.mark.parametrize("locale", locales())
def test_no_line_praises_promises_or_soothes(locale: str) -> None:
    for name, pattern in messages(locale).items():
        for text in variants(pattern):
            said = text.lower()
            assert not [word for word in (*PRAISE, *NEVER) if re.search(rf"\b{re.escape(word)}", said)], (
                f"{name}: {text}"
            )


_OPENLY_SAID = {"help", "breathing-pause", "question", "health-kept", "breathing-cannot"}
"""Lines said while a question is open or a track plays, when the skill's name isn't needed."""


@pytest.mark.parametrize("locale", locales())
def test_what_is_taught_for_later_begins_with_opening_the_skill(locale: str) -> None:
    """After a line without a question, nobody is listening any more."""
    texts = messages(locale)
    for name, pattern in texts.items():
        is_asked = f"{name}.again" in texts or "." in name
        for text in variants(pattern):
            if re.search(r"\b[Ss]ay(:|, | its name)", text) and not is_asked and name not in _OPENLY_SAID:
                assert re.search(r"open ready room", text, re.IGNORECASE), f"{name}: {text}"
            assert "ask ready room" not in text, name


@pytest.mark.parametrize(("name", "is_acknowledged"), QUESTIONS.values(), ids=list(QUESTIONS))
@pytest.mark.parametrize("locale", locales())
def test_every_question_can_be_asked_asked_again_and_shown(name: str, is_acknowledged: bool, locale: str) -> None:
    texts = messages(locale)
    needed = [name, f"{name}.again", f"{name}.example", *([f"{name}.noted"] if is_acknowledged else [])]
    assert [key for key in needed if key not in texts] == []
    for key in needed[:3]:
        assert all(text.endswith("?") for text in variants(texts[key])), f"{key} does not end in its question"


def test_every_line_that_the_code_names_is_there_and_no_other() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in CODE)
    named = set(re.findall(r"""["']([a-z_]+(?:-[a-z_]+)*(?:\.[a-z]+)?)["']""", code))
    asked = {f"{name}{ending}" for name, _ in QUESTIONS.values() for ending in ("", ".again", ".example", ".noted")}
    cues = {f"cue-{phase}{ending}" for phase in ("in", "top-up", "hold", "out", "rest") for ending in ("", ".taught")}
    unused = set(messages(FALLBACK)) - named - asked - cues
    assert not unused, f"said by nobody: {sorted(unused)}"


def test_a_device_of_any_locale_is_answered() -> None:
    assert nearest("en-NZ").name == "en-US"
    assert nearest("xx-YY").name == FALLBACK
    assert texts_for("en-NZ") is texts_for("en-US")


def test_an_unknown_line_or_variable_is_an_error_and_never_half_a_sentence() -> None:
    texts = texts_for("en-US")
    with pytest.raises(UnknownLine):
        texts.say(line("no-such-line"))
    with pytest.raises(UnknownLine):
        texts.say(Line("evidence-shows"))
    assert "evidence-shows" in texts
    assert "debrief-worked.again" in texts
    assert "debrief-worked.nothing" not in texts
