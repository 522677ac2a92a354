"""Sources and documents."""

from collections.abc import Iterator, Sequence

import dagster as dg
from pydantic import Field

from dateline.records import Source, arrow_table
from pipelines.checks import check_specs
from pipelines.metadata import result
from pipelines.partitions import NIGHTLY, declare, source_partitions
from pipelines.resources import Workspace
from pipelines.steps.deduplicate import find_near_duplicates
from pipelines.steps.ingest import Outcome, forget_undeclared, ingest, ingest_anew, store_outcomes
from warehouse.near_duplicates import mark_duplicates
from warehouse.store import replace_table, transaction

OWNERS = ["team:dateline"]
POOL = "warehouse"

_COUNTED = ("new", "changed", "unchanged", "removed", "failed")


class Reading(dg.Config):
    """How a run reads the sources."""

    from_landing: bool = Field(
        default=False, description="Read anew what the landing folder keeps; list and fetch nothing"
    )


@dg.asset(
    group_name="ingest",
    kinds={"duckdb", "yaml"},
    owners=OWNERS,
    pool=POOL,
    check_specs=check_specs("sources", asset="sources"),
)
def sources(context: dg.AssetExecutionContext, workspace: Workspace) -> Iterator[dg.MaterializeResult[None]]:
    """The declared sources and the inbox."""
    declared = workspace.declared()
    declare(context.instance, declared)
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
    partitions_def=source_partitions,
    check_specs=check_specs("documents", "files", "fetches", "source_status", asset="documents"),
    retry_policy=dg.RetryPolicy(max_retries=2, delay=5, backoff=dg.Backoff.EXPONENTIAL),
    freshness_policy=NIGHTLY,
)
def documents(
    context: dg.AssetExecutionContext, config: Reading, workspace: Workspace
) -> Iterator[dg.MaterializeResult[None]]:
    """Documents with text and metadata, in their current revision; only what is new or changed is read.

    A run of one partition reads that source, and fails with it. A run of none reads all sources: one that
    cannot be read is told of in `source_health`, and the others are read.
    """
    declared = {source.source_id: source for source in workspace.declared()}
    selected = list(declared.values())
    if context.has_partition_key:
        if context.partition_key not in declared:
            raise dg.Failure(
                f"no source is named {context.partition_key}; there are {', '.join(sorted(declared))}",
                allow_retries=False,
            )
        selected = [declared[context.partition_key]]
    read = ingest_anew if config.from_landing else ingest
    outcomes = []
    with workspace.store() as connection:
        for outcome in read(connection, selected, workspace.access()):
            _tell(context, outcome)
            outcomes.append(outcome)
        if not context.has_partition_key:
            forget_undeclared(connection, list(declared.values()))
        with transaction(connection):
            find_near_duplicates(connection)
            duplicates = mark_duplicates(connection)
            if not config.from_landing:
                store_outcomes(connection, outcomes)
        if context.has_partition_key and outcomes[0].error is not None:
            # The client has tried again what may pass; the sensor `failing_sources` tries later.
            raise dg.Failure(outcomes[0].error, allow_retries=False)
        yield result(
            connection,
            "documents",
            "files",
            "fetches",
            "source_status",
            duplicates=duplicates,
            **_counts(outcomes),
        )


def _tell(context: dg.AssetExecutionContext, outcome: Outcome) -> None:
    """Log why a source failed; in a run of all sources, also give each as an event of its partition."""
    if outcome.error is not None:
        context.log.error("%s", outcome.error)
    if context.has_partition_key:
        return
    event = dg.AssetMaterialization if outcome.error is None else dg.AssetObservation
    metadata: dict[str, int | float | str] = {**_counts([outcome]), "seconds": outcome.seconds}
    if outcome.error is not None:
        metadata["error"] = outcome.error
    context.log_event(event(context.asset_key, partition=outcome.source_id, metadata=metadata))


def _counts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """The documents of sources together, by what became of them."""
    return {name: sum(getattr(outcome, f"{name}_count") for outcome in outcomes) for name in _COUNTED}
