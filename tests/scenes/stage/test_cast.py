"""The cast: each record has its name, and what stands in none of them has none."""

import numpy as np
import pytest

from network import Digit, Network
from network.assets import asset
from network.interpretability.ablation import Ablation, Ablations
from network.training.snapshots import read_snapshots
from scenes.stage.cast import Cast


@pytest.fixture
def cast(small: Network, scrawl: Digit) -> Cast:
    turned = Digit(1 - scrawl.image)
    return Cast(
        one=small.forward(scrawl),
        two=small.forward(turned),
        network=small,
        without=Ablation(small, turned, 0, 1),
    )


def test_a_path_begins_with_a_name_and_without_one_it_is_the_lead_s(cast: Cast) -> None:
    assert cast.lead is cast.one
    assert cast.look_up("scores.1") == cast.look_up("one.scores.1") == cast.one.scores[1]
    assert cast.look_up("two.scores.1") == cast.two.scores[1] != cast.one.scores[1]
    assert cast.look_up("network.parameter_count") == cast.network.parameter_count
    assert cast.look_up("without.after.answer_label") == cast.without.after.answer_label


@pytest.mark.parametrize("path", ["three.scores.1", "one.scores.9", "one.", "nothing", ""])
def test_a_path_that_leads_nowhere_is_refused(cast: Cast, path: str) -> None:
    with pytest.raises(LookupError):
        cast.look_up(path)


def test_a_record_and_its_parts_know_their_places(cast: Cast) -> None:
    assert cast.path_to(cast.two) == "two"
    assert cast.path_to(cast.two.digit) == "two.digit"
    assert cast.path_to(cast.two.layers[1]) == "two.layers.1"
    assert cast.path_to(cast.two.layers[1].neuron(3)) == "two.layers.1.neuron.3"
    assert cast.path_to(cast.without.before) == "without.before"
    for part in (cast.two.digit, cast.without.before, cast.two.layers[1]):
        assert cast.look_up(cast.path_to(part)) is part


def test_what_is_worked_out_of_a_record_is_found_inside_it(small: Network, scrawl: Digit) -> None:
    cast = Cast(all=Ablations(small, scrawl), learnt=read_snapshots(asset("weights", "snapshots")))
    assert cast.path_to(cast.all.each[2].after) == "all.each.2.after"
    assert cast.path_to(cast.learnt.last.network) == "learnt.each.5.network"


def test_of_two_records_that_share_a_part_the_first_names_it(small, scrawl) -> None:
    one = small.forward(scrawl)
    cast = Cast(one=one, two=small.forward(scrawl))
    assert cast.path_to(scrawl) == "one.digit"


def test_a_record_that_nobody_named_has_no_place(cast: Cast, small, scrawl) -> None:
    with pytest.raises(LookupError, match=r"none of the cast's \(one, two, network, without\)"):
        cast.path_to(small.forward(scrawl))
    with pytest.raises(AttributeError, match="The cast has no 'three'; it has one, two"):
        _ = cast.three


class MadeUp:
    """A number that was thought of on the spot."""

    value = 13_002


@pytest.mark.parametrize("record", [MadeUp(), 13_002, np.ones(3), {"value": 3}, "13,002"])
def test_what_is_no_record_is_refused(record: object) -> None:
    with pytest.raises(ValueError, match=r"'count' in the cast is a \w+; films show ForwardPass"):
        Cast(count=record)


def test_a_cast_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="name one at least"):
        Cast()
