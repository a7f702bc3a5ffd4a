"""Breathing: its patterns, and the timeline of one round of it. Knows nothing of speech, of Alexa or of storage."""
