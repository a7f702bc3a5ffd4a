"""A trace holds the calls of one turn, and of no other."""

from threading import Thread

import pytest

from skill.trace import Call, timed, tracing


def test_a_call_is_in_the_trace_with_its_time_also_if_it_fails() -> None:
    with tracing() as calls:
        with timed("ledger", "save") as call:
            call.units = 2
        with pytest.raises(ValueError, match="x"), timed("alexa", "GET"):
            raise ValueError("x")
    assert [(one.service, one.name, one.units) for one in calls] == [("ledger", "save", 2), ("alexa", "GET", 0)]
    assert all(one.seconds >= 0 for one in calls)


def test_a_call_without_a_trace_is_timed_all_the_same() -> None:
    with timed("ledger", "save") as call:
        assert call == Call("ledger", "save")
    assert call.seconds >= 0


def test_a_trace_has_nothing_of_another_thread() -> None:
    def other() -> None:
        with timed("ledger", "another turn's"):
            pass

    with tracing() as calls:
        thread = Thread(target=other)
        thread.start()
        thread.join()
    assert calls == []


def test_traces_within_traces_are_apart() -> None:
    with tracing() as outer:
        with tracing() as inner, timed("ledger", "save"):
            pass
        with timed("ledger", "evidence"):
            pass
    assert [one.name for one in inner] == ["save"]
    assert [one.name for one in outer] == ["evidence"]
