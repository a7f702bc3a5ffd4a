"""Tests of `skill/nlu`."""
