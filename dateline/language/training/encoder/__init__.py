"""The encoder with its heads: what it learns from, how, and what is kept of it."""
