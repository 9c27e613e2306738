import json
import re

import numpy as np
import pytest
from made_up import random_network

from network import Layer, Network
from network.activations import relu
from network.evaluation.examination import Examination
from scenes.explanation.examination import Findings
from scenes.explanation.sentences import LANGUAGES
from scenes.script.line_breaking import balanced, reading_of, width
from scenes.script.line_breaking import sentences as cut


@pytest.fixture(scope="module")
def found() -> Findings:
    rng = np.random.default_rng(5)
    network = random_network(rng, 784, 2, 3, spread=9)
    images, labels = rng.random((40, 784)), np.arange(40) % 3
    return Findings(Examination(network, images, labels, "40 made-up digits"))


@pytest.fixture(scope="module")
def bare() -> Findings:
    """Without hidden neurons, and with scores of any size; each image is its own answer."""
    layer = Layer(9 * np.eye(3, 784), np.zeros(3), relu)
    return Findings(Examination(Network((layer,)), np.eye(3, 784), np.arange(3), "3 pixels"))


def answers(found: Findings) -> np.ndarray:
    return found.examination.network.classify(found.examination.images)


def test_the_first_sentence_counts_the_right_answers(found) -> None:
    right = int((answers(found) == found.examination.labels).sum())
    error = 100 * np.sqrt(right / 40 * (1 - right / 40) / 40 + 1 / 80**2) / (1 + 1 / 40)
    assert found.sentences("en")[0] == (
        f"Of 40 digits the network reads {right} rightly: {right / 0.4:.2f} %. "
        f"Chance alone moves that by about {error:.2f} points."
    )


def test_japanese_tells_the_same_numbers_as_english(found) -> None:
    for pair in zip(*(found.sentences(each) for each in LANGUAGES), strict=True):
        told = [sorted(re.findall(r"\d+(?:\.\d+)?", line)) for line in pair]
        assert told[0] == told[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_fits_into_two_lines_of_a_caption(found, language) -> None:
    for part in (part for line in found.sentences(language) for part in cut(line)):
        shown = balanced(part, language).split("\n")
        assert max(width(each, language) for each in shown) <= reading_of(language).line, part


def test_nothing_is_said_of_mistakes_neurons_and_sureness_that_are_not_there(bare) -> None:
    assert bare.sentences("en") == [
        "Of 3 digits the network reads 3 rightly: 100.00 %. "
        "Chance alone moves that by about 12.50 points."
    ]
    assert "There is no hidden neuron" in bare.text()
    assert "cannot be held against" in bare.text()
    assert bare.plain()["neurons"] is bare.plain()["calibration"] is None


def test_the_table_of_confusions_has_a_row_for_each_label(found) -> None:
    lines = found.text().splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("How often each")) + 2
    table = [line.replace(".", "0").split() for line in lines[start : start + 3]]
    expected = np.zeros((3, 3), int)
    for label, answer in zip(found.examination.labels, answers(found), strict=True):
        expected[label, answer] += 1
    assert [[int(each) for each in row[1:]] for row in table] == expected.tolist()


def test_the_plain_data_counts_what_the_records_count(found) -> None:
    plain = json.loads(json.dumps(found.plain(), allow_nan=False))
    assert np.sum(plain["confusions"]) == plain["total"] == 40
    assert np.trace(plain["confusions"]) == plain["right"]
    assert sum(plain["calibration"]["counts"]) == 40
    for neuron, portrait in zip(plain["neurons"], found.statistics.neurons, strict=True):
        np.testing.assert_allclose(neuron["mean_response"], portrait.mean_response)
        assert neuron["auc_for_loops"] == pytest.approx(portrait.loops)
        assert neuron["is_stroke"] == portrait.stroke.is_stroke
    assert plain["sentences"] == {each: found.sentences(each) for each in LANGUAGES}
