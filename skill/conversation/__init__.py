"""The conversation: what to say next. It gets a `Turn` and gives a `Reply`; it knows no Alexa, no AWS and no Flask.

`core.py` takes a turn through; `routes.py` says which topic answers it; a file each topic; `interview.py` runs every
series of questions; `hearing.py` tells what was meant, from the phrases of a language in `languages/`.
"""
