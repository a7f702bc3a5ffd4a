"""The topics of the conversation, one file each. Their functions take a `Context` and return a `Reply`."""
