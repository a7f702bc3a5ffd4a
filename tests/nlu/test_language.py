"""What free text means in English: commands and non-answers, but never an answer taken for one of them."""

import pytest

from skill.efficacy.attribution import Cause
from skill.nlu.intents import Intent, NluResult
from skill.nlu.language import language_for

ENGLISH = language_for("en-US")


@pytest.mark.parametrize(
    "typed", ["I dont want to live", "I DON\u2019T WANT TO LIVE\u2026", "kill\nmyself", "i want to *die*"]
)
def test_words_of_distress_are_read_however_they_are_written(typed: str) -> None:
    assert ENGLISH.is_distress(typed)


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


@pytest.mark.parametrize(("word", "singular"), [("calls", "call"), ("call", "call"), ("s", ""), ("class", "clas")])
def test_a_plural_ending_is_removed_whatever_the_word(word: str, singular: str) -> None:
    """Both words of a comparison lose it, so it need not be a plural."""
    assert ENGLISH.singular(word) == singular


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


@pytest.mark.parametrize("words", ["7" * 8_000, f"I counted {'9' * 5_000} breaths", f"at {'1' * 5_000}:30"])
def test_a_number_of_thousands_of_digits_stays_words(words: str) -> None:
    assert ENGLISH.read(words).intent in {Intent.WORDS, Intent.NUMBER}
    assert ENGLISH.rating(words) in {None, 3}  # of 30, the minutes


@pytest.mark.parametrize(
    "words", ["can I um change my last answer", "go uh back one er question", "um skip uh this one"]
)
def test_a_command_is_heard_through_hesitations(words: str) -> None:
    assert ENGLISH.read(words).intent in {Intent.BACK, Intent.SKIP}
