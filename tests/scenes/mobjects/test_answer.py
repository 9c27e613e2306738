"""Scores and answers: the sure, the wrong, the unsure and the tied can be told by looking."""

from dataclasses import replace

import numpy as np
import pytest
from manim import DashedVMobject

from network import Digit, ForwardPass, Layer, Network
from network.activations import identity, sigmoid
from scenes import theme
from scenes.mobjects.answer import Answer
from scenes.mobjects.cells import NeuronColumn, PixelGrid
from scenes.mobjects.diagram import NARROW
from scenes.mobjects.scores import TRACK, Scores, tied

WORDS = {"runner_up": "second", "margin": "margin", "label": "label"}
BLANK = np.zeros((28, 28))


def record(*scores: float, label: int | None = None, labels: tuple[str, ...] = ()) -> ForwardPass:
    """A forward pass with these scores."""
    biases = np.log(np.array(scores) / (1 - np.array(scores)))
    layer = Layer(np.zeros((len(scores), 784)), biases, sigmoid)
    return Network((layer,), labels=labels or None).forward(Digit(BLANK, label=label))


def answer(shown: ForwardPass) -> Answer:
    return Answer(shown, PixelGrid(28, 28, 4), WORDS)


def told(shown: ForwardPass) -> list[str]:
    return [text.text for line in answer(shown).lines for text in line]


def bare(*scores: float) -> ForwardPass:
    """A forward pass with these bare scores."""
    layer = Layer(np.zeros((len(scores), 784)), np.array(scores), identity)
    return Network((layer,)).forward(Digit(np.zeros((28, 28))))


@pytest.mark.parametrize("scores", [(-6.0, 3.0, 12.0), (-3.0, -2.0, -0.5), (1.0, 2.0, 5.0)])
def test_bare_scores_are_bars_from_zero_to_either_side(scores: tuple[float, ...]) -> None:
    shown = Scores(bare(*scores), NeuronColumn(3, 6))
    ends, track = shown.bars.corners[:, :, 0], shown.tracks.corners[:, :, 0]
    lengths = ends[:, 1] - ends[:, 0]
    np.testing.assert_allclose(lengths / lengths.max(), np.abs(scores) / np.abs(scores).max())
    for score, (left, right), (low, high), colour in zip(
        scores, ends, track, shown.bars.rgba, strict=True
    ):
        zero = (low + high) / 2 if min(scores) < 0 else low
        assert (right if score < 0 else left) == pytest.approx(zero)
        assert (colour[0] > colour[2]) == (score < 0)
    assert [each.text for each in shown.numbers] == [
        f"{score:+.2f}".replace("-", "−") for score in scores
    ]


def framed(shown: ForwardPass) -> tuple[Scores, list]:
    scores = Scores(shown, NeuronColumn(len(shown.scores), 6))
    scores.frame()
    return scores, list(scores[-1])


def test_of_a_clear_answer_nothing_else_is_told() -> None:
    assert told(record(0.1, 0.9, 0.2, label=1)) == []


def test_a_rival_is_told_where_it_came_close() -> None:
    assert told(record(0.1, 0.9, 0.7, label=1)) == ["second", "2", "margin", "0.200"]


def test_a_wrong_answer_is_told_the_label() -> None:
    assert told(record(0.1, 0.9, 0.2, label=0)) == ["label", "0"]


def test_an_answer_is_as_bright_as_its_score() -> None:
    levels = [
        answer(record(0.01, score)).answers[0][0].get_fill_color().to_rgb().mean()
        for score in (0.02, 0.35, 0.7, 0.999)
    ]
    assert (np.diff(levels) > 0.1).all()
    assert levels[-1] == pytest.approx(1, abs=0.01)


def test_outputs_as_bright_as_the_brightest_are_answers_too() -> None:
    shown = record(0.8, 0.2, 0.80001)
    assert tied(shown) == [0, 2]
    assert [each.text for each in answer(shown).answers] == ["0", "2"]
    assert told(shown) == ["margin", "0.000"]
    assert tied(record(0.8, 0.2, 0.801)) == [2]


def test_every_answer_has_a_frame_and_no_other_output() -> None:
    for shown in (record(0.1, 0.9, 0.2), record(0.8, 0.2, 0.80001)):
        scores, frames = framed(shown)
        rows = scores.outputs.centers[tied(shown), 1]
        yellow = [each for each in frames if each.get_color() == theme.LOOK_HERE]
        np.testing.assert_allclose([each.get_y() for each in yellow[: len(rows)]], rows, atol=1e-6)


def test_the_label_of_a_wrong_answer_has_a_frame_of_white_dashes() -> None:
    scores, frames = framed(record(0.1, 0.9, 0.2, label=2))
    dashed = [each for each in frames if isinstance(each, DashedVMobject)]
    assert [each.get_y() for each in dashed] == [pytest.approx(scores.outputs.centers[2, 1])]
    assert dashed[0][0].get_stroke_color() == theme.INK
    _, frames = framed(record(0.1, 0.9, 0.2, label=1))
    assert not any(isinstance(each, DashedVMobject) for each in frames)


def test_a_margin_of_two_hundredths_can_be_seen() -> None:
    scores, frames = framed(record(0.60, 0.58, 0.2))
    ends = scores.bars.corners[:2, 1, 0]
    assert np.ptp(ends) == pytest.approx(0.02 * TRACK)
    assert np.ptp(ends) > 2 * theme.FRAME_WIDTH / 854  # two pixels of the smallest film
    line = frames[-1]
    assert line.get_x() == pytest.approx(ends[0])  # it leads from one bar to beside the other
    assert line.get_bottom()[1] == pytest.approx(scores.bars.corners[1, 0, 1])


@pytest.mark.parametrize("count", [2, 10, 26, 40, 64])
def test_names_of_three_characters_keep_clear_of_bars(count: int) -> None:
    labels = tuple(f"W{place:02}" for place in range(count))
    shown = record(*np.linspace(0.1, 0.9, count), labels=labels)
    scores = Scores(shown, NeuronColumn(count, 6.3))
    assert scores.names.get_right()[0] < scores.tracks.get_left()[0]
    assert scores.names.get_left()[0] > scores.outputs.get_right()[0]


@pytest.mark.parametrize("count", [10, 26, 47, 64])
@pytest.mark.parametrize("label", ["", "W"])
def test_scores_beside_a_film_s_outputs_stay_inside_the_margin(count: int, label: str) -> None:
    labels = tuple(f"{label}{place:0{2 * len(label) or 1}}" for place in range(count))
    shown = record(*np.linspace(0.1, 0.9, count), labels=labels)
    shared = replace(bare(*np.linspace(-12, 12, count)), origin={"shares": "softmax"})
    for each in (shown, shared):
        scores = Scores(each, NeuronColumn(count, 6.3).set_x(NARROW))
        assert scores.get_right()[0] <= theme.FRAME_WIDTH / 2 - theme.MARGIN
        assert np.ptp(scores.tracks.corners[0, :, 0]) > 0.3


def test_of_many_outputs_the_foremost_and_the_label_are_named_each_at_the_end_of_a_line() -> None:
    shown = record(*np.linspace(0.9, 0.1, 40), label=33)
    scores = Scores(shown, NeuronColumn(40, 6.3))
    assert scores.places == [*range(12), 33]
    assert [each.text for each in scores.names] == [*map(str, range(12)), "33"]
    names, lines = scores.named
    for place, name, line in zip(scores.places, names, lines, strict=True):
        assert line.get_start()[1] == pytest.approx(scores.outputs.centers[place, 1])
        assert line.get_end()[1] == pytest.approx(name.get_y(), abs=0.1)
    assert scores.bars.reading.path == "scores"
    assert len(scores.bars) == len(scores.numbers) == 13
    apart = -np.diff([name.get_y() for name in names])
    assert apart.min() > 1.5 * names.submobjects[0].height


def test_of_few_outputs_all_are_named_beside_themselves() -> None:
    scores = Scores(record(*np.linspace(0.9, 0.1, 26)), NeuronColumn(26, 6.3))
    assert scores.places == [*range(26)]
    assert len(scores.named[1]) == 0


def test_what_softmax_makes_of_bare_scores_stands_beside_them_where_that_is_said() -> None:
    one = bare(-6.0, 3.0, 2.0)
    assert one.shares is None
    assert len(Scores(one, NeuronColumn(3, 6)).shares) == 0
    said = replace(one, origin={"shares": "softmax"})
    *shares, name = Scores(said, NeuronColumn(3, 6)).shares
    powers = np.exp([-6.0, 3.0, 2.0])
    assert [each.text for each in shares] == [f"{each:.3f}" for each in powers / powers.sum()]
    assert name.text == "softmax"
    assert said.answer_share == pytest.approx(powers[1] / powers.sum())
    assert replace(record(0.1, 0.9), origin={"shares": "softmax"}).shares is None


@pytest.mark.parametrize("count", [33, 48, 64])
def test_neurons_of_a_crowded_layer_stay_large_enough_to_be_seen(count: int) -> None:
    column = NeuronColumn(count, 6.3)
    size = np.ptp(column.corners[0, :, 1])
    assert size > 9 * theme.FRAME_HEIGHT / 480 / 2  # pixels of the smallest film
    apart = np.linalg.norm(column.centers[1:] - column.centers[:-1], axis=1)
    assert apart.min() > size
