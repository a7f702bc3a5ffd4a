"""The page of the speaker, in a browser."""
