"""What an engine writes becomes what Alexa writes."""

import pytest

from simulator.sound.normalise import called, normalised


@pytest.mark.parametrize(
    ("written", "alexa"),
    [
        ("7.", "seven"),
        ("Seven out of 10!", "seven out of ten"),
        ("O.K.", "okay"),
        ("At 3 p.m.", "at three p m"),
        ("at 3:30 PM, please", "at three thirty p m please"),
        ("3pm", "three p m"),
        ("10:05 a.m.", "ten oh five a m"),
        ("6:00", "six"),
        ("Warm-up for 2 minutes.", "warm up for two minutes"),
        ("4-7-8 breathing", "four seven eight breathing"),
        ("478 breathing", "four seven eight breathing"),
        ("On May 15th.", "on may fifteenth"),
        ("the 31st of March", "the thirty first of march"),
        ("In 2025.", "in twenty twenty five"),
        ("in 2005", "in twenty oh five"),
        ("5.5 seconds", "five point five seconds"),
        ("2.75 laps", "two point seven five laps"),
        ("3.25 miles", "three point two five miles"),
        ("at 3.30 p.m.", "at three thirty p m"),
        ("42.195 km", "forty two point one nine five km"),
        ("99.9%", "ninety nine point nine percent"),
        ("1,000 people, 10,000 steps", "1000 people 10000 steps"),
        ("365 days", "365 days"),
        ("use 478", "use four seven eight"),
        ("478 please", "four seven eight please"),
        ("I weigh 145 and I paid 125 for it", "i weigh 145 and i paid 125 for it"),
        ("[BLANK_AUDIO]", ""),
        ("(upbeat music) I was calm", "i was calm"),
        ("*sighs* done", "done"),
        ("3 1/2 miles", "three and a half miles"),
        ("1/4 of it and 2/3 of that", "a quarter of it and two thirds of that"),
        ("I ran 5km with 1.5kg in 20mins", "i ran five km with one point five kg in twenty mins"),
        ("it was 50/50, I train 24/7", "it was fifty fifty i train twenty four seven"),
        ("a ratio of 4:3", "a ratio of four three"),
        ("a 10K and a 5k run", "a ten k and a five k run"),
        ("it cost $5 or £7", "it cost five dollars or seven pounds"),
        ("I'm 6'2\"", "i'm six two"),
        ("100 people", "a hundred people"),
        ("120 people", "120 people"),
        ("I'm 90% sure", "i'm ninety percent sure"),
        ("I\u2019m in \u2014 really", "i'm in really"),
        ("  ", ""),
    ],
)
def test_it_is_spelt_as_alexa_does(written: str, alexa: str) -> None:
    assert normalised(written) == alexa


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("ask already room to warm me up", "ask ready room to warm me up"),
        ("ask reddy room for my evidence", "ask ready room for my evidence"),
        ("open the ready room", "open the ready room"),
        ("open ready rum", "open ready room"),
        ("could you open red eroom", "could you open ready room"),
        ("tell ready room that i read a room", "tell ready room that i read a room"),
        ("ask the weather in rome", "ask the weather in rome"),
        ("i was already in the room", "i was already in the room"),
        ("till ready room that i passed", "tell ready room that i passed"),
        ("asked ready room to warm me up", "ask ready room to warm me up"),
        ("use ready room", "use ready room"),
        ("my ready room", "my ready room"),
        ("ask", "ask"),
        ("alexa ask already room to warm me up", "alexa ask ready room to warm me up"),
        ("hey alexa open reddy room", "hey alexa open ready room"),
        ("alexa use ready room", "alexa use ready room"),
        ("alexa i was already in the room", "alexa i was already in the room"),
    ],
)
def test_the_name_of_the_skill_is_heard_where_it_is_called(heard: str, meant: str) -> None:
    assert called(heard, "ready room") == meant
