"""Sensors: new files in the watched folders, and failed runs."""

import hashlib
import json

import dagster as dg

from dateline.documents import SourcesError, SourceUnreadable, list_files, sidecar_of
from dateline.records import Source
from pipelines.jobs import refresh, run_config
from pipelines.resources import Workspace


@dg.sensor(
    job=refresh,
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Refreshes a source when a file in its folder is added, changed or removed.",
)
def new_documents(
    context: dg.SensorEvaluationContext, workspace: Workspace
) -> dg.SensorResult | dg.SkipReason:
    """A run for each folder whose files differ from the last tick's; the cursor holds a digest a source."""
    try:
        sources = workspace.declared()
    except SourcesError as error:
        return dg.SkipReason(str(error))
    seen: dict[str, str] = json.loads(context.cursor or "{}")
    now: dict[str, str] = {}
    requests = []
    for source in sources:
        digest = _digest(source)
        now[source.source_id] = digest
        if digest != seen.get(source.source_id):
            requests.append(
                dg.RunRequest(
                    run_key=f"{source.source_id}:{digest}",
                    run_config=run_config(source.source_id),
                    tags={"dateline/source": source.source_id},
                )
            )
    return dg.SensorResult(run_requests=requests, cursor=json.dumps(now, sort_keys=True))


@dg.run_failure_sensor(default_status=dg.DefaultSensorStatus.RUNNING)
def failed_runs(context: dg.RunFailureSensorContext) -> None:
    """Log why a run failed."""
    context.log.error("run %s failed: %s", context.dagster_run.run_id, context.failure_event.message)


def _digest(source: Source) -> str:
    """A digest of the names, sizes and times of a folder's files and sidecars; 'unreadable' without it."""
    digest = hashlib.sha256()
    try:
        for path in list_files(source):
            for file in (path, sidecar_of(path)):
                if file.exists():
                    stat = file.stat()
                    digest.update(
                        f"{file}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode(errors="surrogateescape")
                    )
    except SourceUnreadable:
        return "unreadable"
    return digest.hexdigest()
