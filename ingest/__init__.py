"""Files to records: read, recognise, validate. Nothing here knows a store."""
