import os
import signal
import time
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path

import pytest
import stand_ins

from scenes.batch import process_pool as pools
from scenes.batch.events import Event, Failed, Finished, Progress, Restarted
from scenes.batch.process_pool import ATTEMPTS, cores, process_pool
from scenes.batch.worker_process import WorkerProcess

PARTS = ("shine", "die once", "refuse", "break", "die", "shine")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Event]:
    folder = str(tmp_path_factory.mktemp("parts"))
    return list(process_pool([(part, folder) for part in PARTS], 2, stand_ins.act))


def of(told: list[Event], place: int, kind: type[Event]) -> list[Event]:
    return [event for event in told if event.place == place and isinstance(event, kind)]


def test_every_film_is_made_or_refused_once(told) -> None:
    ends = sorted(event.place for event in told if isinstance(event, Finished | Failed))
    assert ends == list(range(len(PARTS)))


def test_a_pool_tells_how_far_it_is_before_a_film_is_made(told) -> None:
    assert [type(event) for event in told if event.place == 0] == [Progress, Finished]
    assert told[0].beat == stand_ins.BEAT


def test_a_film_whose_worker_has_died_is_begun_again(told) -> None:
    assert len(of(told, 1, Restarted)) == 1
    assert of(told, 1, Finished) == [Finished(1, {"film": b"die once"})]


def test_a_film_whose_workers_always_die_is_given_up(told) -> None:
    assert len(of(told, 4, Restarted)) == ATTEMPTS - 1
    assert "died 3 times, the last time of SIGKILL" in of(told, 4, Failed)[0].reason


def test_a_refusal_is_not_tried_again(told) -> None:
    assert not of(told, 2, Restarted)
    assert of(told, 2, Failed) == [Failed(2, "It is not to be shown.")]


def test_a_fault_of_ours_keeps_no_other_film_waiting(told) -> None:
    assert of(told, 3, Failed) == [Failed(3, "KeyError: 'pixel'")]
    assert of(told, 5, Finished)


def test_ctrl_c_does_not_reach_a_worker_that_is_starting(tmp_path, monkeypatch) -> None:
    def interrupted(*arguments):
        worker = WorkerProcess(*arguments)
        os.kill(worker.process.pid, signal.SIGINT)
        return worker

    monkeypatch.setattr(pools, "WorkerProcess", interrupted)
    told = list(process_pool([("shine", str(tmp_path))], 1, stand_ins.act))
    assert [type(event) for event in told] == [Progress, Finished]


def test_a_pool_that_is_closed_leaves_no_worker_and_no_file(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = active_children()  # of other tests
    with closing(process_pool([("linger", str(tmp_path))], 1, stand_ins.act)) as events:
        next(events)
        (worker,) = (each for each in active_children() if each not in before)
        start = time.monotonic()
    assert time.monotonic() - start < 30
    assert not worker.is_alive()
    assert list(Path(tmp_path).iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.kill(worker.pid, 0)


@pytest.mark.skipif(len(cores()) < 2, reason="the system gives no cores to tell apart")
def test_each_film_has_a_core_of_its_own_and_one_left_over_has_all(tmp_path) -> None:
    made = [
        event.files["cores"].decode()
        for event in process_pool([("look around", str(tmp_path))] * 5, 2, stand_ins.act)
        if isinstance(event, Finished)
    ]
    on = [{int(core) for core in each.split()} for each in made]
    assert sorted(map(len, on)) == [1, 1, 1, 1, len(cores())]
    assert len(set.union(*(each for each in on if len(each) == 1))) == 2


@pytest.mark.skipif(not cores(), reason="the system gives no cores to tell apart")
def test_more_workers_than_cores_share_them_all(tmp_path) -> None:
    count = len(cores()) + 1
    for event in process_pool([("look around", str(tmp_path))] * count, count, stand_ins.act):
        if isinstance(event, Finished):
            assert len(event.files["cores"].split()) == len(cores())
