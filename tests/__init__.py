"""The tests; they mirror `skill`."""
