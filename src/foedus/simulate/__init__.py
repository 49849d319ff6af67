"""Run the laws over draws, theories and architectures."""
