"""The theory in plain Python: what counts as evidence, what is read back and when, how certainty is measured.

Nothing here depends on Alexa, on storage or on a language. Each rule names its sources.
"""
