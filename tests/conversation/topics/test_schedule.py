"""Dates and reminders, as a device and Alexa's own API have them, or have not."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from simulator import device
from simulator.alexa_api import AlexaApi, serve_api
from simulator.plays import as_text
from simulator.requests import permission_response
from skill.alexa.acts import act_of_intent
from skill.alexa.requests import account_of
from skill.efficacy.schedule import ScheduledDate
from skill.ledger.protocol import Unavailable
from skill.nlu.language import language_for
from tests import stories
from tests.patience import GIVEN_UP_SECONDS, SOON_SECONDS, patient
from tests.stage import ACCOUNT_KEY, Stage

OTHER = (
    "ask ready room I'm getting ready for sales calls",
    "stop",
    "ask ready room my recital is on friday at six p m",
)
SET = ("ask ready room my recital is on friday at six p m", "yes")
PERMISSION = "Do you give Ready Room permission to create and edit reminders? [listens]"


@pytest.fixture
def alexa(stage: Stage) -> Iterator[AlexaApi]:
    """Alexa's API of this test alone."""
    with serve_api("America/New_York") as api:
        stage.api = api
        yield api


def date_of(stage: Stage) -> ScheduledDate | None:
    """Return the date that is kept."""
    return stage.ledger.performer(account_of(stage.user, ACCOUNT_KEY), "main", patient()).domain.date


def say(stage: Stage, *utterances: str) -> str:
    """Say one after the other on one device; return the last answer."""
    device = stage.device(f"device at {stage.clock().isoformat()}")
    answers = [as_text(device.hear(utterance)) for utterance in utterances]
    stage.clock.pass_time(timedelta(minutes=1))
    return answers[-1]


def reminders(stage: Stage) -> list[str]:
    """Return when Alexa reminds, and how."""
    assert stage.api
    return [f"{one.at:%a %H:%M %Z} {one.text}" for one in stage.api.reminders_of(stage.user)]


def test_a_date_for_something_else_says_that_it_turns_to_that(stage: Stage) -> None:
    assert "You're getting ready for: recital. That's on Friday at 6 PM. Should I remind you" in say(stage, *OTHER)
    assert "You're getting ready for" not in say(stage, "ask ready room my recital is on saturday at six p m")


def test_with_consent_it_is_there_and_says_nothing_private(stage: Stage, alexa: AlexaApi) -> None:
    assert PERMISSION in say(stage, *SET)
    assert alexa.reminders_of(stage.user) == []
    said = say(stage, *SET, "yes")
    assert said == "The date is set. That's on Friday at 6 PM. Alexa will remind you on Friday at 5 PM. [closes]"
    assert reminders(stage) == ["Fri 17:00 EDT Time to get ready."]


def test_a_reminder_is_set_only_after_a_yes_to_it(stage: Stage, alexa: AlexaApi) -> None:
    alexa.permitted.add(stage.user)
    assert say(stage, SET[0], "no") == "The date is set. That's on Friday at 6 PM. [closes]"
    assert reminders(stage) == []


@pytest.mark.parametrize("says", ["no", ""])
def test_without_consent_it_is_set_all_the_same_and_not_asked_again_for_seven_days(
    says: str, stage: Stage, alexa: AlexaApi
) -> None:
    assert say(stage, *SET, says) == "The date is set, without a reminder. That's on Friday at 6 PM. [closes]"
    known = date_of(stage)
    assert known is not None
    assert (known.day, known.time, known.reminder) == ("2026-05-08", "18:00", None)
    assert (
        say(stage, "ask ready room to move it to saturday at six p m")
        == "The date is set. That's on Saturday at 6 PM. [closes]"
    )
    stage.clock.pass_time(timedelta(days=7))
    assert "Should I remind you" in say(stage, SET[0])
    assert alexa.reminders_of(stage.user) == []


@pytest.mark.parametrize(
    ("break_", "said"),
    [
        (lambda api: setattr(api, "has_reminders", False), "The date is set. This device can't set reminders."),
        (lambda api: setattr(api, "fault", 500), "The date is set. I couldn't set a reminder just now."),
        (lambda api: setattr(api, "fault", 429), "The date is set. I couldn't set a reminder just now."),
        (lambda api: setattr(api, "delay", GIVEN_UP_SECONDS), "The date is set. I couldn't set a reminder just now."),
        (lambda api: setattr(api, "url", "http://127.0.0.1:9"), "The date is set. I couldn't set a reminder just now."),
    ],
)
def test_what_fails_leaves_the_date_set_and_is_said(
    break_: Callable[[AlexaApi], None], said: str, stage: Stage, alexa: AlexaApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    alexa.permitted.add(stage.user)
    say(stage, SET[0], "no")  # the zone is known
    device = stage.device("other")
    device.hear("ask ready room to move it to saturday at six p m")
    break_(alexa)
    if alexa.delay:
        monkeypatch.setattr("skill.alexa.api.LONGEST_SECONDS", SOON_SECONDS)
    assert as_text(device.hear("yes")) == f"{said} That's on Saturday at 6 PM. [closes]"
    known = date_of(stage)
    assert known is not None
    assert (known.day, known.reminder) == ("2026-05-09", None)


def test_without_a_time_zone_it_is_set_and_no_reminder_is_offered(stage: Stage, alexa: AlexaApi) -> None:
    alexa.zone = ""
    assert say(stage, SET[0]) == (
        "The date is set. That's on Friday at 6 PM. This device has no time zone set, so I can't remind you. [closes]"
    )


def test_moving_a_date_moves_its_reminder_after_a_yes_and_dropping_deletes_it(stage: Stage, alexa: AlexaApi) -> None:
    alexa.permitted.add(stage.user)
    say(stage, *SET)
    assert reminders(stage) == ["Fri 17:00 EDT Time to get ready."]
    say(stage, "ask ready room to move it to saturday at ten a m", "yes")
    assert reminders(stage) == ["Sat 09:00 EDT Time to get ready."]
    assert say(stage, "ask ready room to drop the date") == (
        "I've removed that date and its reminder. That was: recital, on Saturday at 10 AM. [closes]"
    )
    assert reminders(stage) == []
    assert say(stage, "ask ready room to drop the date") == "There's no date to remove. [closes]"


def test_the_old_date_stays_until_the_day_of_the_new_one_is_told(stage: Stage, alexa: AlexaApi) -> None:
    alexa.permitted.add(stage.user)
    say(stage, *SET)
    say(stage, "ask ready room to change the date", "")
    assert reminders(stage) == ["Fri 17:00 EDT Time to get ready."]
    known = date_of(stage)
    assert known is not None
    assert known.day == "2026-05-08"


def test_a_reminder_whose_save_failed_is_found_again_and_not_set_twice(stage: Stage, alexa: AlexaApi) -> None:
    alexa.permitted.add(stage.user)
    device = stage.device()
    device.hear(SET[0])
    save = stage.ledger.save

    def fail(*args: object) -> None:
        raise Unavailable("gone")

    stage.ledger.save = fail  # type: ignore[method-assign, assignment]
    assert "Should I try again?" in as_text(device.hear("yes"))
    stage.ledger.save = save  # type: ignore[method-assign]
    assert "Alexa will remind you" in as_text(device.hear("yes"))
    assert reminders(stage) == ["Fri 17:00 EDT Time to get ready."]
    known = date_of(stage)
    assert known is not None
    assert known.reminder in alexa.reminders[stage.user]


def test_across_a_change_of_the_clocks_it_is_at_the_hour_on_the_wall(stage: Stage, alexa: AlexaApi) -> None:
    alexa.permitted.add(stage.user)
    stage.clock.now = datetime(2026, 10, 30, 9, tzinfo=ZoneInfo("America/New_York"))
    said = say(stage, "ask ready room my recital is on monday at six p m", "yes")
    assert said == "The date is set. That's on Monday at 6 PM. Alexa will remind you on Monday at 5 PM. [closes]"
    assert reminders(stage) == ["Mon 17:00 EST Time to get ready."]
    known = date_of(stage)
    assert known is not None
    assert known.at is not None
    assert known.at.utcoffset() == timedelta(hours=-5)


def test_parts_of_a_date_are_asked_back(stage: Stage, alexa: AlexaApi) -> None:
    device = stage.device()
    for said, answered in (
        ("ask ready room to schedule it", "What day?"),
        ("next week", "What day in the week of May 11?"),
        ("friday", "What time?"),
        ("in the evening", "That's on Friday, May 15. What time in the evening?"),
        ("seven", "That's on Friday, May 15 at 7 PM. Should I remind you an hour before?"),
    ):
        assert as_text(device.hear(said)) == f"{answered} [listens]"
    assert alexa.reminders_of(stage.user) == []


def test_a_day_that_has_passed_is_asked_back(stage: Stage, alexa: AlexaApi) -> None:
    assert alexa.zone
    assert "May 3 is over. What day do you mean?" in say(stage, "ask ready room to schedule it", "yesterday")


def test_deleting_everything_deletes_the_reminder(stage: Stage, alexa: AlexaApi) -> None:
    alexa.permitted.add(stage.user)
    say(stage, *SET)
    say(stage, "ask ready room to delete everything", "yes")
    assert reminders(stage) == []


def test_a_permission_that_nobody_asked_for_is_no_trouble(stage: Stage, alexa: AlexaApi) -> None:
    device = stage.device()
    device.hear("open ready room")
    assert alexa.zone
    assert as_text(device._permission("yes")) == "Okay. Until next time. [closes]"


@pytest.mark.parametrize("is_permitted", [True, False])
@pytest.mark.parametrize("status", ["DEFERRED", "", "accepted"])
def test_an_answer_of_alexas_that_nobody_knows_yet_is_no_refusal(
    status: str, is_permitted: bool, stage: Stage, alexa: AlexaApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alexa knows whether reminders may be set: it is tried, and said how that went; next time it is asked again."""
    monkeypatch.setattr(device, "permission_response", lambda _status, token: permission_response(status, token))
    kitchen = stage.device()
    for said in SET:
        kitchen.hear(said)
    if is_permitted:
        alexa.permitted.add(stage.user)
    said = as_text(kitchen.hear("no"))
    assert ("Alexa will remind you" if is_permitted else "I couldn't set a reminder") in said
    assert len(reminders(stage)) == int(is_permitted)
    account = account_of(stage.user, ACCOUNT_KEY)
    assert stage.ledger.performer(account, "main", patient()).reminders_refused_at is None


def test_a_debrief_before_the_hour_leaves_the_date_as_it_is(stage: Stage, alexa: AlexaApi) -> None:
    alexa.permitted.add(stage.user)
    say(stage, *SET)
    stage.clock.now = datetime(2026, 5, 8, 9, tzinfo=ZoneInfo("America/New_York"))
    say(stage, "ask ready room to debrief", "yes", "I rehearsed", "that's enough")
    assert reminders(stage) == ["Fri 17:00 EDT Time to get ready."]
    assert date_of(stage) is not None


def test_a_reminder_goes_only_when_it_is_saved_that_the_date_is_off(stage: Stage, alexa: AlexaApi) -> None:
    alexa.permitted.add(stage.user)
    say(stage, *SET)
    device = stage.device("other")
    save = stage.ledger.save

    def fail(*_: object) -> None:
        raise Unavailable("gone")

    stage.ledger.save = fail  # type: ignore[method-assign, assignment]
    assert "Should I try again?" in as_text(device.hear("ask ready room to drop the date"))
    stage.ledger.save = save  # type: ignore[method-assign]
    assert reminders(stage) == ["Fri 17:00 EDT Time to get ready."]


def test_two_dates_at_the_same_hour_have_a_reminder_each(stage: Stage, alexa: AlexaApi) -> None:
    alexa.permitted.add(stage.user)
    say(stage, *SET)
    say(stage, "ask ready room my exam is on friday at six p m", "yes")
    assert len(reminders(stage)) == 2
    say(stage, "ask ready room to drop the date")
    assert len(reminders(stage)) == 1


def test_what_is_put_away_reminds_of_nothing(stage: Stage, alexa: AlexaApi) -> None:
    alexa.permitted.add(stage.user)
    say(stage, *SET)
    assert "I've put this away: recital." in say(stage, "ask ready room to retire my recital", "yes")
    assert reminders(stage) == []


def test_an_hour_that_has_passed_today_is_asked_back(stage: Stage, alexa: AlexaApi) -> None:
    alexa.permitted.add(stage.user)
    said = say(stage, "ask ready room to schedule it for today at eight a m")
    assert said == "Is that 8 in the morning, or in the afternoon or evening? [listens]"


def test_a_part_of_the_day_that_is_said_with_the_day_is_heard(stage: Stage, alexa: AlexaApi) -> None:
    alexa.permitted.add(stage.user)
    said = say(stage, "ask ready room to schedule it", "friday evening", "seven")
    assert said == "That's on Friday at 7 PM. Should I remind you an hour before? [listens]"


def test_nobody_is_told_that_no_date_is_set_when_the_old_one_stays(stage: Stage, alexa: AlexaApi) -> None:
    alexa.permitted.add(stage.user)
    say(stage, *SET)
    assert say(stage, "ask ready room to change the date", "no") == (
        "Okay, the date stays. That's on Friday at 6 PM. [closes]"
    )


def test_twelve_at_night_is_midnight_and_no_noon(stage: Stage, alexa: AlexaApi) -> None:
    alexa.permitted.add(stage.user)
    say(stage, "ask ready room to schedule it", "friday night", "twelve")
    known = date_of(stage)
    assert known is not None
    assert (known.day, known.time) == ("2026-05-09", "00:00")


def test_a_time_said_without_its_day_is_kept(stage: Stage, alexa: AlexaApi) -> None:
    alexa.permitted.add(stage.user)
    said = say(stage, "ask ready room to schedule it for three p m", "friday")
    assert said == "That's on Friday at 3 PM. Should I remind you an hour before? [listens]"


def test_who_is_highly_certain_is_asked_what_there_is_to_prepare_once_there_is_a_day(
    stage: Stage, alexa: AlexaApi
) -> None:
    alexa.permitted.add(stage.user)
    say(stage, "ask ready room I'm getting ready for an exam", "pass the oral part in ten minutes", "ten", "skip")
    assert say(stage, "ask ready room to schedule it", "skip") == "Okay, no date for now. [closes]"
    asked = say(stage, "ask ready room to schedule it", "friday", "three p m")
    assert asked == "You're highly certain. What's left to prepare? [listens]"
    say(stage, "ask ready room to schedule it", "friday", "three p m", "print my notes", "no")
    stage.clock.now = datetime(2026, 5, 8, 9, tzinfo=ZoneInfo("America/New_York"))
    assert "You have something today at 3 PM. Warm up now?" in say(stage, "open ready room")


@pytest.mark.parametrize("time", ["24:00", "99:00", "3:00", "T24:00", "XX", "PRESENT_REF", "2026-W20", ""])
def test_a_time_of_no_known_shape_is_asked_for(time: str) -> None:
    heard = act_of_intent("TimeIntent", {"time": time}, language_for("en-US"))
    assert heard.time is None


@pytest.mark.parametrize(
    ("time", "understood"), [("15:00:00", "15:00"), ("T15:00", "15:00"), ("TEV", "EV"), ("TNI", "NI"), ("MO", "MO")]
)
def test_a_time_in_another_shape_is_understood(time: str, understood: str) -> None:
    heard = act_of_intent("TimeIntent", {"time": time}, language_for("en-US"))
    assert heard.time == understood


@pytest.mark.parametrize(
    "said",
    [
        ("to move it to friday", "stop"),
        ("to move it to friday", "skip"),
        ("to move it to friday", "no"),
        ("to move it to friday", "no idea", "skip"),
        ("to move it to the twentieth of june at noon", "no", "stop"),
        ("to move it to the twentieth of june at noon", "no", "no"),
        ("to schedule it", "stop"),
    ],
)
def test_a_date_that_is_moved_stays_until_the_new_one_is_whole(said: tuple[str, ...], stage: Stage) -> None:
    first, *others = said
    stories.dated(stage)
    device = stage.device()
    heard = stories.say(device, f"ask ready room {first}", *others)
    known = date_of(stage)
    assert known is not None
    assert (known.day, known.time) == ("2026-05-07", "15:00")
    assert "Okay, the date stays." in heard


def test_a_whole_one_takes_its_place_and_its_reminder_goes(stage: Stage, alexa: AlexaApi) -> None:
    alexa.permitted.add(stage.user)
    say(stage, *SET)
    assert reminders(stage) == ["Fri 17:00 EDT Time to get ready."]
    say(stage, "ask ready room to move it to saturday")
    assert reminders(stage) == ["Fri 17:00 EDT Time to get ready."]
    say(stage, "ask ready room to move it to saturday", "at four p m", "yes")
    assert reminders(stage) == ["Sat 15:00 EDT Time to get ready."]
    assert (known := date_of(stage)) is not None
    assert (known.day, known.time) == ("2026-05-09", "16:00")


def test_where_the_old_one_had_no_hour_the_new_one_needs_none(stage: Stage) -> None:
    say(stage, "ask ready room my recital is on friday", "skip")
    say(stage, "ask ready room to move it to saturday", "skip")
    assert (known := date_of(stage)) is not None
    assert known.day == "2026-05-09"


@pytest.mark.parametrize(
    ("first", "then", "day", "time"),
    [
        ("for friday at one", "p m please", "2026-05-08", "13:00"),
        ("for friday at one", "in the evening", "2026-05-08", "13:00"),
        ("for sunday at three fifteen", "in the evening", "2026-05-10", "15:15"),
        ("for friday at two", "in the afternoon", "2026-05-08", "14:00"),
    ],
)
def test_a_half_of_the_day_is_of_the_same_day(first: str, then: str, day: str, time: str, stage: Stage) -> None:
    stories.ladder(stage)
    stories.say(stage.device(), f"ask ready room to schedule it {first}", then)
    assert (known := date_of(stage)) is not None
    assert (known.day, known.time) == (day, time)


@pytest.mark.parametrize(
    ("zone", "utc", "card"),
    [
        ("America/New_York", "2026-05-05 01:15", "May 4"),
        ("America/Los_Angeles", "2026-05-05 01:30", "May 4"),
        ("Australia/Sydney", "2026-05-03 22:10", "May 4"),
        ("Asia/Kolkata", "2026-05-04 19:00", "May 4"),  # half past midnight: the evening before
    ],
)
def test_the_first_card_has_the_performers_own_day(zone: str, utc: str, card: str, stage: Stage) -> None:
    with serve_api(zone) as api:
        stage.api = api
        stage.clock.now = datetime.fromisoformat(f"{utc}+00:00")
        device = stage.device()
        said = stories.say(
            device, "ask ready room to debrief", "yes", "I kept my eyes up", "I can look at people", "skip", "no"
        )
    assert f"[card: Ready Room, {card}:" in said


def test_what_is_told_after_midnight_is_of_the_evening_before(stage: Stage) -> None:
    stories.base(stage)
    stage.clock.now = datetime(2026, 5, 5, 0, 30, tzinfo=ZoneInfo("America/New_York"))
    stories.say(stage.device(), "tell ready room that I carried the tray for sixty people tonight", "yes")
    stage.clock.now = datetime(2026, 5, 5, 10, 0, tzinfo=ZoneInfo("America/New_York"))
    assert "You did this yesterday. You said: I carried the tray" in stories.say(
        stage.device(), "ask ready room for my evidence"
    )
