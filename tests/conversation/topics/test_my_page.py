"""The way to one's page: a code that is kept once, shown or said to whom it is for, and signing everybody out."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from simulator.device import Device
from simulator.plays import as_text
from skill.conversation.turn import Reply
from skill.efficacy.performer import MAIN, PageAccess, Performer, Preferences
from skill.ledger.access import HALF, find_session, redeem, typed
from skill.ledger.passes import CODE_STAYS, PageSession
from skill.ledger.protocol import Unavailable
from skill.ledger.sqlite import SqliteLedger
from skill.nlu.act import DialogAct
from skill.nlu.intents import Intent
from skill.speech.parts import Line, Pause
from skill.speech.texts import texts_for
from tests.conversation.talk import ACCOUNT, Talk, args, keys
from tests.patience import patient
from tests.stage import Stage, service

ANA, BEN = "a" * 12, "b" * 12
ADDRESS = "https://ready-room.example/page"
TEXTS = texts_for("en-US")


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    """A conversation with a new performer, on SQLite, where there is a page."""
    return Talk(SqliteLedger(tmp_path / "ledger.sqlite3"), page=ADDRESS)


def card_of(reply: Reply) -> str:
    """Return the text of a reply's card; empty without one."""
    return "\n".join(TEXTS.say(one) for one in (reply.card.title, *reply.card.lines)) if reply.card else ""


def code_on(card: str) -> str:
    """Return the code on a card; empty if there is none."""
    found = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", card)
    return typed(found[0]) or "" if found else ""


def said(reply: Reply) -> Sequence[str]:
    """Return the sentences of a reply."""
    return [TEXTS.say(part) for part in reply.say if isinstance(part, Line)]


def code_said(reply: Reply) -> str:
    """Return the code that a reply says."""
    spelled = args(reply, "my-page-code")
    return re.sub(r"\W", "", f"{spelled['first']}{spelled['second']}")


def come_in(talk: Talk, code: str) -> PageSession | None:
    """Come in with a code; return the session on the page."""
    found = redeem(talk.ledger, code, talk.now, patient())
    return found[1] if found else None


def enter(talk: Talk, code: str) -> tuple[str, PageSession]:
    """Come in with a code; return the browser's token and the session."""
    found = redeem(talk.ledger, code, talk.now, patient())
    assert found is not None
    return found


def is_in(talk: Talk, session: PageSession, token: str) -> bool:
    """Whether a session goes on."""
    return find_session(talk.ledger, session.account, session.performer, token, talk.now, patient()) is not None


def private(talk: Talk, voice: str = ANA) -> None:
    """Keep the main record to a voice."""
    preferences = Preferences(private=True)
    talk.save(replace(talk.performer, preferences=preferences, voice_id=voice))


def test_a_code_is_on_a_card_with_the_address_and_opens_the_page_once(talk: Talk) -> None:
    reply = talk.ask(Intent.PAGE)
    assert keys(reply) == ["my-page-sent"]
    assert len(said(reply)) == 1
    assert ADDRESS in card_of(reply)
    code = code_on(card_of(reply))
    session = come_in(talk, code)
    assert session is not None
    assert (session.account, session.performer, session.locale) == (ACCOUNT, MAIN, "en-US")
    assert come_in(talk, code) is None


def test_a_code_ends_after_the_time_that_is_said(talk: Talk) -> None:
    code = code_on(card_of(talk.ask(Intent.PAGE)))
    assert timedelta(minutes=10) == CODE_STAYS
    talk.pass_time(seconds=CODE_STAYS.total_seconds())
    assert come_in(talk, code) is None


def test_a_new_code_takes_the_place_of_the_one_before_and_keeps_who_is_in(talk: Talk) -> None:
    first = code_on(card_of(talk.ask(Intent.PAGE)))
    assert come_in(talk, first) is not None
    lock = talk.performer.page and talk.performer.page.lock
    second, third = (code_on(card_of(talk.ask(Intent.PAGE))) for _ in range(2))
    assert len({first, second, third}) == 3
    assert come_in(talk, second) is None, "a newer one was given"
    assert talk.performer.page == PageAccess(lock or "", third[:HALF])


def test_a_repeated_request_gives_the_same_code_and_saves_nothing_twice(talk: Talk) -> None:
    code = code_on(card_of(talk.ask(Intent.PAGE)))
    version = talk.performer.version
    again = talk.repeat_request()
    assert code_on(card_of(again)) == code
    assert not again.change
    assert talk.performer.version == version
    assert come_in(talk, code) is not None
    assert code_on(card_of(talk.repeat_request())) == code
    assert come_in(talk, code) is None, "it was used"


def test_a_card_is_sent_even_to_who_wants_none(talk: Talk) -> None:
    talk.save(Performer(preferences=Preferences(cards=False)))
    assert code_on(card_of(talk.ask(Intent.PAGE)))


def test_without_a_page_that_is_said_and_nothing_kept(talk: Talk) -> None:
    talk.page = ""
    reply = talk.ask(Intent.PAGE)
    assert (keys(reply), reply.card, talk.performer.version) == (["my-page-none"], None, 0)
    assert "help.page" not in keys(talk.ask(Intent.HELP))


def test_help_names_the_page(talk: Talk) -> None:
    assert "help.page" in keys(talk.ask(Intent.HELP))


def test_a_private_record_gives_its_code_aloud_to_its_voice_and_shows_none(talk: Talk) -> None:
    private(talk)
    talk.voice = ANA
    reply = talk.ask(Intent.PAGE)
    card = card_of(reply)
    assert ADDRESS in card
    code = code_said(reply)
    assert (code_on(card), code in card.replace(" ", "")) == ("", False)
    spelled = f"{', '.join(code[:HALF])}; {', '.join(code[HALF:])}."
    assert said(reply)[1:] == [f"Your code is: {spelled}", f"Once more: {spelled}"]
    assert any(isinstance(part, Pause) for part in reply.say)
    assert come_in(talk, code) is not None


@pytest.mark.parametrize("intent", [Intent.PAGE, Intent.SIGN_OUT])
def test_nobody_else_gets_into_a_private_record_or_closes_it(intent: Intent, talk: Talk) -> None:
    private(talk)
    talk.voice = ANA
    code = code_said(talk.ask(Intent.PAGE))
    before = talk.performer
    talk.voice = None
    guest = talk.ask(intent)
    assert keys(guest) == ["my-page-guest" if intent is Intent.PAGE else "voice-not-known"]
    assert (guest.card, guest.change.code) == (None, None)
    assert talk.performer == before
    assert come_in(talk, code) is not None


@pytest.mark.parametrize("voice", [None, BEN])
def test_in_a_session_of_its_owner_another_voice_gets_nothing(voice: str | None, talk: Talk) -> None:
    private(talk)
    talk.voice = ANA
    talk.ask(Intent.OPEN)
    talk.voice = voice
    for reply in (talk.mean(Intent.PAGE), talk.say("my page"), talk.say("give me a code for my page")):
        assert (keys(reply), reply.card) == (["voice-another"], None)
    assert talk.performer.page is None


@pytest.mark.parametrize("voice", [None, BEN])
def test_a_record_made_private_during_a_session_is_closed_to_who_began_it(voice: str | None, talk: Talk) -> None:
    talk.save(Performer())
    talk.ask(Intent.HELP)
    private(talk)
    talk.voice = voice
    assert keys(talk.mean(Intent.PAGE)) == ["my-page-guest"]
    assert talk.performer.page is None


def test_another_voice_has_a_page_of_its_own(talk: Talk) -> None:
    private(talk)
    talk.voice = BEN
    session = come_in(talk, code_on(card_of(talk.ask(Intent.PAGE))))
    assert session is not None
    assert session.performer == BEN


def test_who_keeps_their_record_to_their_voice_signs_everybody_out(talk: Talk) -> None:
    """Others of the household may have come in before."""
    talk.save(Performer())
    assert come_in(talk, code_on(card_of(talk.ask(Intent.PAGE)))) is not None
    talk.voice = ANA
    talk.save(replace(talk.performer, voice_id=ANA))
    talk.ask(Intent.MY_VOICE)
    assert talk.performer.page is None
    assert come_in(talk, code_said(talk.ask(Intent.PAGE))) is not None
    talk.ask(Intent.MY_VOICE)
    assert talk.performer.page is not None, "it was private already"


def test_signing_out_ends_every_session_and_the_code(talk: Talk) -> None:
    talk.ask(Intent.PAGE)
    token, session = enter(talk, code_on(card_of(talk.repeat_request())))
    code = code_on(card_of(talk.ask(Intent.PAGE)))
    assert is_in(talk, session, token)
    assert keys(talk.ask(Intent.SIGN_OUT)) == ["my-page-out"]
    assert not is_in(talk, session, token)
    assert come_in(talk, code) is None
    assert come_in(talk, code_on(card_of(talk.ask(Intent.PAGE)))) is not None
    assert not is_in(talk, session, token), "the lock is another one"


def test_signing_out_is_said_where_nobody_could_be_in_and_keeps_nothing(talk: Talk) -> None:
    talk.voice = ANA
    assert keys(talk.ask(Intent.SIGN_OUT)) == ["my-page-out"]
    assert talk.performer.version == 0


def test_signing_out_knows_of_a_code_that_another_device_gave_during_the_session(talk: Talk) -> None:
    talk.save(Performer())
    talk.ask(Intent.OPEN)
    elsewhere = Talk(talk.ledger, now=talk.now, page=ADDRESS)
    token, session = enter(elsewhere, code_on(card_of(elsewhere.ask(Intent.PAGE))))
    assert keys(talk.mean(Intent.SIGN_OUT)) == ["my-page-out"]
    assert not is_in(talk, session, token)


def test_who_only_asked_for_their_page_is_still_new(talk: Talk) -> None:
    talk.ask(Intent.PAGE)
    assert keys(talk.ask(Intent.OPEN))[:1] == ["opening-welcome"]
    assert talk.question == "opening.what"


def test_a_launch_gives_no_code_unasked(talk: Talk) -> None:
    reply = talk.ask(Intent.OPEN)
    assert (reply.card, reply.change.code) == (None, None)


@pytest.mark.parametrize("way", [("no",), ()])
def test_a_code_that_could_not_be_kept_is_not_given(
    way: Sequence[str], talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise Unavailable("gone")

    with monkeypatch.context() as gone:
        gone.setattr(talk.ledger, "save", fail)
        reply = talk.ask(Intent.PAGE)
        assert (keys(reply), reply.card) == (["sorry"], None)
    if way:
        talk.say(*way)
        assert talk.performer.version == 0
    else:
        assert come_in(talk, code_on(card_of(talk.mean(Intent.YES)))) is not None


def test_a_question_of_yes_or_no_about_deleting_stays_open(talk: Talk) -> None:
    talk.save(Performer())
    talk.ask(Intent.ERASE)
    for reply in (talk.mean(Intent.PAGE), talk.say("my page"), talk.mean(Intent.SIGN_OUT)):
        assert (talk.question, reply.card) == ("erase.sure", None)
    assert talk.performer.page is None


@pytest.mark.parametrize("intent", [Intent.PAGE, Intent.SIGN_OUT])
def test_in_the_middle_of_questions_what_was_answered_stays(intent: Intent, talk: Talk) -> None:
    talk.ask(Intent.DEBRIEF)
    talk.mean(Intent.YES)
    talk.say("I spoke slowly")
    talk.mean(intent)
    assert talk.evidence[0].worked == "I spoke slowly"


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "en-AU", "en-CA", "en-IN"])
def test_a_page_is_in_the_language_of_the_device(locale: str, talk: Talk) -> None:
    turn = replace(talk.turn(DialogAct(Intent.PAGE)), locale=locale)
    session = come_in(talk, code_on(card_of(talk.take(turn))))
    assert session is not None
    assert session.locale == locale


def ask(stage: Stage, person: str | None, *utterances: str) -> str:
    """Say one after the other as somebody, in a new session; return the last answer."""
    stage.person = person
    device: Device = stage.device(f"at {stage.clock().isoformat()}")
    stage.clock.pass_time(timedelta(minutes=1))
    return [as_text(device.hear(utterance)) for utterance in utterances][-1]


def test_delete_everything_ends_the_sessions_and_the_codes(stage: Stage) -> None:
    page = service(stage.ledger, stage.clock, stage.authority).test_client()
    ask(stage, None, "tell ready room that I sang", "yes")
    code = code_on(ask(stage, None, "ask ready room for my page"))
    assert page.post("/page/in", data={"code": code}).status_code == 303
    assert page.get("/page/").status_code == 200
    unused = code_on(ask(stage, None, "ask ready room for my page"))
    assert "deleted" in ask(stage, None, "ask ready room to delete everything", "yes")
    assert page.get("/page/").status_code == 303
    assert page.post("/page/in", data={"code": unused}).status_code == 403
    ask(stage, None, "tell ready room that I began anew", "yes")
    assert page.get("/page/").status_code == 303, "a new record is another one"


def test_the_latest_code_is_the_one_that_works(stage: Stage) -> None:
    page = service(stage.ledger, stage.clock, stage.authority).test_client()
    codes = [code_on(ask(stage, None, "open ready room", "my page")) for _ in range(2)]
    assert [page.post("/page/in", data={"code": code}).status_code for code in codes] == [403, 303]


@pytest.mark.parametrize("intent", [Intent.PAGE, Intent.SIGN_OUT, Intent.NO_CARDS])
def test_what_is_done_at_once_is_followed_by_the_question_that_was_open(intent: Intent, talk: Talk) -> None:
    talk.ask(Intent.DEBRIEF)
    talk.mean(Intent.YES)
    reply = talk.mean(intent)
    assert keys(reply)[-1] == "debrief-worked.again"
    assert talk.question == "debrief.worked"
    assert bool(reply.card) is (intent is Intent.PAGE)
