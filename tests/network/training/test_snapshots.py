from pathlib import Path

import numpy as np
import pytest

from network import Network, look_up
from network.training.snapshots import Snapshot, Snapshots, read_snapshots, write_snapshots
from network.training.trainer import TrainingReport


def test_snapshots_come_back_in_the_order_of_training(small: Network, tmp_path: Path) -> None:
    reports = [TrainingReport(step, step / 8, 0.5, 3, 10) for step in (1000, 0, 20)]
    write_snapshots((Snapshot(small, report) for report in reports), tmp_path / "made")
    found = read_snapshots(tmp_path / "made").each
    assert [each.report for each in found] == [reports[1], reports[2], reports[0]]
    weights = small.layers[0].weights.astype(np.float32)
    np.testing.assert_array_equal(found[0].network.layers[0].weights, weights)


def test_snapshots_replace_those_of_another_training(small: Network, tmp_path: Path) -> None:
    for steps in ((0, 7), (0, 3)):
        made = (Snapshot(small, TrainingReport(step, step / 8, 0.5, 3, 10)) for step in steps)
        write_snapshots(made, tmp_path)
    assert [each.report.step for each in read_snapshots(tmp_path).each] == [0, 3]


@pytest.mark.parametrize(
    "name", ["step_0000007.npz", "step_7_of_mine.npz", "step_0000003 (copy).npz"]
)
def test_a_file_that_is_no_snapshot_is_never_deleted(
    small: Network, tmp_path: Path, name: str
) -> None:
    write_snapshots(at_steps(small, 0, 3), tmp_path)
    own = tmp_path / name
    if "copy" in name:
        own.write_bytes((tmp_path / "step_0000003.npz").read_bytes())
    else:
        own.write_bytes(b"my own")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(FileExistsError, match="is no snapshot that was written here"):
        write_snapshots(at_steps(small, 7), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=f"No snapshot in {tmp_path}"):
        read_snapshots(tmp_path)


def test_a_network_of_no_moment_is_refused(small: Network, tmp_path: Path) -> None:
    small.save(tmp_path / "step_0000001.npz")
    with pytest.raises(ValueError, match="tells of no moment of a training"):
        read_snapshots(tmp_path)


def test_a_report_of_other_words_is_refused(small: Network, tmp_path: Path) -> None:
    told = {"report": {"step": 1, "epoch": 0.5}}
    Network(small.layers, origin=told).save(tmp_path / "step_0000001.npz")
    with pytest.raises(ValueError, match="tells of no moment of a training"):
        read_snapshots(tmp_path)


def at_steps(network: Network, *steps: int) -> tuple[Snapshot, ...]:
    return tuple(
        Snapshot(network, TrainingReport(step, step / 8, 0.5, step % 10, 10)) for step in steps
    )


def test_a_training_tells_its_moments_in_order(small: Network) -> None:
    training = Snapshots(at_steps(small, 0, 4, 13))
    assert (training.total, training.first.report.step, training.last.report.step) == (3, 0, 13)
    assert [report.accuracy for report in training.reports] == [0, 0.4, 0.3]
    assert look_up(training, "each.1.report.accuracy") == 0.4
    assert look_up(training, "each.2.network.parameter_count") == small.parameter_count


def test_no_snapshot_at_all_is_no_training() -> None:
    with pytest.raises(ValueError, match="A training of no snapshots"):
        Snapshots(())


@pytest.mark.parametrize("steps", [(4, 0), (0, 4, 4)])
def test_steps_that_do_not_rise_are_refused(small: Network, steps: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="each comes later than the last"):
        Snapshots(at_steps(small, *steps))


def test_networks_of_two_trainings_are_refused(small: Network) -> None:
    other = Network(small.layers[:2])
    with pytest.raises(ValueError, match=r"shapes \(784, 5, 4\), \(784, 5, 4, 3\); in one"):
        Snapshots((*at_steps(small, 0), *at_steps(other, 1)))
