"""A simulated smart speaker on this machine.

It resolves what you type with the interaction model, sends a signed request to the skill and speaks the answer. Like
Amazon, it reaches the skill only through its endpoint; the skill never imports it.
"""
