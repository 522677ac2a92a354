"""The nightly refresh."""

import dagster as dg

from pipelines.jobs import refresh

HOUR = 2
TIME_ZONE = "UTC"

nightly_refresh = dg.ScheduleDefinition(
    name="nightly_refresh",
    job=refresh,
    cron_schedule=f"0 {HOUR} * * *",
    execution_timezone=TIME_ZONE,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description=f"A refresh of all sources every night at {HOUR:02}:00 {TIME_ZONE}.",
)
