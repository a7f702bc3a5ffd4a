"""What the skill withstands: nonsense at its door, and faults below it."""
