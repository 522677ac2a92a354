"""How the language model is trained, and from what."""
