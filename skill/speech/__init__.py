"""Speech: what is said, before and after it is put into words, and the only place that makes SSML."""
