"""The law: instruments as records, and who owes what to whom in one event."""
