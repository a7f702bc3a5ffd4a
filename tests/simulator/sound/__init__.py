"""Tests of `simulator/sound`."""
