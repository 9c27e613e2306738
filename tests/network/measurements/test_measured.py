"""The file of measurements: read as it was written, and refused where it cannot be used."""

import json

import numpy as np
import pytest
from made_up import random_network

from network import Network
from network.assets import asset
from network.measurements.measured import (
    Measurements,
    read_measurements,
    write_measurements,
)
from network.measurements.measuring import measure


@pytest.fixture(scope="module")
def network() -> Network:
    return random_network(np.random.default_rng(5), 784, 4, 3, 3)


@pytest.fixture(scope="module")
def measured(network) -> Measurements:
    """A network measured on noise."""
    rng = np.random.default_rng(2)
    one = measure(
        "one",
        network,
        rng.uniform(size=(9, 784)),
        np.arange(9) % 3,
        group=("1",),
        noises=2,
        statics=3,
    )
    return Measurements("0.1", 9, {"file": "digest"}, (one,))


@pytest.fixture
def file(measured, tmp_path):
    write_measurements(measured, tmp_path / "measurements.json")
    return tmp_path / "measurements.json"


def test_measurements_are_read_as_they_were_written(measured, network, file) -> None:
    again = read_measurements(file)
    assert (again.version, again.tested, again.sha256) == ("0.1", 9, {"file": "digest"})
    read, made = again.of(network), measured.networks[0]
    np.testing.assert_array_equal(read.layers[1].right_without, made.layers[1].right_without)
    np.testing.assert_array_equal(
        read.most_needed[0].mean_response, made.most_needed[0].mean_response
    )
    assert read.strokes == made.strokes


def test_the_same_measurements_are_the_same_bytes(measured, file, tmp_path) -> None:
    write_measurements(measured, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == file.read_bytes()


def test_a_network_that_was_not_measured_is_told_with_the_command(measured) -> None:
    other = random_network(np.random.default_rng(6), 784, 4, 3, 3)
    with pytest.raises(ValueError, match=r"not measured; .*python -m network\.measurements"):
        measured.of(other)


def test_missing_measurements_are_told_with_the_command(tmp_path) -> None:
    with pytest.raises(FileNotFoundError, match=r"python -m network\.measurements"):
        read_measurements(tmp_path / "nothing.json")


@pytest.mark.parametrize(
    "change",
    [
        {"format": 99},
        {"networks": 3},
        {"networks": [{"name": "one"}]},
        {"unknown": 1},
        None,
    ],
)
def test_damaged_measurements_are_refused_with_the_command(file, change) -> None:
    told = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**told, **change}) if change else "{", "utf-8")
    with pytest.raises(ValueError, match=r"make them anew with: python -m network\.measurements"):
        read_measurements(file)


def test_tables_that_do_not_fit_each_other_are_refused(file) -> None:
    told = json.loads(file.read_text("utf-8"))
    told["networks"][0]["layers"][0]["on"].pop()
    file.write_text(json.dumps(told), "utf-8")
    with pytest.raises(ValueError, match="a table of shape"):
        read_measurements(file)


def test_in_the_shipped_networks_one_sees_strokes_and_one_does_not() -> None:
    """What the films of the third act tell."""
    measured = read_measurements()
    digits, classic = (
        measured.of(Network.load(asset("weights", f"{name}.npz"))) for name in ("digits", "classic")
    )
    assert 2 * digits.strokes > digits.neurons > 4 * classic.strokes
    assert classic.telling.brightest == 1  # and not a digit that has an upper loop
    assert digits.most_needed[0].percent_without < 30
