"""The laws of the model, its parameters and the doorway to it. NumPy only."""
