"""Sensors: new files in the watched folders, sources that failed, and failed runs."""

import datetime as dt
import hashlib
import json

import dagster as dg

from dateline.documents import SourcesError, SourceUnreadable
from dateline.documents.sources import is_address, watched_files
from dateline.records import Source
from pipelines.jobs import refresh
from pipelines.notifying import notify
from pipelines.partitions import source_partitions
from pipelines.resources import Workspace
from warehouse.published import failing_sources as published_failing

_RETRY_AFTER = dt.timedelta(minutes=15)


@dg.sensor(
    job=refresh,
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Refreshes a source when a file in its folder is added, changed or removed.",
)
def new_documents(
    context: dg.SensorEvaluationContext, workspace: Workspace
) -> dg.SensorResult | dg.SkipReason:
    """A run for each source whose files differ from the last tick's; the cursor holds a digest a source."""
    try:
        sources = workspace.declared()
    except SourcesError as error:
        return dg.SkipReason(str(error))
    seen: dict[str, str] = json.loads(context.cursor or "{}")
    now: dict[str, str] = {}
    changed = []
    for source in sources:
        digest = _digest(source)
        if digest is None:
            continue
        now[source.source_id] = digest
        if digest != seen.get(source.source_id):
            changed.append(source.source_id)
    return dg.SensorResult(
        run_requests=[_request(name, f"{name}:{now[name]}") for name in changed],
        cursor=json.dumps(now, sort_keys=True),
        dynamic_partitions_requests=[source_partitions.build_add_request(changed)] if changed else [],
    )


@dg.sensor(
    job=refresh,
    minimum_interval_seconds=300,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Reads a source once more, a quarter of an hour after a refresh in which it failed.",
)
def failing_sources(
    context: dg.SensorEvaluationContext, workspace: Workspace
) -> dg.SensorResult | dg.SkipReason:
    """A run for each source that the published file tells of as failing, one for each failure."""
    failing = published_failing(workspace.published, workspace.now() - _RETRY_AFTER)
    there = set(context.instance.get_dynamic_partitions("source"))
    return dg.SensorResult(
        run_requests=[_request(name, f"{name}:{when}") for name, when in failing if name in there]
    )


@dg.run_failure_sensor(default_status=dg.DefaultSensorStatus.RUNNING)
def failed_runs(context: dg.RunFailureSensorContext, workspace: Workspace) -> None:
    """Log why a run failed, and tell the webhook, if there is one."""
    run, message = context.dagster_run, context.failure_event.message or ""
    context.log.error("run %s failed: %s", run.run_id, message)
    if workspace.webhook:
        answer = notify(workspace.webhook, run.run_id, run.tags.get("dagster/partition"), message)
        context.log.info("the webhook answered: %s", answer)


def _request(source_id: str, run_key: str) -> dg.RunRequest:
    return dg.RunRequest(run_key=run_key, partition_key=source_id, tags={"dateline/source": source_id})


def _digest(source: Source) -> str | None:
    """A digest of the names, sizes and times of a source's files, None for a source that has none."""
    if is_address(source.location):
        return None
    digest = hashlib.sha256()
    try:
        for file in watched_files(source):
            stat = file.stat()
            digest.update(f"{file}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode(errors="surrogateescape"))
    except (SourceUnreadable, FileNotFoundError):
        return "unreadable"
    return digest.hexdigest()
