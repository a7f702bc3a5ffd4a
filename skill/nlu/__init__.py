"""Understanding: what was meant and named, and how sure that is. The phrases are data, in `skill/languages`."""
