"""Tests of the performer's page."""
