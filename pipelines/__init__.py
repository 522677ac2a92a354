"""The orchestration: Dagster assets, jobs, schedules and sensors over the engine and the store."""
