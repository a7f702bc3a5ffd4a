"""What the skill has to hear: for each kind of fault, the inputs that once failed and others of their kind."""
