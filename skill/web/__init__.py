"""The web service: the skill's endpoint and its health. Runs under any WSGI server."""
