"""What the page to play with draws, asked for its brightness, lengths and colours."""

import json
import re

import numpy as np
import pytest
from made_up import random_network

from network import Layer, Network, read_digit
from network.activations import activation_named, identity, sigmoid
from network.assets import asset
from network.preprocessing import checks, normalisation, pieces, segmentation
from scenes import theme
from scenes.lesson.play import play_page
from scenes.mobjects import edges, light

CONSTANTS = {  # of the page's scripts, and those of Python that they must be
    "GRID": normalisation.SIDE,
    "FITTED": normalisation.BOX,
    "FINE": normalisation.FINE,
    "PEN": normalisation.PEN,
    "SHARES": list(normalisation.SHARES),
    "INK": pieces.INK,
    "APART": checks.APART,
    "FAR": checks.FAR,
    "[TALL, WIDE]": [checks.TALL, checks.WIDE],
    "SPECK": segmentation.SPECK,
    "FAINTEST": theme.FAINTEST,
    "CONTRAST": theme.CONTRAST,
    "SMALLEST": theme.SMALLEST,
    "THREAD": edges.THREAD,
    "LIGHT": edges.EXPONENT,
    "GLARE": light.GLARE,
    "100 * CROWD": light.CROWD,
}
LINES = """([weights, inputs]) => {
  const lines = new Lines(document.createElement("canvas"));
  lines.resize(60, 60, "still");
  const record = forward({ layers: [{
    weights: weights.map((row) => Float64Array.from(row)),
    biases: new Float64Array(weights.length),
    activation: "identity",
  }] }, Float64Array.from(inputs));
  const place = (x) => (_, at) => [x, 10 + 20 * at];
  const told = lines.show(record, [inputs.map(place(5)), weights.map(place(55))]);
  const colour = (row) => [...lines.pen.getImageData(30, row, 1, 1).data].slice(0, 3);
  return JSON.stringify({ told, colours: [9, 10, 29, 30, 49, 50].map(colour) });
}"""


@pytest.fixture(scope="module")
def digits() -> Network:
    return Network.load(asset("weights", "digits.npz"))


@pytest.fixture
def three(digits):
    return digits.forward(read_digit(asset("digits", "three.png")))


def style(part, name: str, pseudo: str = "") -> str:
    return part.evaluate(f"(each) => getComputedStyle(each, '{pseudo}')['{name}']")


def pixels(part, name: str, pseudo: str = "") -> float:
    return float(style(part, name, pseudo).removesuffix("px"))


def test_the_page_and_python_have_the_same_constants(playing) -> None:
    names = [*CONSTANTS]
    found = playing().page.evaluate(f"JSON.stringify([{', '.join(names)}])")
    assert dict(zip(names, json.loads(found), strict=True)) == CONSTANTS


def test_neurons_are_as_bright_as_their_activations(playing, three) -> None:
    dots = playing("sample=three").page.locator(".dot")
    shown = dots.evaluate_all("(all) => all.map((each) => each.style.backgroundColor)")
    activations = np.concatenate([each.activations for each in three.layers])
    assert shown == [f"rgb({g}, {g}, {g})" for g in np.floor(255 * activations + 0.5).astype(int)]


def test_bars_are_as_long_as_the_scores_beside_their_labels(playing, three) -> None:
    outputs = playing("sample=three").page.locator(".output").all()
    for output, label, score in zip(outputs, three.labels, three.scores, strict=True):
        assert output.locator(".label").inner_text() == label
        assert output.locator(".value").inner_text() == f"{score:.3f}"
        bar = output.locator(".bar")
        assert pixels(bar, "width", "::before") == pytest.approx(
            score * pixels(bar, "width"), abs=0.6
        )
        assert ("answer" in output.get_attribute("class")) == (label == three.answer_label)


BARE = ("leaky_relu:0.3", "relu", "identity"), ("tanh", "elu", "log_softmax")


@pytest.mark.parametrize("names", BARE)
def test_any_functions_are_shown_by_their_share_of_white(visit, tmp_path, rng, names) -> None:
    layers = [
        Layer(each.weights, each.biases, activation_named(name))
        for each, name in zip(random_network(rng, 784, 6, 5, 4).layers, names, strict=True)
    ]
    path = tmp_path / "play.html"
    path.write_text(play_page({"own": Network(tuple(layers))}), encoding="utf-8")
    seen = visit(f"{path.as_uri()}#lang=en&sample=three&layer=2&neuron=1")
    seen.until("document.body.dataset.settled")
    record = Network(tuple(layers)).forward(read_digit(asset("digits", "three.png")))
    dots = seen.page.locator(".dot").evaluate_all(
        "(all) => all.map((each) => each.style.backgroundColor)"
    )
    expected = [theme.brightness(each.activations, each.white) for each in record.layers]
    for dot, colour in zip(dots, np.concatenate(expected), strict=True):
        assert np.abs(np.array(re.findall(r"\d+", dot), dtype=int) - 255 * colour).max() <= 1
    for output, score in zip(seen.page.locator(".output").all(), record.scores, strict=True):
        bar = output.locator(".bar")
        whole, share = pixels(bar, "width"), abs(score) / record.layers[-1].white
        shown = whole * share / (2 if record.scores.min() < 0 else 1)
        assert pixels(bar, "width", "::before") == pytest.approx(shown, abs=0.6)
        assert ("below" if score < 0 else "above") in bar.get_attribute("class")
    assert "White is the largest activation" in seen.page.text_content("#lines")
    assert seen.errors == []


def test_the_mark_on_a_bar_stands_where_the_score_was(playing, three) -> None:
    seen = playing("sample=three&layer=3&neuron=6&changed=3_6_bias_9")
    bars = seen.page.locator(".output .bar").all()
    for place, bar in enumerate(bars):
        is_moved = "moved" in bar.get_attribute("class")
        assert is_moved == (place == 5)
        if is_moved:
            assert pixels(bar, "left", "::after") == pytest.approx(
                three.scores[place] * pixels(bar, "width"), abs=0.6
            )


def test_heaps_stand_one_after_the_other_up_to_the_sum(playing, three) -> None:
    seen = playing("sample=three&layer=1&neuron=7")
    neuron = three.layers[0].neuron(6)
    ends = np.cumsum([0, neuron.positive, neuron.negative, neuron.bias])
    low, scale = ends.min(), 100 / (ends.max() - ends.min())
    bars = {"positive": (0, 1), "negative": (1, 2), "bias": (2, 3), "sum": (0, 3)}
    for name, (one, other) in bars.items():
        bar = seen.page.locator(f".heap.{name} .track i")
        left, right = sorted((ends[one], ends[other]))
        told = bar.get_attribute("style")
        found = [float(each) for each in re.findall(r"(?:left|width): ([\d.]+)%", told)]
        assert found == pytest.approx([scale * (left - low), scale * (right - left)], abs=1e-3)
        value = neuron.weighted_sum if name == "sum" else ends[other] - ends[one]
        assert ("below" in seen.page.locator(f".heap.{name}").get_attribute("class")) == (value < 0)


def test_lines_are_blue_above_zero_orange_below_and_dark_where_nothing_comes(playing) -> None:
    weights = [[2.0, 0, 0], [0, -2.0, 0], [0, 0, 2.0]]
    found = json.loads(playing().page.evaluate(LINES, [weights, [1, 1, 0]]))
    assert found["told"] == {"drawn": 2, "all": 9}
    blue, orange, nothing = (np.sum(found["colours"][at : at + 2], axis=0) for at in (0, 2, 4))
    ground = 2 * np.round(255 * theme.GROUND.to_rgb())
    assert nothing == pytest.approx(ground, abs=1)
    for lit, colour in ((blue, theme.POSITIVE), (orange, theme.NEGATIVE)):
        way = (lit - ground) / (510 * colour.to_rgb() - ground)
        assert way == pytest.approx(way[0], abs=0.02)
        assert way[0] > 0.4


def test_a_line_is_as_bright_as_its_product_and_not_as_its_weight(playing) -> None:
    seen = playing()
    weights = [[2.0, 0], [0, 8.0]]

    def lights(inputs: list[float]) -> list[int]:
        told = json.loads(seen.page.evaluate(LINES, [weights, inputs]))
        return [int(np.sum(told["colours"][at : at + 2])) for at in (0, 2)]

    first, second = lights([1, 0.25])
    assert first == second  # both products are 2
    first, second = lights([1, 0.125])
    assert first > second > 2 * np.sum(np.round(255 * theme.GROUND.to_rgb()))


def test_a_fainter_line_has_the_light_of_its_strength_and_of_its_thinness(playing) -> None:
    """Half of a line's light falls on each of two rows, where it adds up to 1 - exp(-GLARE x)."""
    seen = playing()
    ground = np.round(255 * theme.GROUND.to_rgb())
    for share in (1, 0.5, 0.25):
        told = json.loads(seen.page.evaluate(LINES, [[[2.0, 0], [0, 2.0 * share]], [1, 1]]))
        lit = edges.THREAD + (1 - edges.THREAD) * share**edges.EXPONENT
        lit *= 0.4 + 0.6 * lit  # finer lines than a pixel show less of their light
        full = 255 * theme.POSITIVE.to_rgb() - ground
        way = (np.array(told["colours"][2]) - ground) / full
        assert way == pytest.approx(1 - np.exp(-light.GLARE * lit / 2), abs=0.02)


def test_pictures_of_weights_have_the_colours_of_the_films(visit, tmp_path) -> None:
    """One neuron with a weight of each kind, beside `theme.signed`, which paints the films."""
    weights = np.zeros((1, 784))
    weights[0, :4] = 1, -0.5, 0.001, 0
    layers = (Layer(weights, np.zeros(1), identity), Layer(np.ones((2, 1)), np.zeros(2), sigmoid))
    path = tmp_path / "play.html"
    path.write_text(play_page({"own": Network(layers)}), encoding="utf-8")
    seen = visit(path.as_uri())
    seen.until("document.body.dataset.settled")
    told = seen.page.evaluate(
        """JSON.stringify([...document.querySelector(".picture.weights canvas")
             .getContext("2d").getImageData(0, 0, 4, 1).data])"""
    )
    shown = np.reshape(json.loads(told), (4, 4))[:, :3]
    expected = 255 * theme.signed(weights[0, :4], 1.0)
    assert np.abs(shown - expected[:, :3]).max() <= 1


def test_the_inputs_are_discs_as_bright_as_their_pixels(playing) -> None:
    seen = playing("sample=three")
    pixel = read_digit(asset("digits", "three.png")).image
    told = seen.page.evaluate(
        """JSON.stringify((({ width, height }, pen) => Array.from({ length: 784 }, (_, at) => {
             const [row, column] = [Math.floor(at / 28), at % 28];
             const [x, y] = [(column + 0.5) * width / 28, (row + 0.5) * height / 28];
             return pen.getImageData(x, y, 1, 1).data[3] / 255;
           }))(document.querySelector(".pixels"),
               document.querySelector(".pixels").getContext("2d")))"""
    )
    assert np.abs(np.reshape(json.loads(told), (28, 28)) - pixel).max() < 0.02


def test_the_curve_carries_the_sum_to_its_activation(playing, three) -> None:
    seen = playing("sample=three&layer=1&neuron=7")
    neuron = three.layers[0].neuron(6)
    here = seen.page.locator(".curve .here")
    reach = max(8, np.ceil(1.1 * abs(neuron.weighted_sum)))
    x = 14 + (neuron.weighted_sum + reach) / (2 * reach) * (240 - 28)
    y = 132 - 26 - neuron.activation * (132 - 16 - 26)
    assert float(here.get_attribute("cx")) == pytest.approx(x, abs=0.01)
    assert float(here.get_attribute("cy")) == pytest.approx(y, abs=0.01)
    assert seen.page.text_content(".squish .z") == f"{neuron.weighted_sum:+.2f}"
    assert seen.page.text_content(".squish .a") == f"{neuron.activation:.3f}"


def test_the_curve_rises_as_the_activation_does_between_its_numbers(playing) -> None:
    curve = playing("sample=three&layer=1&neuron=7").page.locator(".curve")
    path = curve.locator(".graph").get_attribute("d").removeprefix("M").split("L")
    x, y = np.array([each.split() for each in path], dtype=float).T
    assert (np.diff(x) > 0).all()
    sums = (x - 14) / (240 - 28) * 16 - 8
    assert 132 - 26 - y == pytest.approx((132 - 16 - 26) * sigmoid(sums), abs=0.01)
    told = [curve.locator(f".{name}").text_content() for name in ("least", "zero", "most", "top")]
    assert told == ["−8", "0", "8", "1"]


def test_products_are_drawn_beside_weights_in_the_colours_of_their_signs(playing, three) -> None:
    seen = playing("sample=three&layer=1&neuron=7")
    neuron = three.layers[0].neuron(6)
    for name, values in (("weights", neuron.weights), ("products", neuron.products)):
        told = seen.page.evaluate(
            f"""JSON.stringify([...document.querySelector(".picture.{name} canvas")
                  .getContext("2d").getImageData(0, 0, 28, 28).data])"""
        )
        shown = np.reshape(json.loads(told), (784, 4))[:, :3]
        expected = 255 * theme.signed(values, np.abs(values).max())
        assert np.abs(shown - expected[:, :3]).max() <= 1
    for row in seen.page.locator("tbody tr:visible").all():
        value = row.locator(".value")
        sign = "below" if value.inner_text().startswith("−") else "over"
        assert sign in value.get_attribute("class").split()


def test_the_marks_stand_on_the_pixel_that_is_told(playing) -> None:
    seen = playing("sample=three&layer=1&neuron=7&weight=566")  # row 21, column 6
    assert "row 21, column 6" in seen.page.text_content(".of-place")
    for mark in seen.page.locator(".mark").all():
        told = mark.get_attribute("style")
        found = [float(each) for each in re.findall(r"(?:left|top): ([\d.]+)%", told)]
        assert found == pytest.approx([100 * 5 / 28, 100 * 20 / 28], abs=1e-3)


def test_beside_the_answer_stand_its_score_and_the_next(playing, three) -> None:
    second, first = np.sort(three.scores)[-2:]
    assert playing("sample=three").page.text_content(".told") == (
        f"answer {three.answer_label} Its score is {first:.3f}. "
        f"Next is {three.runner_up_label}, at {second:.3f}."
    )


def test_the_frame_on_the_paper_stands_around_the_ink(playing) -> None:
    seen = playing()
    letters = seen.page.evaluate("[packed({ erases: false, points: [[100, 60], [100, 90]] })]")
    drawn = playing(f"ink={letters[0]}&anyway=yes").page
    told = drawn.locator(".pad .box").get_attribute("style")
    found = dict(re.findall(r"(left|top|width|height): ([\d.]+)%", told))
    middle = float(found["left"]) + float(found["width"]) / 2
    assert middle == pytest.approx(100 * 50 / 140, abs=0.4)
    assert float(found["top"]) + float(found["height"]) / 2 == pytest.approx(
        100 * 37.5 / 140, abs=0.4
    )


def test_pictures_of_brightness_are_as_bright_as_their_numbers(playing) -> None:
    seen = playing("sample=three&layer=1&neuron=7")
    image = read_digit(asset("digits", "three.png")).image
    for name in ("[data-sample=three] canvas", ".picture.inputs canvas"):
        told = seen.page.evaluate(
            f"""JSON.stringify([...document.querySelector("{name}")
                  .getContext("2d").getImageData(0, 0, 28, 28).data])"""
        )
        shown = np.reshape(json.loads(told), (28, 28, 4))[..., :3]
        assert np.abs(shown - 255 * image[..., None]).max() <= 1
