"""Dagster's event log as the refresh keeps it: Dagster's own storage reads the same files."""

from pathlib import Path

import dagster as dg
import pytest
from dagster._core.storage.event_log import SqliteEventLogStorage

from pipelines.event_log import EventLog
from pipelines.running import prepare_home


@dg.asset
def number() -> int:
    return 1


def test_events_are_where_dagster_looks_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = prepare_home(tmp_path)
    monkeypatch.setenv("DAGSTER_HOME", str(home))
    with dg.DagsterInstance.from_config(str(home)) as instance:
        assert isinstance(instance.event_log_storage, EventLog)
        runs = [dg.materialize([number], instance=instance).run_id for _ in range(6)]
        told = [len(instance.all_logs(run)) for run in runs]
    own = SqliteEventLogStorage(str(home / "history" / "runs"))
    assert [len(own.get_logs_for_run(run)) for run in runs] == told
    assert len(own.fetch_materializations(number.key, limit=10).records) == len(runs)
    assert min(told) > 0


def test_a_log_that_is_wiped_is_empty_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = prepare_home(tmp_path)
    monkeypatch.setenv("DAGSTER_HOME", str(home))
    with dg.DagsterInstance.from_config(str(home)) as instance:
        first = dg.materialize([number], instance=instance).run_id
        instance.event_log_storage.wipe()
        assert instance.all_logs(first) == []
        second = dg.materialize([number], instance=instance).run_id
        told = len(instance.all_logs(second))
    own = SqliteEventLogStorage(str(home / "history" / "runs"))
    assert len(own.get_logs_for_run(second)) == told > 0
