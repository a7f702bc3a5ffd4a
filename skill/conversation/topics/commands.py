"""Stop and help: what can be said at any time and belongs to no topic."""

from skill.conversation.context import Context
from skill.conversation.topics import launch
from skill.conversation.turn import Reply
from skill.speech.parts import line


def stop(_context: Context) -> Reply:
    """Stop."""
    return Reply((line("stopped"),))


def help_(_context: Context) -> Reply:
    """Say what the skill does, with the one caution that breathing needs, and ask what is wanted."""
    return launch.ask_what((line("help"),))


def not_caught(_context: Context) -> Reply:
    """Ask what they want, after something that leads nowhere."""
    return launch.ask_what((line("not-caught"),))
