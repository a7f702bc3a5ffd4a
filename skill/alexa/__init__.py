"""The Alexa platform layer: request verification, SDK wiring, Alexa's own API and skill events."""
