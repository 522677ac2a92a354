"""The assets, a group a file; each is named as its table."""
