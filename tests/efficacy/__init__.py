"""Tests of `skill/efficacy`."""
