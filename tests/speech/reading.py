"""Reads SSML for tests."""

import xml.etree.ElementTree as ET


def text_of(ssml: str) -> str:
    """Return the words."""
    return " ".join("".join(ET.fromstring(ssml).itertext()).split())


def pieces_of(ssml: str) -> list[tuple[str, int]]:
    """Return words and the silence after each, in milliseconds; sentences have none."""
    root = ET.fromstring(ssml)
    found = [(" ".join((root.text or "").split()), 0)]
    for element in root:
        if element.tag == "s":
            found.append((" ".join((element.text or "").split()), 0))
        else:
            words, silence = found[-1]
            found[-1] = (words, silence + int(element.get("time", "0ms").removesuffix("ms")))
        if tail := " ".join((element.tail or "").split()):
            found.append((tail, 0))
    return [(words, silence) for words, silence in found if words or silence]
