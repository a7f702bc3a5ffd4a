"""Tests of that part of the house."""
