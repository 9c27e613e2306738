"""The records of a film: what is written beside it comes back as it was."""

import dataclasses
import json

import numpy as np
import pytest
from every_kind import records

from network import Digit, ForwardPass, Network
from network.interpretability.erasing import Erasing
from scenes.stage.records import KINDS, KNOWN, Archive, alike, network_of


def kept(record: object) -> object:
    """A record that was written to files and read again."""
    archive = Archive()
    told = json.loads(json.dumps(archive.write(record)))
    again = Archive()
    again.arrays, again.networks = archive.arrays, archive.networks
    return again.read(told)


def same(one: object, two: object) -> bool:
    """Whether two records hold the same, however deep."""
    if isinstance(one, np.ndarray):
        return np.array_equal(one, two, equal_nan=True)
    if isinstance(one, Network):
        return alike(one, two) and one.origin == two.origin
    if isinstance(one, tuple):
        return len(one) == len(two) and all(map(same, one, two))
    if type(one).__name__ in KNOWN:
        return type(one) is type(two) and all(
            same(getattr(one, each.name), getattr(two, each.name))
            for each in dataclasses.fields(one)
        )
    return one == two


@pytest.mark.parametrize("kind", [each.__name__ for each in KINDS])
def test_a_record_of_each_kind_comes_back_as_it_was(kind, small, scrawl) -> None:
    record = records(small, scrawl)[kind]
    assert same(record, kept(record))


def test_a_change_anywhere_would_be_found(small, scrawl) -> None:
    erasing = records(small, scrawl)["Erasing"]
    assert isinstance(erasing, Erasing)
    assert not same(erasing, dataclasses.replace(erasing, region=~erasing.region))
    assert not same(erasing, dataclasses.replace(erasing, digit=Digit(1 - erasing.digit.image)))


def test_a_network_that_several_records_share_is_kept_once(small, scrawl) -> None:
    archive = Archive()
    archive.write((small, small.forward(scrawl), small.forward(Digit(1 - scrawl.image))))
    assert [*archive.networks] == ["network"]


def test_other_networks_have_other_names(small, rng) -> None:
    archive = Archive()
    halved = tuple(dataclasses.replace(each, weights=each.weights / 2) for each in small.layers)
    archive.write((small, Network(halved)))
    assert [*archive.networks] == ["network", "network-2"]


def test_the_network_of_a_forward_pass_is_the_one_it_went_through(small, scrawl) -> None:
    named = dataclasses.replace(small, origin={"recipe": {"name": "own"}})
    record: ForwardPass = named.forward(scrawl)
    assert same(network_of(record), named)


def test_what_is_no_record_is_not_kept() -> None:
    with pytest.raises(TypeError, match="A set is no record"):
        Archive().write({1, 2})


@pytest.mark.parametrize("told", [{"kind": "Path"}, {"kind": "Digit"}, {"array": "none"}, {}])
def test_what_was_never_written_is_not_read(told) -> None:
    with pytest.raises((LookupError, TypeError, ValueError)):
        Archive().read(told)
