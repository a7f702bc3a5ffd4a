"""Tests of what deploys the skill."""
