"""The warm-up: its breathing in rounds, its playback on a device, and its closing."""
