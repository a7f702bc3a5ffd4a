"""The conversation: what to say next. It gets a `Turn` and gives a `Reply`; it knows no Alexa, no AWS and no Flask.

`manager.py` answers a turn; `policy.py` chooses the topic that answers it; `topics/` has one file for each topic;
`form.py` asks the questions of a form.
"""
