"""What free text means in English: commands and non-answers, and never an answer mistaken for one of them."""

import pytest

from skill.efficacy.attribution import Cause
from skill.nlu.act import DialogAct
from skill.nlu.grammar import Normalizer, Phrases, normalize
from skill.nlu.intents import Intent, NluResult
from skill.nlu.language import language_for
from skill.nlu.understand import understand

ENGLISH = language_for("en-US")


@pytest.mark.parametrize(
    ("phrase", "said", "not_said"),
    [
        ("go back", ["go back", "Go back!"], ["go backwards", "goback", "let's go back"]),
        ("[please] repeat (that|it)", ["repeat that", "please repeat it"], ["please repeat", "repeat that again"]),
        ("never mind …", ["never mind", "never mind that one"], ["i never mind"]),
        ("it is", ["it is", "it  is"], ["it's", "it isn't"]),
        ("^ ok $", ["ok"], ["ok then"]),
    ],
)
def test_a_phrase_is_what_it_reads_like(phrase: str, said: list[str], not_said: list[str]) -> None:
    pattern = Phrases([phrase])
    assert all(pattern.fullmatch(normalize(words)) for words in said)
    assert not any(pattern.fullmatch(normalize(words)) for words in not_said)


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("5 mins", 300),
        ("5m", 300),
        ("1 min 30 sec", 90),
        ("2.5min", 150),
        ("2\u00bd minutes", 150),
        ("\u00bd hour", 1_800),
        ("1/2 an hour", 1_800),
        ("half an hour", 1_800),
        ("twenty-five minutes", 1_500),
        ("a 2-min warm-up", 120),
    ],
)
def test_a_length_is_read_however_it_is_written(typed: str, seconds: int) -> None:
    assert ENGLISH.seconds(typed) == seconds


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("a 6", 6),
        ("6ish", 6),
        ("10/10", 10),
        ("0 / 10", 0),
        ("100%", 10),
        ("7,5", 7),
        ("a 3... no, make it 4", 4),
        ("75%", None),
    ],
)
def test_a_number_is_read_however_it_is_written(typed: str, number: int | None) -> None:
    assert ENGLISH.rating(typed) == number


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [
        ("in 4, out 6", "4-0-6-0"),
        ("4/7/8", "4-7-8-0"),
        ("4\u20137\u20138", "4-7-8-0"),
        ("In: 4s. Hold: 2s. Out: 6s.", "4-2-6-0"),
        ("4 in & 6 out", "4-0-6-0"),
        ("5-5", None),
    ],
)
def test_a_breath_is_read_however_it_is_written(typed: str, pattern: str | None) -> None:
    assert ENGLISH.custom_pattern(typed) == pattern


@pytest.mark.parametrize(
    "typed", ["I dont want to live", "I DON\u2019T WANT TO LIVE\u2026", "kill\nmyself", "i want to *die*"]
)
def test_words_of_distress_are_read_however_they_are_written(typed: str) -> None:
    assert ENGLISH.is_distress(typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("I\u2019m ON, in 30 secs!!", "i'm on in thirty seconds"),
        ("\u2018warm me up\u2019", "warm me up"),
        ("dont", "don't"),
        ("\uff37arm　\uff4d\uff45　\uff55\uff50", "warm me up"),
        ("re\u00adhearse\u200b it\ufeff", "rehearse it"),
        ("cafe\u0301", "café"),
        ("in 4, out 6", "in four out six"),
        ("4-7-8", "four seven eight"),
        ("\uff13pm / 3:00 p.m. / 15:30", "three p m three p m fifteen thirty"),
        ("10% & #1 @ home", "ten percent and one at home"),
        ("21s, 2½ min, 120 min", "twenty one seconds two and a half minute 120 minute"),
        ("7.5", "7.5"),
        ("2026", "2026"),
        ("6️⃣", "six"),
        ("🎉 … ?!", ""),
        ("snake_case rock 'n' roll", "snake case rock n roll"),
    ],
)
def test_what_is_typed_is_matched_as_what_is_said(typed: str, said: str) -> None:
    assert ENGLISH.normalize(typed) == said


@pytest.mark.parametrize(
    ("words", "count", "first", "rest"),
    [
        ("That: I kept it!", 1, "That", "I kept it!"),
        ("Well...I kept it", 1, "Well", "I kept it"),
        ("I\u2019m getting ready for \u2013 “Board Talk”", 4, "I\u2019m getting ready for", "“Board Talk”"),
        ("in 45 s", 3, "in 45", "s"),
        ("call it", 2, "call it", ""),
        ("call it", 5, "call it", ""),
    ],
)
def test_what_follows_a_lead_is_as_it_was_typed(words: str, count: int, first: str, rest: str) -> None:
    writing = Normalizer(numbers={45: "forty five"})
    assert (writing.first(words, count), writing.after(words, count)) == (first, rest)


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("Stop.", Intent.STOP),
        ("um, skip that please", Intent.SKIP),
        ("hang on a sec", Intent.WAIT),
        ("that's enough for today", Intent.ENOUGH),
        ("you misheard me", Intent.WRONG),
        ("could you say that again please", Intent.REPEAT),
        ("scratch that", Intent.FORGET),
        ("delete everything", Intent.ERASE),
        ("what am I supposed to say", Intent.HELP),
        ("can we go back one question", Intent.BACK),
        ("I really don't know", Intent.DONT_KNOW),
        ("yes please", Intent.YES),
        ("no thank you", Intent.NO),
        ("warm me up for two minutes", Intent.WARM_UP),
        ("I'm on in thirty seconds", Intent.ON_SOON),
        ("note that I smiled", Intent.NOTE),
        ("I\u2019m done", Intent.DONE),
        ("Open Ready Room!", Intent.OPEN),
        ("Alexa, open the ready room skill please", Intent.OPEN),
        ("y", Intent.YES),
        ("k!", Intent.YES),
        ("N.", Intent.NO),
        ("seven", Intent.NUMBER),
        ("7", Intent.NUMBER),
        ("...", Intent.NOTHING),
    ],
)
def test_free_text_may_be_a_command(words: str, meaning: Intent) -> None:
    assert ENGLISH.read(words).intent is meaning


@pytest.mark.parametrize(
    "words",
    [
        "I stopped before each answer",
        "I skipped the part I had not rehearsed",
        "I waited until it was quiet",
        "I went back to the question when I lost it",
        "I repeated the question first",
        "I asked for help and got it",
        "yes I looked at them before I began",
        "no notes at all this time",
        "I know I can do it now",
        "pause before the first word",
        "wait for silence before I start",
        "stop apologizing when I make a mistake",
        "leave more time for questions",
        "one question led to the next",
        "I forgot that part and went on",
        "next time I will breathe out first",
        "I deleted the slide that I never liked",
        "hold on to the first sentence",
        "I was done in nine minutes",
        "finish with the story",
        "I can continue when it goes wrong",
        "back straight and feet apart",
        "I'm good with hard questions",
        "say the opening out loud the night before",
        "stop talking so fast",
        "a moment of silence before I begin",
        "I need more time to prepare",
        "keep reading the room",
        "the next one I will begin with a story",
        "not that many people noticed",
        "something different happened at the end",
        "go back to the basics",
        "fix the one slide that was wrong",
        "drop that joke at the beginning",
        "forget everything and just play",
        "let me think of the first line before I go out",
        "change my opening when they look bored",
        "delete the last slide",
        "repeat the question before I answer it",
        "say it out loud the night before",
        "ask me about the numbers and I know them",
        "I didn't get it perfect but I finished",
        "I missed it the first time and went on",
        "I'd rather not rush the ending",
        "never mind the mistakes",
        "that's everything I had practiced",
        "we're good at improvising",
        "nothing more than breathing out slowly",
        "I've had enough practice now",
        "I couldn't remember my line but I kept going",
        "I don't remember being nervous at all",
        "not sure if it counts but I kept going",
        "no idea how but I stayed with it",
        "I got nothing wrong this time",
        "a good question from the back row got me going",
        "I'm lost without my notes so I wrote fewer",
        "clear my notes off the stand before I start",
        "I can't say no to a challenge",
        "nothing threw me off",
        "nothing went wrong",
        "I didn't panic",
        "I didn't do anything rash",
        "I have never done it better",
        "I'm a mess before I go on but I start anyway",
        "I'm terrible at small talk and fine on stage",
        "who I looked at made the difference",
        "warm up first",
        "warm up for ten minutes before",
        "ignore it and keep playing",
        "turn it off and put it away",
        "clear my notes",
        "I have only one minute, I use it",
    ],
)
def test_an_answer_is_not_mistaken_for_a_command(words: str) -> None:
    assert ENGLISH.read(words) == NluResult(Intent.WORDS, words)


@pytest.mark.parametrize(
    "words",
    [
        "nothing",
        "nothing worked",
        "nothing, I've never done anything like it",
        "I'm a failure",
        "that I'm no good at this",
        "I hate this",
        "I want to talk to a human",
        "this is stupid, why would I tell a speaker anything",
        "who's this?",
        "why do you ask",
        "none of your business",
        "not a lot",
    ],
)
def test_what_is_no_answer_is_not_taken_for_one(words: str) -> None:
    assert ENGLISH.read(words).intent is Intent.DONT_KNOW


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("  um, uh i kept   eye contact. ", "I kept eye contact."),
        ("I kept\neye contact!! 🎉", "I kept eye contact!! 🎉"),
        ("“\uff39es”… I paused\u00a04 seconds", "“\uff39es”… I paused 4 seconds"),
        ("i'm sure i can", "I'm sure I can"),
        ("uh huh", "uh huh"),
        ("um was the word I left out", "um was the word I left out"),
        (
            "I felt better, calmer. Then the album, after dinner.",
            "I felt better, calmer. Then the album, after dinner.",
        ),
        ("I am stronger.", "I am stronger."),
        ("Umbrella stands", "Umbrella stands"),
    ],
)
def test_words_are_kept_as_they_were_said_but_for_a_hesitation(said: str, kept: str) -> None:
    assert ENGLISH.tidy(said) == kept


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("it went really well", "yes"),
        ("exactly as I meant", "yes"),
        ("I killed it", "yes"),
        ("the first half yes but then not so much", "partly"),
        ("it was okay", "partly"),
        ("no it fell apart", "no"),
        ("not well at all", "no"),
        ("I died up there", "no"),
        ("I looked at the back row and spoke to it the whole long time", None),
        ("the blue one", None),
    ],
)
def test_how_it_went_in_a_few_words(words: str, outcome: str | None) -> None:
    assert ENGLISH.choice("outcome", words) == outcome


@pytest.mark.parametrize(
    ("words", "difficulty"),
    [
        ("piece of cake", "easy"),
        ("it wasn't hard at all", "easy"),
        ("not too hard", "right"),
        ("somewhere in the middle", "right"),
        ("it was no picnic", "hard"),
        ("not easy", "hard"),
        ("harder than I thought", "hard"),
        ("blue", None),
    ],
)
def test_how_hard_it_was_in_a_few_words(words: str, difficulty: str | None) -> None:
    assert ENGLISH.choice("difficulty", words) == difficulty


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("seven", 7),
        ("about a seven out of ten", 7),
        ("ten, a hundred percent", 10),
        ("a hundred percent", 10),
        ("seven, no, eight", 8),
        ("moderately certain", 5),
        ("not at all sure", 0),
        ("not certain at all, zero", 0),
        ("maybe 8 or so", 8),
        ("eleven", None),
        ("six or seven", 6),
        ("between three and four", 3),
        ("three or maybe nine", None),
        ("seventy percent", 7),
        ("80", 8),
        ("7/10", 7),
        ("7.5", 7),
        ("eight point five", 8),
        ("eight and a half", 8),
        ("tenish", 10),
        ("halfway", 5),
        ("it was a two this morning but now it's a five", 5),
        ("that one", None),
        ("no idea", None),
        ("I have done it at least three times before in front of really very many people", None),
    ],
)
def test_a_number_in_a_few_words(words: str, number: int | None) -> None:
    assert ENGLISH.rating(words) == number


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("two minutes", 120),
        ("a minute and thirty seconds", 90),
        ("half a minute", 30),
        ("90 seconds", 90),
        ("an hour", 3600),
        ("a few minutes", 180),
        ("forty five seconds", 45),
        ("my minutes", None),
        ("", None),
        ("a minute and a half", 90),
        ("two and a half minutes", 150),
        ("one minute and a half of it", 90),
    ],
)
def test_a_length_of_time_in_words(words: str, seconds: int | None) -> None:
    assert ENGLISH.seconds(words) == seconds


@pytest.mark.parametrize(
    "goal", ["be more confident", "confidence", "be a better speaker", "feel less nervous", "do well"]
)
def test_a_goal_that_names_no_task_is_general(goal: str) -> None:
    assert ENGLISH.is_general(goal)


@pytest.mark.parametrize(
    "goal",
    [
        "give clear presentations to groups of ten or more",
        "run ten kilometers",
        "speak up in meetings",
        "piano recital",
    ],
)
def test_a_goal_that_names_one_is_not(goal: str) -> None:
    assert not ENGLISH.is_general(goal)


@pytest.mark.parametrize(
    ("words", "goal"),
    [
        ("I want to be able to play from memory", "play from memory"),
        ("I'd like to speak to ten people", "speak to ten people"),
        ("to run a half marathon", "run a half marathon"),
        ("total control of the room", "total control of the room"),
        ("I want to", "I want to"),
    ],
)
def test_a_goal_is_what_follows_its_lead(words: str, goal: str) -> None:
    assert ENGLISH.goal(words) == goal


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("a job interview", "job interview"),
        ("it's my piano recital", "piano recital"),
        ("call it team meetings", "team meetings"),
        ("theater audition", "theater audition"),
        ("I've got my PhD defense on Thursday", "PhD defense"),
        ("I have a board presentation tomorrow morning", "board presentation"),
        ("a race coming up in two weeks", "race"),
        ("Saturday night show", "Saturday night show"),
        ("tomorrow", "tomorrow"),
        ("the", "the"),
    ],
)
def test_a_name_is_what_follows_its_lead(words: str, name: str) -> None:
    assert ENGLISH.name(words) == name


@pytest.mark.parametrize(
    "words",
    [
        "I want to kill myself",
        "sometimes I think about ending my life",
        "I don't want to be here anymore",
        "they would be better off without me",
        "I have been cutting myself",
        "I feel suicidal",
        "there is no point in living",
    ],
)
def test_words_of_distress_are_heard(words: str) -> None:
    assert ENGLISH.is_distress(words)


@pytest.mark.parametrize(
    "words",
    [
        "I killed it",
        "I died up there",
        "I was dying to begin",
        "the waiting was killing me",
        "I wanted to die of embarrassment",
        "I nearly killed myself practicing for it",
        "I could have died when the slide broke",
        "I shot myself in the foot with that answer",
        "I stopped beating myself up",
        "we had time to kill before the show",
        "my joke died",
        "I played death by chocolate",
    ],
)
def test_idioms_of_the_stage_are_not(words: str) -> None:
    assert not ENGLISH.is_distress(words)


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("I got lucky with the questions", Cause.LUCK),
        ("it was a fluke", Cause.LUCK),
        ("my sister helped me with the slides", Cause.HELP),
        ("thanks to the band", Cause.HELP),
        ("the audience was so kind", Cause.HELP),
        ("anyone could have done it", Cause.EASE),
        ("it was easy", Cause.EASE),
        ("I paused before each answer", None),
        ("I helped the others find their place", None),
        ("thanks to my notes I found the place again", None),
    ],
)
def test_what_a_success_is_put_down_to(words: str, cause: Cause | None) -> None:
    assert ENGLISH.cause(words) == cause


@pytest.mark.parametrize(
    ("words", "pattern", "seconds"),
    [
        ("in for four, hold for two, out for six, for three minutes", "4-2-6-0", 180),
        ("inhale four seconds exhale eight", "4-0-8-0", None),
        ("in four, hold four, out four, hold four", "4-4-4-4", None),
        ("three in and six out for two minutes", "3-0-6-0", 120),
        ("two seconds in and four seconds out for thirty seconds", "2-0-4-0", 30),
        ("five in, two hold, seven out", "5-2-7-0", None),
        ("four seven eight breathing", "4-7-8-0", None),
        ("four four four four breathing for a minute", "4-4-4-4", 60),
        ("a breath in of five, a hold of five, a breath out of five and then hold for two", "5-5-5-2", None),
        ("in for four hold for seven out for eight, do it five times", "4-7-8-0", 95),
        ("ten deep breaths", None, 100),
        ("a couple of those big sighs", "sigh", 18),
        ("three minutes of slow breathing", "slow", 180),
        ("in for four", None, None),
        ("four and six", None, None),
    ],
)
def test_breathing_in_somebodys_own_words(words: str, pattern: str | None, seconds: int | None) -> None:
    result = understand(ENGLISH, DialogAct(Intent.WORDS, f"breathe with me for {words}"))
    assert (result.intent, result.pattern, result.seconds) == (Intent.BREATHE, pattern, seconds)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("i have a job interview in twenty minutes", 1_200),
        ("i'm up next in about fifteen minutes help", 900),
        ("warm me up for ten minutes", None),
        ("breathe in three seconds and out five seconds", None),
    ],
)
def test_the_time_that_is_left_is_no_length_of_a_warm_up(words: str, left: int | None) -> None:
    assert ENGLISH.seconds_left(words) == left
