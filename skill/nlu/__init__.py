"""Understanding: what was meant, what was named, and how sure that is. What is heard is data, in `skill/languages`."""
