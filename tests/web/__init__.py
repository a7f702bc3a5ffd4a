"""Tests of `skill/web`."""
