"""Tests of `skill/alexa`."""
