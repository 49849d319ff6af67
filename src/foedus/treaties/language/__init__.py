"""The language of treaty files: its rows, its rules with exceptions, its published schema."""
