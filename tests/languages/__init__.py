"""Tests of `skill/languages`."""
