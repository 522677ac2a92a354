"""The real web server and daemon on loopback: a run over GraphQL, the sensor, the schedule."""

import datetime as dt
import json
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from dagster._core.definitions.partitions.context import partition_loading_context

from pipelines.definitions import build_definitions
from pipelines.notifying import notify
from pipelines.partitions import declare
from pipelines.resources import Workspace
from tests.integration.conftest import Place, make_place, started
from tests.integration.test_interruption import wait_for
from tests.integration.web import Handler, running_site

LAUNCH = """
mutation Launch($params: ExecutionParams!) {
  launchRun(executionParams: $params) {
    __typename
    ... on LaunchRunSuccess { run { runId } }
    ... on PythonError { message }
  }
}
"""
RUN = """
query Run($id: ID!) {
  runOrError(runId: $id) {
    ... on Run {
      status
      eventConnection(limit: 1000) {
        events {
          __typename
          ... on MaterializationEvent { assetKey { path } }
          ... on AssetCheckEvaluationEvent { evaluation { checkName success } }
        }
      }
    }
  }
}
"""
DEFINED = """
{
  repositoriesOrError {
    ... on RepositoryConnection {
      nodes {
        schedules { name scheduleState { status } cronSchedule }
        sensors { name sensorState { status } }
        assetNodes { assetKey { path } groupName kinds description owners { ... on TeamAssetOwner { team } } }
      }
    }
  }
}
"""


class Server:
    """A client of the web server."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/graphql"

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        body = json.dumps({"query": query, "variables": variables}).encode()
        request = urllib.request.Request(self.url, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as response:
            answer: dict[str, Any] = json.load(response)
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    def is_up(self) -> bool:
        try:
            return bool(self.ask("{ version }"))
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Place]]:
    place = make_place(tmp_path_factory.mktemp("server"))
    place.write("raid.txt", "A raid\nGunmen attacked the Syrian army near Homs on Monday.\n")
    port = free_port()
    command = [str(Path(sys.executable).with_name("dateline")), "ui", "--port", str(port)]
    with started(command, place.environment, place.sources.with_name("server.log")):
        server = Server(port)
        wait_for(server.is_up, "the web server")
        yield server, place


def test_the_definitions_are_described_and_on(running: tuple[Server, Place]) -> None:
    server, _ = running
    (repository,) = server.ask(DEFINED)["repositoriesOrError"]["nodes"]
    assert [(s["name"], s["scheduleState"]["status"]) for s in repository["schedules"]] == [
        ("nightly_refresh", "RUNNING")
    ]
    assert {(s["name"], s["sensorState"]["status"]) for s in repository["sensors"]} == {
        ("new_documents", "RUNNING"),
        ("failing_sources", "RUNNING"),
        ("failed_runs", "RUNNING"),
    }
    nodes = {node["assetKey"]["path"][0]: node for node in repository["assetNodes"]}
    assert {node["groupName"] for node in nodes.values()} == {"ingest", "extract", "link", "marts", "publish"}
    for node in nodes.values():
        assert node["description"] and node["kinds"] and node["owners"]


def test_a_run_over_graphql_publishes_and_a_dropped_file_is_seen(running: tuple[Server, Place]) -> None:
    server, place = running
    params = {
        "selector": {
            "repositoryLocationName": "pipelines.definitions",
            "repositoryName": "__repository__",
            "pipelineName": "refresh",
        },
        "runConfigData": {},
        "mode": "default",
    }
    launched = server.ask(LAUNCH, params=params)["launchRun"]
    assert launched["__typename"] == "LaunchRunSuccess", launched
    run_id = launched["run"]["runId"]

    def status() -> str:
        return str(server.ask(RUN, id=run_id)["runOrError"]["status"])

    wait_for(lambda: status() in ("SUCCESS", "FAILURE", "CANCELED"), "the run")
    assert status() == "SUCCESS"
    events = server.ask(RUN, id=run_id)["runOrError"]["eventConnection"]["events"]
    made = {e["assetKey"]["path"][0] for e in events if e["__typename"] == "MaterializationEvent"}
    assert {"sources", "documents", "event_mentions", "events", "timeline", "published_timeline"} <= made
    checks = [e["evaluation"] for e in events if e["__typename"] == "AssetCheckEvaluationEvent"]
    assert len(checks) >= 20
    assert all(check["success"] for check in checks)
    assert place.query("select event_type, date_edtf from timeline") == [("ASSAULT", "2024-11-04")]

    place.write("other.txt", "Peru extradited the banker on Friday.")
    wait_for(lambda: len(place.query("select * from timeline")) == 2, "the sensor's refresh")
    assert ("COOPERATE", "2024-11-01") in place.query("select event_type, date_edtf from timeline")


def test_the_schedule_asks_for_a_refresh_every_night(place: Place) -> None:
    workspace = Workspace(data=str(place.data), sources=str(place.sources))
    definitions = build_definitions(workspace)
    schedule = definitions.resolve_schedule_def("nightly_refresh")
    assert schedule.default_status == dg.DefaultScheduleStatus.RUNNING
    with dg.DagsterInstance.ephemeral() as instance:
        tick = dt.datetime(2024, 11, 7, 2, tzinfo=dt.UTC)
        context = dg.build_schedule_context(instance=instance, scheduled_execution_time=tick)
        (request,) = schedule.evaluate_tick(context).run_requests or []
        job = definitions.resolve_job_def(schedule.job_name)
        result = job.execute_in_process(instance=instance, run_config=request.run_config, tags=request.tags)
    assert result.success
    assert len(place.query("select * from timeline")) == 1


def test_the_sensor_asks_once_for_each_change(place: Place) -> None:
    workspace = Workspace(data=str(place.data), sources=str(place.sources))
    definitions = build_definitions(workspace)
    sensor = definitions.resolve_sensor_def("new_documents")

    def tick(cursor: str | None) -> tuple[list[str], str | None]:
        with (
            dg.DagsterInstance.ephemeral() as instance,
            partition_loading_context(dynamic_partitions_store=instance),
        ):
            instance.add_dynamic_partitions("source", ["inbox", "news"])
            context = dg.build_sensor_context(
                instance=instance,
                cursor=cursor,
                resources={"workspace": workspace},
                repository_def=definitions.get_repository_def(),
            )
            evaluated = sensor.evaluate_tick(context)
        return [str(request.partition_key) for request in evaluated.run_requests or []], evaluated.cursor

    asked, cursor = tick(None)
    assert sorted(asked) == ["inbox", "news"]
    assert tick(cursor) == ([], cursor)
    place.write(".half.txt.tmp", "half a")
    assert tick(cursor) == ([], cursor)
    place.write("other.txt", "Peru extradited the banker on Friday.")
    asked, later = tick(cursor)
    assert asked == ["news"]
    place.sources.write_text("sources: 3")
    assert tick(later)[0] == []


def test_a_source_that_failed_is_asked_for_once_more_a_quarter_of_an_hour_later(
    place: Place, tmp_path: Path
) -> None:
    place.documents.rename(tmp_path / "elsewhere")
    place.refresh()
    ((failed_at,),) = place.query("select attempted_at from source_status where source_id = 'news'")

    class Later(Workspace):
        minutes: int

        def now(self) -> dt.datetime:
            when: dt.datetime = failed_at + dt.timedelta(minutes=self.minutes)
            return when

    def asked(minutes: int) -> list[tuple[str | None, str | None]]:
        workspace = Later(data=str(place.data), sources=str(place.sources), minutes=minutes)
        definitions = build_definitions(workspace)
        sensor = definitions.resolve_sensor_def("failing_sources")
        with (
            dg.DagsterInstance.ephemeral() as instance,
            partition_loading_context(dynamic_partitions_store=instance),
        ):
            declare(instance, workspace.declared())
            context = dg.build_sensor_context(
                instance=instance,
                resources={"workspace": workspace},
                repository_def=definitions.get_repository_def(),
            )
            requests = sensor.evaluate_tick(context).run_requests or []
        return [(request.partition_key, request.run_key) for request in requests]

    assert asked(10) == []
    ((name, key),) = asked(16)
    assert name == "news"
    assert asked(60) == [(name, key)]


def test_a_failed_run_is_told_to_the_webhook() -> None:
    told: list[dict[str, Any]] = []

    def take(handler: Handler) -> None:
        length = int(handler.headers["Content-Length"])
        told.append(json.loads(handler.rfile.read(length)))
        handler.send_response(204)
        handler.end_headers()

    with running_site() as site:
        site.pages["/hook"] = take
        assert notify(site.url("/hook"), "r1", "wire", "the server answered 500") == "status 204"
    assert told == [
        {
            "text": "dateline: the refresh of source wire failed: the server answered 500",
            "run_id": "r1",
            "source_id": "wire",
        }
    ]
    assert notify(site.url("/hook"), "r1", None, "x").startswith("nothing")


def test_the_workspace_file_loads(place: Place) -> None:
    program = str(Path(sys.executable).with_name("dagster"))
    workspace = Path(__file__).parents[2] / "workspace.yaml"
    done = subprocess.run(
        [program, "definitions", "validate", "-w", str(workspace)],
        cwd=workspace.parent,
        env={**place.environment, "DAGSTER_HOME": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Validation successful for code location dateline" in done.stdout + done.stderr
