"""The ledger stores performers and their evidence: one protocol, one record codec, two implementations."""
