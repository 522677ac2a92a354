"""The refresh job in this process: the same job as in the user interface, recorded in the same instance."""

import os
import shutil
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
from dagster import DagsterEventType, DagsterInstance
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from pipelines.definitions import build_definitions
from pipelines.jobs import QUIET, reading
from pipelines.partitions import declare
from pipelines.resources import Workspace

_PID = "dateline/pid"
_POLL_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Run:
    """How a refresh ended: a line about what it did, or why it failed."""

    summary: str
    failure: str | None


def prepare_home(data: Path) -> Path:
    """The Dagster home in a data folder, with the instance's configuration in it."""
    home = (data / "dagster").resolve()
    home.mkdir(parents=True, exist_ok=True)
    if not (home / "dagster.yaml").exists():
        shutil.copyfile(Path(__file__).with_name("dagster.yaml"), home / "dagster.yaml")
    return home


def run_refresh(
    data: Path, sources: Path, console: Console, source: str | None = None, from_landing: bool = False
) -> Run:
    """Run the refresh job here, of all sources or one, showing each step on the console as it ends.

    With `from_landing` what was read before is read anew from the landing folder, and nothing is fetched.
    """
    home = prepare_home(data)
    os.environ["DAGSTER_HOME"] = str(home)
    workspace = Workspace(data=str(data), sources=str(sources))
    job = build_definitions(workspace).resolve_job_def("refresh")
    with DagsterInstance.from_config(str(home)) as instance:
        _bury_dead_runs(instance)
        declare(instance, workspace.declared())
        run_id = str(uuid.uuid4())
        with _steps_shown(instance, run_id, len(job.nodes), console):
            result = job.execute_in_process(
                instance=instance,
                run_id=run_id,
                run_config={**QUIET, **reading(from_landing)},
                partition_key=source,
                tags={_PID: str(os.getpid())},
                raise_on_error=False,
            )
        return Run(_summary(result), None if result.success else _failure(result))


def _bury_dead_runs(instance: DagsterInstance) -> None:
    """End the runs whose process was killed, so that they hold no place in the pool."""
    for run in instance.get_runs(dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED])):
        pid = run.tags.get(_PID)
        if pid is not None and not _is_alive(int(pid)):
            instance.report_run_failed(run, "The process of this run was killed.")
            instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def _steps_shown(instance: DagsterInstance, run_id: str, total: int, console: Console) -> Iterator[None]:
    """Show the steps of a run: a bar on a terminal, a line a step when piped."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    ended = threading.Event()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("starting", total=total)

        def follow() -> None:
            shown = 0
            last = False
            while not last:
                last = ended.wait(_POLL_SECONDS)
                done = instance.get_records_for_run(run_id, of_type=DagsterEventType.STEP_SUCCESS).records
                for record in done[shown:]:
                    step = record.event_log_entry.step_key or ""
                    progress.update(task, advance=1, description=step)
                    if not console.is_terminal:
                        console.print(f"done: {step}", highlight=False)
                shown = len(done)

        follower = threading.Thread(target=follow, daemon=True)
        follower.start()
        try:
            yield
        finally:
            ended.set()
            follower.join()


def _summary(result: dg.ExecuteInProcessResult) -> str:
    """What the run read, from the metadata of its materialisations."""
    counts: dict[str, dict[str, object]] = {}
    for event in result.get_asset_materialization_events():
        materialization = event.materialization
        counts[materialization.asset_key.to_user_string()] = {
            key: value.value for key, value in materialization.metadata.items()
        }
    documents, mentions = counts.get("documents", {}), counts.get("event_mentions", {})
    if not documents or not mentions:
        return ""
    counted = ", ".join(
        f"{documents[key]} {key}" for key in ("new", "changed", "removed", "failed", "unchanged")
    )
    lines = [f"Documents: {counted}. Read for events: {mentions['documents_read']}."]
    for event in result.filter_events(lambda event: event.is_asset_observation):
        observed = event.asset_observation_data.asset_observation
        if "error" in observed.metadata:
            lines.append(f"Not read: {observed.metadata['error'].value}")
    return "\n".join(lines)


def _failure(result: dg.ExecuteInProcessResult) -> str:
    """Why the first step failed, in a line."""
    for event in result.all_events:
        if event.is_step_failure:
            error = event.step_failure_data.error
            error = error.cause or error if error else None  # what the step raised, not Dagster's wrapper
            return f"step {event.step_key}: {error.message.strip() if error else 'no reason given'}"
    return "no step says why; see the user interface"
