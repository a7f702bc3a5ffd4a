"""What can be talked about, a file a topic: each function takes a `Context` and returns a `Reply`."""
