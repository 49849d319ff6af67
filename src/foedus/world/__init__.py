"""Worlds: the states of a region in one year, their figures, geography, claims, institutions and cooperation."""
