"""What films tell in pictures and words must be so, or they would lie."""

import pytest

from network import Network
from network.assets import asset
from network.handwriting.pen_path import PenPath
from network.measurements.measured import read_measurements
from scenes.evidence import Evidence
from scenes.layers import Layers
from scenes.mobjects import score_rows
from scenes.neuron import Neuron
from scenes.one_neuron import OneNeuron
from scenes.recognition import DRAWN, Recognition
from scenes.script import sentence
from scenes.stage.act import card_records


@pytest.mark.parametrize("name", DRAWN)
def test_each_of_the_three_digits_is_read_as_it_is_meant(name: str) -> None:
    digits = Network.load(asset("weights", f"{Recognition.about}.npz"))
    assert digits.forward(PenPath(*DRAWN[name]).digit).is_right


def test_the_two_that_are_the_same_are_not_the_two_that_are_closest() -> None:
    likenesses = Recognition().records.likenesses
    same = likenesses.pairs[likenesses.same]
    assert same.one.label == same.other.label
    assert likenesses.same != likenesses.closest


def test_the_numbers_of_the_first_acts_are_read_rightly() -> None:
    for film in (Recognition, Neuron):
        assert card_records(film)["card"].is_right


def test_another_network_reads_the_misread_four_rightly() -> None:
    records = Evidence().records
    assert not records.four.is_right
    assert records.second.is_right
    assert records.erased.after.answer_label == records.four.digit.label


def test_a_three_is_misread_where_it_is_moved_furthest_and_nowhere_between() -> None:
    read = [each.is_right for each in Evidence().records.moves.each]
    assert read == [False, *[True] * (len(read) - 2), False]


def test_two_networks_are_surer_of_noise_than_of_nothing_and_differ() -> None:
    noise, surer = Evidence().records.noise, Evidence().records.surer
    assert min(noise.scores.max(), surer.scores.max()) > 0.5
    assert noise.answer_label != surer.answer_label


def test_two_outputs_shine_for_the_six_and_their_scores_are_no_shares() -> None:
    records = Layers().records
    assert records.shining.number == 2
    assert records.six.is_right
    assert records.six.score_sum > 1.5


def test_one_layer_of_32_reads_better_than_two_of_16_for_nearly_twice_the_numbers() -> None:
    two, one = Layers().records.rivals.trials
    assert min(one.accuracies) > max(two.accuracies)
    assert 1.9 < one.parameter_count / two.parameter_count < 2


def test_numbers_that_are_said_in_words_are_those_of_the_records() -> None:
    records = Recognition().records
    assert (records.thousand.total, records.near.count) == (1000, 100)
    assert OneNeuron().records.thousand.total == 1000


def test_few_first_neurons_of_the_classic_way_fit_a_stroke() -> None:
    classic = read_measurements().of(Network.load(asset("weights", "classic.npz")))
    assert 0 < classic.strokes < classic.neurons / 4


def test_a_film_says_that_only_the_foremost_outputs_are_named_where_that_is_so() -> None:
    assert sentence.MANY == score_rows.EACH
