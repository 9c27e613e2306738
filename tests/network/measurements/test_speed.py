"""How long a layer takes: measured on a machine, kept with it, read again."""

import inspect
import json

import pytest

from network import Layer
from network.measurements import speed
from network.measurements.speed import Speed, read_speed


def test_a_speed_is_measured_and_read_again(tmp_path, monkeypatch, capsys) -> None:
    for name in ("ROUNDS", "LOOPS", "PRODUCTS"):
        monkeypatch.setattr(speed, name, 1)
    path = tmp_path / "speed.json"
    assert speed.main(["-o", str(path)]) == 0
    assert "as a loop" in capsys.readouterr().out
    read = read_speed(path)
    assert read.machine
    assert (read.neurons, read.inputs) == (16, 784)
    assert (read.rounds, read.loops, read.products) == (1, 1, 1)
    assert read.times == read.loop / read.product > 0


def test_what_is_timed_are_the_lines_that_run() -> None:
    timed = inspect.getsource(speed.measure_speed)
    lines = [line.strip() for line in inspect.getsource(Layer.activations).splitlines()]
    sums = [line.partition("#")[0].strip() for line in lines if line.startswith("sums")]
    assert len(sums) == 2
    assert all(line in timed for line in sums)


def test_a_speed_is_told_in_millionths() -> None:
    told = Speed(2e-4, 4e-6, 16, 784, 9, 20, 2000, "a machine", "3", "2")
    assert told.loop_microseconds == pytest.approx(200)
    assert told.product_microseconds == pytest.approx(4)
    assert told.times == pytest.approx(50)


def test_what_is_missing_or_something_else_is_told_with_the_command(tmp_path) -> None:
    with pytest.raises(FileNotFoundError, match=r"python -m network\.measurements\.speed"):
        read_speed(tmp_path / "speed.json")
    (tmp_path / "speed.json").write_text(json.dumps({"loop": 1}), "utf-8")
    with pytest.raises(ValueError, match=r"tells no speed .*python -m"):
        read_speed(tmp_path / "speed.json")
