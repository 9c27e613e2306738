import numpy as np
import pytest

from network import Digit, ForwardPass, Layer, Network
from network.activations import relu
from network.interpretability import strongest_lines
from network.interpretability.strongest_lines import StrongestLines


def passed(weights: list[list[float]], lit: int) -> ForwardPass:
    """Full light on the first pixels, and weights of those alone."""
    image, matrix = np.zeros(784), np.zeros((len(weights), 784))
    image[:lit], matrix[:, : len(weights[0])] = 1, weights
    network = Network((Layer(matrix, np.zeros(len(weights)), relu),))
    return network.forward(Digit(image.reshape(28, 28)))


def test_all_lines_that_have_light_are_drawn_if_they_are_few() -> None:
    lines = StrongestLines(passed([[1, -2, 3], [0, 5, 6]], lit=2))
    assert (lines.drawn, lines.total) == (3, 2 * 784)
    assert lines.faintest == (0.0,)
    assert not lines.leaves_out


@pytest.mark.parametrize(("most", "drawn"), [(1, 1), (2, 3), (3, 3), (4, 4)])
def test_of_many_only_the_strongest_are_drawn_and_all_that_equal_them(
    most: int, drawn: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strongest_lines, "MOST", most)
    lines = StrongestLines(passed([[1, -2, 4], [0, 2, 0.5]], lit=3))
    assert lines.leaves_out
    assert lines.drawn == drawn
