"""Tests of `skill/ledger`."""
