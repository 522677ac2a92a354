"""Which words of a sentence tell events: candidates of the codebook and of the heads, and their judge."""
