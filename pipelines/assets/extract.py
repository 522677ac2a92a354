"""What the engine finds in documents: one step, six tables."""

from collections.abc import Iterator

import dagster as dg

from dateline.versions import codebook_version, engine_version
from pipelines.assets.ingest import POOL
from pipelines.assets.tables import asset_specs, table_checks
from pipelines.metadata import result
from pipelines.resources import Workspace
from pipelines.steps.extract import extract

_DESCRIPTIONS = {
    "time_expressions": "Time expressions (TIMEX3) with the days that they mean.",
    "event_mentions": "Reports of events: trigger, sentence, type, realis, date, place, figures.",
    "participants": "Who took part in a mention, and in which role.",
    "activities": "Dated things that named participants do or undergo, told by any verb.",
    "activity_participants": "Who takes part in an activity, and in which role.",
    "entities": "The countries, organisations, people, products, groups and places that take part.",
}
_ALSO_CHECKED = {"event_mentions": ["extractions"]}


@dg.multi_asset(
    name="extraction",
    specs=asset_specs(_DESCRIPTIONS, "extract", ["documents"], {"duckdb", "spacy"}),
    check_specs=table_checks(list(_DESCRIPTIONS), _ALSO_CHECKED),
    pool=POOL,
)
def extraction(
    context: dg.AssetExecutionContext, workspace: Workspace
) -> Iterator[dg.MaterializeResult[None]]:
    """Read the documents that changed, or that another engine or codebook read."""
    with workspace.store() as connection:
        done = extract(connection)
        context.log.info("engine %s, codebook %s: %s", engine_version(), codebook_version(), done)
        for table in _DESCRIPTIONS:
            yield result(
                connection,
                table,
                *_ALSO_CHECKED.get(table, ()),
                documents_read=done.read,
                documents_failed=done.failed,
                documents_unchanged=done.unchanged,
            )
