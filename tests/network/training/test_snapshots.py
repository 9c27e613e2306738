from pathlib import Path

import numpy as np
import pytest

from network import Network
from network.training.snapshots import Checkpoint, read_checkpoints, write_checkpoints
from network.training.trainer import Report


def test_checkpoints_come_back_in_the_order_of_training(small: Network, tmp_path: Path) -> None:
    reports = [Report(step, step / 8, 0.5, 3, 10) for step in (1000, 0, 20)]
    write_checkpoints((Checkpoint(small, report) for report in reports), tmp_path / "made")
    found = read_checkpoints(tmp_path / "made")
    assert [each.report for each in found] == [reports[1], reports[2], reports[0]]
    weights = small.layers[0].weights.astype(np.float32)
    np.testing.assert_array_equal(found[0].network.layers[0].weights, weights)


def test_checkpoints_replace_those_of_another_training(small: Network, tmp_path: Path) -> None:
    for steps in ((0, 7), (0, 3)):
        made = (Checkpoint(small, Report(step, step / 8, 0.5, 3, 10)) for step in steps)
        write_checkpoints(made, tmp_path)
    assert [each.report.step for each in read_checkpoints(tmp_path)] == [0, 3]


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=f"No checkpoint in {tmp_path}"):
        read_checkpoints(tmp_path)


def test_a_network_of_no_moment_is_refused(small: Network, tmp_path: Path) -> None:
    small.save(tmp_path / "step_0000001.npz")
    with pytest.raises(ValueError, match="tells of no moment of a training"):
        read_checkpoints(tmp_path)


def test_a_report_of_other_words_is_refused(small: Network, tmp_path: Path) -> None:
    told = {"report": {"step": 1, "epoch": 0.5}}
    Network(small.layers, origin=told).save(tmp_path / "step_0000001.npz")
    with pytest.raises(ValueError, match="tells of no moment of a training"):
        read_checkpoints(tmp_path)
