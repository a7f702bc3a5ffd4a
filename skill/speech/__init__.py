"""Speech: every sentence the skill can say (the Fluent files in `skill/languages`) and the one place that builds SSML."""
