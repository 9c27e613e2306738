from dataclasses import replace

import pytest

from network import Digit, ForwardPass, Network, look_up


@pytest.fixture
def record(small: Network, scrawl: Digit) -> ForwardPass:
    return small.forward(scrawl)


def test_a_path_leads_through_names_places_and_arguments(record: ForwardPass) -> None:
    assert look_up(record, "layers.0.weighted_sums.2") == record.layers[0].weighted_sums[2]
    assert look_up(record, "layers.1.neuron.3.left_over.2") == 3
    assert look_up(record, "layers.0.neuron.3.others.4") == record.layers[0].neuron(3).others(4)
    assert look_up(record, "shape.-1") == 3
    assert look_up(record, "ranked.1.activation") == record.scores[record.runner_up]


def test_a_path_leads_through_what_an_origin_tells(small: Network, scrawl: Digit) -> None:
    network = replace(small, origin={"test": {"right": 97}, "seeds": [4, 5]})
    assert look_up(network, "origin.test.right") == 97
    assert look_up(network.forward(scrawl), "origin.seeds.1") == 5


@pytest.mark.parametrize(
    "path",
    ["", "layers.7", "nothing", "origin.test", "origin.0", "layers.0.neuron.x", "scores.0.0"],
)
def test_a_path_that_leads_nowhere_is_an_error(record: ForwardPass, path: str) -> None:
    with pytest.raises(LookupError, match="on the path"):
        look_up(record, path)
