"""The stage: beats in their order and time, the cast, the ledger, and what a film hands over."""
