"""A smart speaker on this machine.

What is typed is resolved with the interaction model, signed, sent to the skill, and its answer read out. It uses
the skill from outside, as Amazon would: by its endpoint. Nothing of the skill imports it.
"""
