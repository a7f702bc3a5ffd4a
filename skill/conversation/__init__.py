"""The conversation: what to say next. It gets a `Turn` and gives a `Reply`; it knows no Alexa, no AWS and no Flask.

`manager.py` takes a turn through; `policy.py` says which topic answers it; `topics/` has a file a topic; `form.py` runs
every series of questions.
"""
