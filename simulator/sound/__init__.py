"""A voice and an ear for the simulator: programs of their own, which the Makefile installs apart (docs/voice.md)."""
