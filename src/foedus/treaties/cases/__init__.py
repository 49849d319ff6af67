"""Law cases in a file: an event, who is expected to owe what, who owes nothing and why."""
