import json
from pathlib import Path

import numpy as np
import pytest
from typed import left, refusal

from network import Layer, Network, draw_digit
from network.activations import sigmoid
from scenes.cli.main import run

pytestmark = pytest.mark.usefixtures("elsewhere")


@pytest.fixture
def plain_network(elsewhere, rng) -> Network:
    """A network without hidden neurons, saved as own.npz."""
    network = Network((Layer(rng.normal(size=(10, 784)), np.zeros(10), sigmoid),))
    network.save(elsewhere / "own.npz")
    return Network.load(elsewhere / "own.npz")


def test_a_network_is_examined_with_drawn_digits(capsys, elsewhere, plain_network) -> None:
    assert run(["examine", "own.npz", "--drawn", "25", "--json", "found.json"]) == 0
    told = json.loads(Path("found.json").read_text("utf-8"))
    answers = [
        plain_network.forward(draw_digit(seed % 10, seed)).answer == seed % 10 for seed in range(25)
    ]
    assert (told["right"], told["total"]) == (sum(answers), 25)
    out = capsys.readouterr().out
    assert out.startswith("Examined with 25 digits from the project's own pen, seeds 0 to 24\n")
    assert told["sentences"]["en"][0] in out


def test_a_network_is_examined_with_a_folder_of_idx_files(capsys, elsewhere, plain_network) -> None:
    images = (255 * draw_digit(4, 1).image).astype(np.uint8)
    for name, numbers, content in (
        ("t10k-images-idx3-ubyte", [0x803, 1, 28, 28], images.tobytes()),
        ("t10k-labels-idx1-ubyte", [0x801, 1], bytes([4])),
    ):
        Path(name).write_bytes(np.array(numbers, ">u4").tobytes() + content)
    assert run(["examine", "own.npz", "--mnist", "."]) == 0
    assert capsys.readouterr().out.startswith("Examined with 1 digits of .\n")


def test_digits_that_a_network_has_no_output_for_are_left_out(capsys, plain_network) -> None:
    (layer,) = plain_network.layers
    kept = Layer(layer.weights[1:], layer.biases[1:], sigmoid)
    Network((kept,), labels=tuple("123456789")).save("nine.npz")
    assert run(["examine", "nine.npz", "--drawn", "20"]) == 0
    told = "Examined with those 18 of 20 digits from the project's own pen, seeds 0 to 19 for which"
    assert capsys.readouterr().out.startswith(told)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["none.npz"], "No network at none.npz"),
        (["own.npz", "--mnist", "nowhere"], "squish mnist fetches"),
        (["own.npz", "--drawn", "0"], "0 digits to draw; an examination takes from 1 to 60,000"),
        (["own.npz", "--drawn", "999999999999"], "999,999,999,999 digits to draw"),
        (["own.npz", "--mnist", ".", "--drawn", "3"], "Give --mnist or --drawn, not both"),
        (["own.npz", "--drawn", "3", "--json", "/proc/found.json"], "Nothing can be written"),
        (["few.npz", "--drawn", "3"], "The outputs stand for a, b; none of 3 digits from"),
    ],
)
def test_what_cannot_be_examined_is_refused(
    capsys, elsewhere, plain_network, arguments, reason
) -> None:
    Network((Layer(np.zeros((2, 784)), np.zeros(2), sigmoid),), ("a", "b")).save("few.npz")
    before = left(elsewhere)
    assert reason in refusal(capsys, "examine", *arguments)
    assert left(elsewhere) == before
