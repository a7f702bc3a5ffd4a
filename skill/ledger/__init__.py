"""The ledger: keeping performers and their evidence. One protocol, one record codec, two implementations."""
