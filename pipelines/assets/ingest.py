"""Sources and documents."""

from collections.abc import Iterator

import dagster as dg
from pydantic import Field

from dateline.records import Source, arrow_table
from pipelines.checks import check_specs
from pipelines.copies import find_copies
from pipelines.ingestion import Outcome, forget_undeclared, ingest
from pipelines.metadata import result
from pipelines.resources import Workspace
from warehouse.store import mark_duplicates, replace_rows, replace_table, transaction

OWNERS = ["team:dateline"]
POOL = "warehouse"


class Selection(dg.Config):
    """Which sources a run reads."""

    sources: list[str] = Field(default=[], description="Names of sources; all of them when empty")


@dg.asset(
    group_name="ingest",
    kinds={"duckdb", "yaml"},
    owners=OWNERS,
    pool=POOL,
    check_specs=check_specs("sources", asset="sources"),
)
def sources(workspace: Workspace) -> Iterator[dg.MaterializeResult[None]]:
    """The declared sources and the inbox."""
    declared = workspace.declared()
    with workspace.store() as connection:
        with transaction(connection):
            replace_table(connection, "sources", arrow_table(Source, declared))
        yield result(connection, "sources")


@dg.asset(
    group_name="ingest",
    kinds={"duckdb", "python"},
    owners=OWNERS,
    pool=POOL,
    deps=[sources],
    check_specs=check_specs("documents", "files", "source_status", asset="documents"),
    retry_policy=dg.RetryPolicy(max_retries=2, delay=5, backoff=dg.Backoff.EXPONENTIAL),
)
def documents(
    context: dg.AssetExecutionContext, config: Selection, workspace: Workspace
) -> Iterator[dg.MaterializeResult[None]]:
    """Documents with text and metadata, in their current revision; only new and changed files are read."""
    declared = {source.source_id: source for source in workspace.declared()}
    if unknown := sorted(set(config.sources) - set(declared)):
        raise dg.Failure(
            f"no source is named {', '.join(unknown)}; there are {', '.join(sorted(declared))}",
            allow_retries=False,
        )
    selected = config.sources or sorted(declared)
    now = workspace.now()
    with workspace.store() as connection:
        outcomes = []
        for name in selected:
            outcomes.append(ingest(connection, declared[name], workspace.landing, now))
            context.log.info("source %s: %s", name, outcomes[-1])
        if not config.sources:
            forget_undeclared(connection, list(declared.values()))
        with transaction(connection):
            find_copies(connection)
            duplicates = mark_duplicates(connection)
            replace_rows(connection, "source_status", "source_id", selected, arrow_table(Outcome, outcomes))
        yield result(
            connection,
            "documents",
            "files",
            "source_status",
            new=sum(outcome.new_count for outcome in outcomes),
            changed=sum(outcome.changed_count for outcome in outcomes),
            unchanged=sum(outcome.unchanged_count for outcome in outcomes),
            removed=sum(outcome.removed_count for outcome in outcomes),
            failed=sum(outcome.failed_count for outcome in outcomes),
            duplicates=duplicates,
        )
