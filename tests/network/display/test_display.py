"""What records show of themselves: a line where Python prints them, pictures in notebooks."""

import io

import numpy as np
import pytest
from PIL import Image

from network import Digit, Layer, Network, draw_digit
from network.activations import sigmoid
from network.digits import Step
from network.display import LINES, pages

DIGIT = Digit(draw_digit(3, seed=6).image)  # of which nobody knows what it is


@pytest.fixture
def network() -> Network:
    first = Layer(np.zeros((2, 784)), np.array([1.0, -1.0]), sigmoid)
    last = Layer(np.array([[1.0, 0.0], [0.0, 1.0], [-9.0, 0.0]]), np.zeros(3), sigmoid)
    return Network((first, last), ("a", "b", "<c>"))


def test_a_digit_is_told_by_its_label_and_origin() -> None:
    assert repr(Digit(np.zeros((28, 28)), 4, "four.png")) == "Digit(label=4, origin='four.png')"


def test_a_network_is_told_by_its_layers(network: Network) -> None:
    assert repr(network) == "Network(784-2-3, 1,579 parameters)"
    assert repr(network.layers[0]) == "Layer(2 neurons, 784 inputs, sigmoid)"


def test_a_forward_pass_is_told_by_its_answer(network: Network) -> None:
    record = network.forward(DIGIT)
    assert repr(record) == "ForwardPass(784-2-3, answer 'a', score 0.675)"
    assert repr(record.layers[1]) == "LayerPass(3 neurons, 2 inputs, sigmoid)"
    told = "NeuronPass(1, weighted_sum=-1.000, activation=0.269)"
    assert repr(record.layers[0].neuron(1)) == told


def test_a_step_of_a_picture_is_told_by_its_size() -> None:
    assert repr(Step("cut out", np.zeros((40, 30)))) == "Step('cut out', 40 x 30)"


def test_no_record_prints_its_arrays(network: Network) -> None:
    record = network.forward(DIGIT)
    shown = [record, *record.layers, record.layers[0].neuron(0), record.digit, network]
    shown += [*network.layers, Step("whole", np.zeros((28, 28)))]
    assert {type(each) for each in shown} == {*LINES}
    for each in shown:
        assert len(repr(each)) < 100
        assert "array" not in repr(each)


def test_a_digit_in_a_notebook_is_its_picture() -> None:
    digit = draw_digit(7, seed=4)
    with Image.open(io.BytesIO(digit._repr_png_())) as picture:
        seen = np.asarray(picture)
    assert seen.shape == (28 * pages.SCALE, 28 * pages.SCALE)
    middles = seen[pages.SCALE // 2 :: pages.SCALE, pages.SCALE // 2 :: pages.SCALE]
    assert np.array_equal(middles, (255 * digit.image).round())


def test_a_network_in_a_notebook_is_a_table_of_its_layers(network: Network) -> None:
    page = network._repr_html_()
    assert "1,579 parameters; its outputs: a, b, &lt;c&gt;" in page
    assert "<tr><td>1</td><td>2</td><td>784</td><td>sigmoid</td></tr>" in page
    assert page.count("<tr>") == 3


def test_a_forward_pass_in_a_notebook_is_its_digit_and_its_scores(network: Network) -> None:
    page = network.forward(DIGIT)._repr_html_()
    assert "The answer: a" in page
    outputs = [row.split("</td>")[0] for row in page.split("<tr><td>")[1:]]
    assert outputs == ["a", "b", "&lt;c&gt;"]
    assert "<td>0.675</td>" in page
    assert 'alt="the digit"' in page
