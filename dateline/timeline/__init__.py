"""Mentions to events, joined within and across documents; days and months to summaries."""
