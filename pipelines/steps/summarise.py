"""Summaries of days, months and stories: only of collections whose documents or stories changed."""

from dataclasses import dataclass

from dateline.records import (
    Document,
    EventMention,
    StorySummary,
    Summary,
    TimeExpression,
    arrow_table,
)
from dateline.timeline.summaries import summarise, summarise_stories
from dateline.versions import timeline_version
from warehouse.documents import of_documents
from warehouse.sql import Connection
from warehouse.store import replace_rows, string_table, transaction
from warehouse.summaries import stories_of, summarised_inputs, summary_inputs


@dataclass(frozen=True, slots=True)
class Summarised:
    """How many collections were summarised now, and how many were as before."""

    summarised: int
    unchanged: int


def summarise_collections(connection: Connection) -> Summarised:
    """Bring the summaries up to what was read and linked, a transaction a collection."""
    inputs = summary_inputs(connection, timeline_version())
    known = summarised_inputs(connection)
    changed = sorted(name for name in {*inputs, *known} if inputs.get(name) != known.get(name))
    for collection in changed:
        story_of = stories_of(connection, collection)
        ids = list(story_of)
        documents = of_documents(connection, Document, "documents", ids)
        mentions = of_documents(connection, EventMention, "event_mentions", ids)
        expressions = of_documents(connection, TimeExpression, "time_expressions", ids)
        is_there = collection in inputs
        tables = {
            "summaries": arrow_table(Summary, summarise(documents, expressions, mentions)),
            "story_summaries": arrow_table(StorySummary, summarise_stories(documents, mentions, story_of)),
            "summarised": string_table(
                collection=[collection] if is_there else [],
                inputs_sha256=[inputs[collection]] if is_there else [],
            ),
        }
        with transaction(connection):
            for table, rows in tables.items():
                replace_rows(connection, table, "collection", [collection], rows)
    return Summarised(len(changed), len(known) - len(set(known) & set(changed)))
