"""Stop and help: commands that belong to no topic."""

from skill.conversation.context import Context
from skill.conversation.topics import launch
from skill.conversation.turn import Reply
from skill.speech.parts import line


def stop(_context: Context) -> Reply:
    """Stop."""
    return Reply((line("stopped"),))


def help_(context: Context) -> Reply:
    """Say what the skill does, with the caution that breathing needs, and ask what they want."""
    page = () if context.turn.page is None else (line("help.page"),)
    return launch.ask_what((line("help"), *page))


def not_caught(_context: Context) -> Reply:
    """Ask what they want, after something that wasn't understood."""
    return launch.ask_what((line("not-caught"),))


def out_of_scope(_context: Context) -> Reply:
    """Say that the skill doesn't do that, and ask what they want."""
    return launch.ask_what((line("out-of-scope"),))


def refused(_context: Context) -> Reply:
    """Ask what they want instead of what they named."""
    return launch.ask_what((line("refused"),))
