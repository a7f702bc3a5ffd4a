"""A reminder on the speaker, and its date on the page."""

from collections.abc import Iterator

import pytest

from simulator.alexa_api import AlexaApi, serve_api
from tests.stage import Stage
from tests.stories import ladder, say
from tests.web.page.visitors import sign_in

OFF = "/ladder/date-off"


@pytest.fixture
def alexa(stage: Stage) -> Iterator[AlexaApi]:
    """Alexa's API of this test alone."""
    with serve_api("America/New_York") as api:
        stage.api = api
        yield api


@pytest.mark.parametrize(
    "turn", ["open ready room", "ask ready room to take the date off", "ask ready room when is it"]
)
def test_the_reminder_of_a_date_taken_off_here_goes_with_the_next_turn_by_voice(
    stage: Stage, alexa: AlexaApi, turn: str
) -> None:
    device = ladder(stage)
    alexa.permitted.add(stage.user)
    say(device, "ask ready room to schedule it for friday at six p m", "yes")
    assert len(alexa.reminders_of(stage.user)) == 1
    visitor = sign_in(stage.ledger, stage.clock, stage.authority, stage.user)
    visitor.send(OFF, visitor.form("/ladder", OFF))
    assert len(alexa.reminders_of(stage.user)) == 1
    say(device, turn)
    assert alexa.reminders_of(stage.user) == []
    assert visitor.performer.domain.stale_reminders == ()
