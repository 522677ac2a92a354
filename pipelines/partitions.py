"""The partitions of the documents: one a source."""

from collections.abc import Iterable
from datetime import timedelta

import dagster as dg

from dateline.records import Source

# A night may be missed by a few hours, not by a day.
NIGHTLY = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=30))

source_partitions = dg.DynamicPartitionsDefinition(name="source")


def declare(instance: dg.DagsterInstance, sources: Iterable[Source]) -> None:
    """Make the partitions those of the sources."""
    names = {source.source_id for source in sources}
    there = set(instance.get_dynamic_partitions("source"))
    instance.add_dynamic_partitions("source", sorted(names - there))
    for name in sorted(there - names):
        instance.delete_dynamic_partition("source", name)
