"""The round trip: sentences are spoken, recognized and put to the skill: `make spoken`."""
