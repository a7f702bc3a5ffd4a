"""Speech: every sentence the skill can say (the Fluent files beside this one) and the one place that builds SSML."""
