"""Sentences to time expressions: what the words say, and the days that they mean."""

from dateline.temporal.explain import explain
from dateline.temporal.tagger import tag, tag_doc

__all__ = ["explain", "tag", "tag_doc"]
