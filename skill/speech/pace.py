"""How long it takes to say something, estimated: about 150 words a minute, so about 14 characters a second."""

CHARACTER_MS = 70
SHORTEST_MS = 300


def spoken_ms(text: str) -> int:
    """Return about how many milliseconds a voice assistant takes to say a text; none for an empty one."""
    return max(SHORTEST_MS, CHARACTER_MS * len(text)) if text else 0
