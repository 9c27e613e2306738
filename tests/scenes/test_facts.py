"""What films tell in pictures and words must be so, or they would lie."""

import pytest

from network import Network
from network.assets import asset
from network.handwriting.pen_path import PenPath
from scenes.neuron import Neuron
from scenes.recognition import DRAWN, Recognition
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
