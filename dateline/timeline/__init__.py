"""Mentions to events, joined within and across documents; days, months and stories to summaries."""
