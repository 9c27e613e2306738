import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import stand_ins

from scenes.batch import dask_cluster as clusters
from scenes.batch.dask_cluster import cluster
from scenes.batch.events import Failed, Finished, Progress

ROOT = Path(__file__).parents[3]
DASK = [sys.executable, "-m", "dask"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int) -> None:
    """Wait until something listens; a machine that has much to do takes its time."""
    for _ in range(300):
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.2)
    raise TimeoutError(f"Nothing listens at port {port} after a minute.")


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler with two workers, each a process that could stand on another machine."""
    pytest.importorskip("distributed", reason="needs the extra [cluster]")
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    here = {
        "cwd": tmp_path_factory.mktemp("elsewhere"),
        "env": {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests/scenes")]),
        },
        "stderr": subprocess.DEVNULL,
    }
    worker = [*DASK, "worker", address, "--nthreads", "1", "--no-dashboard"]
    started = [
        subprocess.Popen([*DASK, "scheduler", "--host", address, "--no-dashboard"], **here),
        subprocess.Popen([*worker, "--no-nanny"], **here),
        subprocess.Popen([*worker, "--no-nanny"], **here),
    ]
    wait_for(port)
    yield address
    for each in reversed(started):
        each.kill()
        each.wait()


def test_a_worker_that_is_killed_loses_no_film(scheduler, tmp_path) -> None:
    parts = ("shine", "die once", "refuse", "unread", "shine")
    told = list(
        cluster([stand_ins.Ready(part, tmp_path) for part in parts], scheduler, stand_ins.act)
    )
    ends = {event.place: event for event in told if not isinstance(event, Progress)}
    assert ends == {
        0: Finished(0, {"film": b"shine"}),
        1: Finished(1, {"film": b"die once"}),
        2: Failed(2, "It is not to be shown."),
        3: Failed(3, "It cannot be read."),
        4: Finished(4, {"film": b"shine"}),
    }
    assert Progress(0, stand_ins.BEAT, 2) in told


def test_an_unreachable_scheduler_is_told_in_a_sentence(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 1)
    address = f"tcp://127.0.0.1:{free_port()}"
    with pytest.raises(ConnectionError, match=f"No scheduler answers at {address}"):
        next(cluster([stand_ins.Ready("shine", tmp_path)], address, stand_ins.act))


def test_an_address_that_is_none_is_told_in_a_sentence(tmp_path) -> None:
    with pytest.raises(ConnectionError, match="No scheduler answers at nowhere"):
        next(cluster([stand_ins.Ready("shine", tmp_path)], "nowhere", stand_ins.act))


def test_a_machine_without_dask_is_told_what_to_install(tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ValueError, match=r"squishification\[cluster\]"):
        next(cluster([stand_ins.Ready("shine", tmp_path)], "tcp://127.0.0.1:1", stand_ins.act))
