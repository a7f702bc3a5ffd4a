"""Tests of `skill/breathing`."""
