"""Tests of how whole sentences are understood."""
