"""Pictures of records, from which scenes are made."""
