"""Sentences to time expressions: what the words say, and the days that they mean."""

from dateline.temporal.tagger import tag, tag_doc

__all__ = ["tag", "tag_doc"]
