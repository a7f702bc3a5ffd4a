"""The platform: request verification, SDK wiring, Alexa's own APIs, skill events. Requests in, responses out."""
