"""Breathing: its patterns, the timeline of a round and its sound. Independent of speech, Alexa and storage."""
