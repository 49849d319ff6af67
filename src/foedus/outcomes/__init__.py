"""Outcomes of a simulation for states and groups, and their differences to the status quo."""
