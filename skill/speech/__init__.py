"""Speech: what is said, before and after it is put into words, and the one place that makes SSML."""
