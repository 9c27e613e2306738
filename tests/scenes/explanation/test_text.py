import re

import numpy as np
import pytest

from network import Digit, Layer, Network
from network.activations import identity, softmax
from scenes.explanation.text import TERMS, explain
from scenes.script.sentence import said


def numbers(line: str) -> list[float]:
    return [float(each.replace("−", "-")) for each in re.findall(r"[+−]?\d+\.\d+", line)]


def line_with(text: str, words: str) -> str:
    found = [line for line in text.splitlines() if words in line]
    assert len(found) == 1, f"{len(found)} lines with {words!r}"
    return found[0]


def test_answer_runner_up_and_margin_are_told(forward) -> None:
    text = explain(forward([0.2, 0.9, 0.1]))
    assert "Answer: 1, with a score of 0.900\nRunner-up: 0, with 0.200\nMargin: 0.700" in text


def test_every_output_has_a_line_the_brightest_first(forward) -> None:
    lines = explain(forward([0.25, 0.5, 0.75], labels=("a", "bb", "c"))).splitlines()
    start = lines.index("All 3 outputs, the brightest first")
    assert [line.split()[:2] for line in lines[start + 1 : start + 4]] == [
        ["c", "0.750"],
        ["bb", "0.500"],
        ["a", "0.250"],
    ]


def test_bare_scores_have_signs_and_bars_as_long_as_they_are_large() -> None:
    layer = Layer(np.zeros((3, 784)), np.array([-10.0, 5.0, -0.01]), identity)
    text = explain(Network((layer,)).forward(Digit(np.zeros((28, 28)))))
    lines = text.splitlines()
    start = lines.index("All 3 outputs, the largest first")
    assert lines[start + 1 : start + 4] == [
        f"  1   +5.000  {'#' * 15}",
        "  2   −0.010",
        f"  0  −10.000  {'-' * 30}",
    ]
    assert "one half" not in text


def test_a_right_answer_is_called_right(forward) -> None:
    assert "labelled 1: the answer is right." in explain(forward([0.2, 0.9], label=1))


def test_a_wrong_answer_is_called_wrong_and_the_right_output_is_told(forward) -> None:
    text = explain(forward([0.2, 0.9, 0.1], label=2))
    assert (
        "labelled 2: the answer is wrong.\nThe right output is number 3 of 3, with 0.100." in text
    )


def test_a_tie_is_told_as_a_tie_and_not_as_a_mistake(forward) -> None:
    text = explain(forward([0.2, 0.9, 0.9], label=2))
    assert "Tied: 1, 2; their scores are exactly the same.\nAnswer: 1, with" in text
    assert "The digit is labelled 2: one of those that are tied." in text
    assert "wrong" not in text
    assert "labelled 0: the answer is wrong." in explain(forward([0.2, 0.9, 0.9], label=0))
    assert "Tied" not in explain(forward([0.2, 0.9, 0.8], label=1))


def test_a_label_is_what_the_digit_is(forward) -> None:
    nine = tuple("123456789")
    scores = [0.1, 0.2, 0.9, 0.3, 0.4, 0.1, 0.1, 0.1, 0.1]
    assert "labelled 3: the answer is right." in explain(forward(scores, label=3, labels=nine))
    text = explain(forward(scores, label="4", labels=nine))
    assert "labelled 4: the answer is wrong.\nThe right output is number 3 of 9, with 0.3" in text


def test_an_answer_without_a_label_is_not_judged(forward) -> None:
    assert "cannot be judged" in explain(forward([0.2, 0.9]))


@pytest.mark.parametrize(("best", "unsure"), [(0.3, True), (0.7, False)])
def test_an_unsure_answer_is_called_unsure(forward, best, unsure) -> None:
    assert ("not sure" in explain(forward([0.1, best]))) is unsure


def test_the_sum_of_the_neuron_is_told_part_by_part(forward) -> None:
    record = forward()
    neuron, text = record.clearest, explain(record)
    for words, value in (
        ("All positive products", neuron.positive),
        ("All negative products", neuron.negative),
        ("Bias", neuron.bias),
        ("Weighted sum", neuron.weighted_sum),
        ("Activation, sigmoid(z)", neuron.activation),
    ):
        assert numbers(line_with(text, words)) == [pytest.approx(value, abs=0.005)]
    assert f"number {neuron.index + 1} of the 5 in" in text


def test_the_strongest_terms_stand_at_their_places_in_the_picture(forward) -> None:
    record = forward()
    neuron = record.clearest
    places = re.findall(r"row +(\d+), column +(\d+): (.*)", explain(record))
    assert len(places) == TERMS
    for row, column, told in places:
        place = 28 * (int(row) - 1) + int(column) - 1
        weight, brightness, product = numbers(told)
        assert weight == pytest.approx(neuron.weights[place], abs=0.005)
        assert brightness == pytest.approx(
            record.digit.image[int(row) - 1, int(column) - 1], abs=0.005
        )
        assert product == pytest.approx(neuron.products[place], abs=0.005)


def test_the_terms_and_all_others_make_the_two_heaps(forward) -> None:
    text = explain(forward())
    terms = [numbers(told)[-1] for told in re.findall(r"row .*", text)]
    (others,) = numbers(line_with(text, f"the other {784 - TERMS} together"))
    (up,) = numbers(line_with(text, "All positive products"))
    (down,) = numbers(line_with(text, "All negative products"))
    assert sum(terms) + others == pytest.approx(up + down, abs=0.005 * (TERMS + 3))


def test_the_network_is_counted(forward) -> None:
    text = explain(forward([0.2, 0.9], hidden=(16, 16)))
    weights = 784 * 16 + 16 * 16 + 16 * 2
    assert f"784 - 16 - 16 - 2 neurons, {weights:,} weights and 34 biases" in text


@pytest.mark.parametrize("hidden", [(2,), (64, 2, 64, 2)])
@pytest.mark.parametrize("outputs", [2, 26])
def test_networks_of_other_shapes_are_explained(forward, hidden, outputs) -> None:
    text = explain(forward(np.linspace(0.1, 0.9, outputs), hidden=hidden, label=0))
    assert f"All {outputs} outputs" in text
    assert max(map(len, text.splitlines())) <= 100


def test_what_softmax_makes_of_bare_scores_is_told_where_the_owner_says_so(rng) -> None:
    layer = Layer(rng.normal(size=(3, 784)), rng.normal(size=3), identity)
    digit = Digit(rng.random((28, 28)))
    for origin in ({}, {"shares": "softmax"}):
        record = Network((layer,), origin=origin).forward(digit)
        text = explain(record)
        is_told = bool(origin)
        assert ("what softmax makes of each" in text) == is_told
        assert (f"; by softmax, {softmax(record.scores).max():.3f}" in text) == is_told


def test_nan_and_minus_nothing_never_appear(forward) -> None:
    text = explain(forward([0.0001, 0.9999], spread=300))
    assert said(-0.0, ".2f") == "0.00"
    assert not re.search(r"nan|[+−]0\.00\b", text)
