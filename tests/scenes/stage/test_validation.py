"""The limits: what cannot be shown is refused in a sentence."""

import math

import numpy as np
import pytest
from made_up import random_network
from manim import Cube, Dot3D, Mobject, Square, ThreeDAxes, tempconfig

from network import Digit, Layer, Network
from network.activations import (
    gelu,
    identity,
    log_softmax,
    relu,
    sigmoid,
    silu,
    softmax,
    tanh,
)
from scenes.stage.validation import check_flat, check_frame, check_network, refusals


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"pixel_width": 1080, "pixel_height": 1920}, "16 : 9"),
        ({"pixel_width": 853, "pixel_height": 480}, "both numbers even"),
        ({"frame_rate": 0}, "^0 frames a second; give --fps a number from 5 to 240"),
        ({"frame_rate": -5}, "^-5 frames a second"),
        ({"frame_rate": 4}, "^4 frames a second"),
        ({"frame_rate": math.nan}, "^nan frames a second"),
        ({"frame_rate": math.inf}, "^inf frames a second"),
    ],
)
def test_a_frame_that_films_are_not_made_for_is_refused(settings: dict, sentence: str) -> None:
    with tempconfig(settings), pytest.raises(ValueError, match=sentence):
        check_frame(None)


@pytest.mark.parametrize(
    "size", [(854, 480), (1280, 720), (1920, 1080), (2560, 1440), (3840, 2160)]
)
def test_manim_s_own_qualities_are_fit_for_films(size: tuple[int, int]) -> None:
    with tempconfig({"pixel_width": size[0], "pixel_height": size[1], "frame_rate": 30}):
        check_frame(None)


@pytest.mark.parametrize("rate", [5, 15, 23.976, 24, 25, 29.97, 30, 48, 50, 60, 120])
def test_every_usual_rate_is_fit_for_films(rate: float) -> None:
    with tempconfig({"frame_rate": rate}):
        check_frame(None)


def test_another_renderer_is_refused() -> None:
    with pytest.raises(ValueError, match="Cairo"):
        check_frame(object())


@pytest.mark.parametrize("make", [Cube, Dot3D, ThreeDAxes])
def test_what_has_three_dimensions_is_refused(make: type[Mobject]) -> None:
    with pytest.raises(ValueError, match="has three dimensions; films are flat"):
        for part in make().get_family():
            check_flat(part)


def test_what_is_flat_is_shown_however_it_was_turned() -> None:
    check_flat(Square().rotate(1, axis=np.array([0, 1, 0])))


@pytest.mark.parametrize("program", ["latex", "xelatex", "dvisvgm"])
def test_a_machine_without_latex_is_told_what_to_write_instead(program, capsys) -> None:
    with pytest.raises(SystemExit) as refusal, refusals(OSError):
        raise FileNotFoundError(2, "No such file or directory", program)
    assert refusal.value.code == 2
    said = capsys.readouterr().err
    assert "write MathTypst in place of MathTex" in said
    assert 'Axes(axis_config={"label_constructor": MathTypst})' in said


def test_another_file_that_is_missing_is_told_by_its_name(capsys) -> None:
    with pytest.raises(SystemExit), refusals(OSError):
        raise FileNotFoundError(2, "No such file or directory", "three.png")
    assert "three.png" in capsys.readouterr().err


def with_activations(*activations) -> Network:
    shape = [784, *[3] * len(activations)]
    layers = [
        Layer(np.ones((above, below)), np.zeros(above), activation)
        for below, above, activation in zip(shape[:-1], shape[1:], activations, strict=True)
    ]
    return Network(tuple(layers))


@pytest.mark.parametrize(
    "activations", [(softmax, sigmoid), (relu, log_softmax, sigmoid), (sigmoid,), (softmax,)]
)
def test_a_network_whose_neurons_have_no_curve_is_refused(activations, scrawl: Digit) -> None:
    with pytest.raises(ValueError, match="a film shows the curve of a hidden neuron"):
        check_network(with_activations(*activations), scrawl)


@pytest.mark.parametrize("shape", [(784, 3, 1), (784, 3, 65), (784, 1025, 10), (784, *[2] * 8)])
def test_a_network_that_the_frame_has_no_room_for_is_refused(shape, rng, scrawl: Digit) -> None:
    with pytest.raises(ValueError, match="the frame has room for"):
        check_network(random_network(rng, *shape), Digit(scrawl.image))


@pytest.mark.parametrize("label", ["", " ", "a\nb", "long"])
def test_a_label_that_cannot_be_written_is_refused(label, small: Network, scrawl: Digit) -> None:
    with pytest.raises(ValueError, match="1 to 3 characters"):
        check_network(Network(small.layers, ("0", "1", label)), scrawl)


@pytest.mark.parametrize(
    "activations", [(sigmoid, sigmoid), (relu, softmax), (tanh, gelu, identity), (silu, relu)]
)
def test_networks_of_any_functions_are_shown(activations, scrawl: Digit) -> None:
    check_network(with_activations(*activations), scrawl)


def test_a_network_for_other_pictures_is_refused(rng: np.random.Generator, scrawl: Digit) -> None:
    with pytest.raises(ValueError, match="100 inputs; a digit has 784"):
        check_network(random_network(rng, 100, 3, 2), scrawl)


def test_sums_that_the_frame_has_no_room_for_are_refused(small: Network, scrawl: Digit) -> None:
    first, *rest = small.layers
    large = Layer(first.weights * 1e4, first.biases, first.activation)
    with pytest.raises(ValueError, match="room for sums"):
        check_network(Network((large, *rest)), scrawl)


@pytest.mark.parametrize("bias", [1e4, -1e13, 1e30])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_bias_that_the_frame_has_no_room_for_is_refused(
    small: Network, scrawl: Digit, bias: float, place: int
) -> None:
    layers = [*small.layers]
    biases = layers[place].biases.copy()
    biases[-1] = bias
    layers[place] = Layer(layers[place].weights, biases, sigmoid)
    with pytest.raises(ValueError, match=r"Weights and bias of a neuron .* has room for sums"):
        check_network(Network(tuple(layers)), scrawl)
