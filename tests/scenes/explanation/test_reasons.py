import json
import re

import numpy as np
import pytest
from made_up import random_network

from network import Digit, Layer, Network
from network.activations import sigmoid
from scenes.explanation.reasons import TERMS, Reasons
from scenes.explanation.sentences import LANGUAGES
from scenes.script.line_breaking import balanced, reading_of, width
from scenes.script.line_breaking import sentences as cut


@pytest.fixture
def reasons(small: Network, scrawl: Digit) -> Reasons:
    return Reasons(small, scrawl)


@pytest.fixture
def plain(reasons: Reasons) -> dict:
    """The plain data, as it comes back from a file."""
    return json.loads(json.dumps(reasons.plain(), allow_nan=False))


def test_terms_and_bias_make_the_lead(reasons, plain) -> None:
    lead = plain["lead"]
    terms = sum(term["product"] for term in lead["terms"]) + lead["sum_of_terms_left_out"]
    sums = plain["outputs"]["sums"]
    places = [plain["outputs"]["labels"].index(plain[each]) for each in ("answer", "runner_up")]
    assert terms + lead["bias"] == pytest.approx(lead["sum"])
    assert sums[places[0]] - sums[places[1]] == pytest.approx(lead["sum"])
    assert len(lead["terms"]) + lead["terms_left_out"] == 4


@pytest.mark.parametrize("label", [-1, 3])
def test_a_label_that_no_output_stands_for_is_refused(small, scrawl, label) -> None:
    with pytest.raises(ValueError, match=f"Label {label}; the outputs stand for 0, 1, 2"):
        Reasons(small, Digit(scrawl.image, label=label))


def test_a_tie_is_told_by_the_names_of_all_that_are_brightest(reasons, plain, scrawl) -> None:
    assert plain["tied"] == []
    assert plain["label"] == "1"
    dark = Network((Layer(np.zeros((3, 784)), np.array([2, 2, 1]), sigmoid),), ("a", "b", "c"))
    told = Reasons(dark, Digit(scrawl.image, "b")).plain()
    assert (told["answer"], told["tied"], told["label"]) == ("a", ["a", "b"], "b")
    assert told["is_right"] is None


def test_every_term_is_a_weight_times_an_activation_of_the_record(small, reasons, plain) -> None:
    layers = reasons.record.layers
    for term in plain["lead"]["terms"]:
        upper = term
        for layer, lower in zip(reversed(layers[:-1]), term["trail"], strict=True):
            assert lower["neuron"] == upper["input"]
            assert lower["weight"] == layer.weights[lower["neuron"], lower["input"]]
            assert lower["activation"] == layer.inputs[lower["input"]]
            assert lower["product"] == pytest.approx(lower["weight"] * lower["activation"])
            upper = lower


def test_shares_of_the_pixels_are_told_as_approximate_with_their_error(plain) -> None:
    shares = plain["lead_in_pixels"]
    assert shares["exact"] is False
    assert len(shares["pixels"]) == 784
    whole = sum(shares["pixels"]) + shares["blank"] - shares["error"]
    assert whole == pytest.approx(plain["lead"]["sum"])


def test_without_hidden_neurons_the_shares_are_exact(rng, scrawl) -> None:
    reasons = Reasons(random_network(rng, 784, 12), scrawl)
    told = reasons.plain()
    assert told["lead_in_pixels"]["exact"] is True
    assert told["what_if"]["silenced"] == []
    assert len(told["lead"]["terms"]) == TERMS
    assert not any("Silence" in line for line in reasons.sentences("en"))


def test_what_if_tells_the_scores_before_and_after(small, scrawl, plain) -> None:
    changed = plain["what_if"]
    for each in [*changed["silenced"], changed["erased"]]:
        np.testing.assert_allclose(each["scores_before"], small.scores(scrawl.pixels))
        assert int(each["answer_after"]) == np.argmax(each["scores_after"])
    (top, bottom), (left, right) = changed["erased"]["rows"], changed["erased"]["columns"]
    image = scrawl.image.copy()
    image[top : bottom + 1, left : right + 1] = 0
    np.testing.assert_allclose(changed["erased"]["scores_after"], small.scores(image.ravel()))


def test_the_sentences_stand_in_the_plain_data_in_every_language(reasons, plain) -> None:
    assert list(plain["sentences"]) == list(LANGUAGES)
    for language, lines in plain["sentences"].items():
        assert lines == reasons.sentences(language)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_if_is_told_with_the_same_numbers_in_both_languages(seed, scrawl) -> None:
    reasons = Reasons(random_network(np.random.default_rng(seed), 784, 6, 5, 10), scrawl)
    english, japanese = (reasons.sentences(each)[-3:] for each in LANGUAGES)
    for pair in zip(english, japanese, strict=True):
        told = [sorted(re.findall(r"\d+(?:\.\d+)?", line)) for line in pair]
        assert told[0] == told[1]
    assert english[0].startswith("Silence any") == (reasons.ablations.deciding == 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_if_fits_into_two_lines_of_a_caption(reasons, language) -> None:
    for part in (part for line in reasons.sentences(language)[-3:] for part in cut(line)):
        shown = balanced(part, language).split("\n")
        assert max(width(each, language) for each in shown) <= reading_of(language).line, part


def test_a_single_output_cannot_be_explained(rng, scrawl) -> None:
    with pytest.raises(ValueError, match="1 output has no runner-up"):
        Reasons(random_network(rng, 784, 4, 1), Digit(scrawl.image))
