"""What the skill understands of sentences that others wrote: `make understanding`."""
