"""Tests of `skill/speech`."""
