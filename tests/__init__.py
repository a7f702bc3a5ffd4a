"""The tests; they mirror `skill` and `simulator`."""
