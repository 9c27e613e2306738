import re

import numpy as np
import pytest
from made_up import random_network

from network import Digit, Layer, Network
from network.activations import sigmoid
from network.interpretability.attribution import Evidence
from scenes.explanation.sentences import WORDS, sentences
from scenes.script.line_breaking import balanced, reading_of, width
from scenes.script.line_breaking import sentences as cut
from scenes.script.script import Script


def by_hand(biases: tuple[float, float] = (1, 4), label: str | None = None) -> Evidence:
    """Two lit pixels and two hidden neurons, almost 0 and almost 1, and two outputs."""
    image, weights = np.zeros((28, 28)), np.zeros((2, 784))
    image.flat[[0, 29]] = 0.5, 1
    weights[:, [0, 29]] = [[-40, -1], [-2, 30]]
    hidden = Layer(weights, np.zeros(2), sigmoid)
    outputs = Layer(np.array([[0.0, 6.0], [0.0, -1.5]]), np.array(biases), sigmoid)
    network = Network((hidden, outputs), labels=("no", "yes"))
    return Evidence(network.forward(Digit(image, label=label)))


def random_evidence(*hidden: int) -> Evidence:
    rng = np.random.default_rng(8)
    image = np.clip(rng.normal(-0.5, 0.8, (28, 28)), 0, 1)
    return Evidence(random_network(rng, 784, *hidden, 10, spread=9).forward(Digit(image)))


def test_the_sentences_tell_what_the_hand_works_out() -> None:
    evidence = by_hand()
    assert abs(evidence.lead_in_pixels.error) < 5e-7
    assert sentences(evidence, "en") == [
        "Why no and not yes? Its weighted sum is +7.00 against +2.50, a lead of +4.50.",
        "The strongest voice for it is neuron 2, just before the outputs: +7.50.",
        "Whatever the digit, the biases put −3.00 into this lead.",
        "Neuron 2 is at 1.000. Most of all it owes that to the pixel in row 2, column 2: "
        "a product of +30.00.",
        "On a blank page the lead would be +0.75; the ink adds +3.75.",
        "Sharing that out among the pixels is approximate. They work together, so there are "
        "several ways to do it. This one goes 1024 steps from blank to digit and misses "
        "0.000000.",
    ]


def test_japanese_tells_the_same_numbers_as_english() -> None:
    evidence = random_evidence(6, 5)
    for english, japanese in zip(
        *(sentences(evidence, each) for each in ("en", "ja")), strict=True
    ):
        told = [sorted(re.findall(r"[+−]?\d+\.?\d*", line)) for line in (english, japanese)]
        assert told[0] == told[1]
        assert told[0]


def test_a_wrong_answer_is_told_with_its_label() -> None:
    assert sentences(by_hand(label="yes"), "en")[0].startswith("The digit is labelled yes. Why no ")
    assert sentences(by_hand(label="yes"), "ja")[0].startswith("正解は「yes」です。")


def test_equal_scores_are_told_as_a_tie() -> None:
    first = sentences(by_hand(biases=(50, 90)), "en")[0]
    assert first == (
        "no and yes have exactly the same score, 1.000. Then the first in order is the answer. "
        "Their weighted sums are +56.00 and +88.50."
    )


def test_a_term_that_speaks_against_is_told_where_there_is_one() -> None:
    evidence = random_evidence(6, 5)
    assert evidence.best_against.product < 0
    against = [line for line in sentences(evidence, "en") if "against it" in line]
    assert against == [
        f"The strongest voice against it is neuron {evidence.best_against.number}, "
        f"just before the outputs: −{-evidence.best_against.product:.2f}."
    ]


def test_the_way_down_has_a_sentence_for_each_hidden_layer() -> None:
    for hidden in ((), (6,), (6, 5), (6, 5, 4)):
        told = [line for line in sentences(random_evidence(*hidden), "en") if "owes that" in line]
        assert len(told) == len(hidden)


def test_without_hidden_neurons_pixels_speak_and_nothing_is_approximate() -> None:
    told = " ".join(sentences(random_evidence(), "en"))
    assert "voice for it is the pixel in row" in told
    assert "neuron" not in told
    assert "approximate" not in told


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_sentence_fits_into_two_lines_of_a_caption(language: str) -> None:
    room = reading_of(language).line
    for evidence in (
        random_evidence(),
        random_evidence(16, 16),
        by_hand(biases=(50, 90), label="yes"),
    ):
        for part in (part for line in sentences(evidence, language) for part in cut(line)):
            shown = balanced(part, language).split("\n")
            assert max(width(each, language) for each in shown) <= room, part


@pytest.mark.parametrize("language", ["en", "ja"])
def test_all_words_can_be_read_as_captions_in_their_seconds(language: str) -> None:
    for beat in Script.load(WORDS).beats:
        (sentence,) = beat.sentences
        for lines in (sentence.lines, *sentence.variants.values()):
            numbers = re.sub(r"\{[^}]*label\}", "3", lines[language])
            numbers = re.sub(r"\{[^}:]*\}", "16", numbers)
            numbers = re.sub(r"\{[^}]*\.(\d)f\}", lambda form: f"+10.{'0' * int(form[1])}", numbers)
            speed = width(numbers, language) / beat.seconds
            assert speed <= reading_of(language).speed, f"{beat.name} in {speed:.1f}"


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match=r"No sentences in 'de'; reasons\.toml has en, ja"):
        sentences(by_hand(), "de")
