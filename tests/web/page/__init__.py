"""The performer's page."""
