"""The web service: the skill's endpoint and its health check. Runs under any WSGI server."""
