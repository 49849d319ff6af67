"""Architectures: dated sets of edits to treaties, institutions and cooperation, and the arrays they give."""
