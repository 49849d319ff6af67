"""Theories: priors on the same parameters, each with its source; nothing else changes between them."""
