"""What a form changes, held against what it was made from and what is stored now."""

import pytest

from skill.web.page.answers import Clash, changes, is_changed, mark


def test_only_what_differs_from_what_the_form_was_made_from_changes() -> None:
    form = {"a": "one", "was-a": mark("one"), "b": " two\r\nwords ", "was-b": mark(None)}
    assert is_changed(form, "b")
    assert not is_changed(form, "a")
    assert changes(form, {"a": "other now", "b": "", "c": "not in it"}) == ({"b": "two words"}, [])


def test_what_somebody_else_changed_to_something_else_clashes() -> None:
    form = {"a": "mine", "was-a": mark("before")}
    assert changes(form, {"a": "theirs"}) == ({"a": "mine"}, [Clash("a", "theirs", "mine")])
    assert changes(form, {"a": "mine"}) == ({}, [])
    assert changes(form, {"a": "before"}) == ({"a": "mine"}, [])


def test_a_form_without_marks_clashes_with_what_is_there() -> None:
    assert changes({"a": "mine"}, {"a": "theirs"})[1] == [Clash("a", "theirs", "mine")]


@pytest.mark.parametrize("stored", ["I  looked up", "I looked\nup", " I looked up ", "I looked\x85up", "I\tlooked up"])
def test_an_answer_that_is_sent_back_as_it_is_changes_nothing(stored: str) -> None:
    form = {"a": stored, "was-a": mark(stored)}
    assert changes(form, {"a": stored}) == changes(form, {"a": "I looked up"}) == ({}, [])
    assert not is_changed(form, "a")
    assert changes({"a": "I looked up", "was-a": mark("")}, {"a": stored}) == ({}, [])


def test_words_lose_what_nobody_can_type() -> None:
    assert changes({"a": "o\x00ne\x07", "was-a": mark("")}, {"a": ""})[0] == {"a": "o ne"}
