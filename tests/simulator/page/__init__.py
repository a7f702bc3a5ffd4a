"""Tests of the speaker's page in a browser."""
