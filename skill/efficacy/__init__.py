"""The theory, as plain Python: what counts as evidence, what is read back when, how certainty is measured.

Nothing here knows of Alexa, of storage or of language. Sources are named where a rule stands.
"""
