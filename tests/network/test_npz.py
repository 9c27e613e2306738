from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import random_network

from network import Layer, Network
from network.activations import ACTIVATIONS, relu, sigmoid, softmax

SHAPES = st.lists(st.integers(1, 9), min_size=2, max_size=6)


def test_a_saved_network_comes_back_as_it_was(small: Network, tmp_path: Path) -> None:
    last = Layer(small.layers[-1].weights, small.layers[-1].biases, softmax)
    network = Network(
        (*small.layers[:-1], last), labels=("one", "two", "三"), origin={"seed": 3, "by": "test"}
    )
    network.save(tmp_path / "net.npz")
    again = Network.load(tmp_path / "net.npz")
    assert (again.shape, again.labels, again.origin) == (
        network.shape,
        network.labels,
        network.origin,
    )
    for one, two in zip(again.layers, network.layers, strict=True):
        assert one.activation is two.activation
        np.testing.assert_array_equal(one.weights, two.weights.astype(np.float32))
        np.testing.assert_array_equal(one.biases, two.biases.astype(np.float32))


def test_saving_leaves_nothing_beside_the_network(small: Network, tmp_path: Path) -> None:
    small.save(tmp_path / "net.npz")
    assert [path.name for path in tmp_path.iterdir()] == ["net.npz"]


def test_saving_that_fails_leaves_nothing_beside_the_network(
    small: Network, tmp_path: Path, monkeypatch
) -> None:
    def full(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        small.save(tmp_path / "net.npz")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_npz_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "net.npz").write_text("once upon a time")
    with pytest.raises(ValueError, match=r"damaged \(it is no zip of arrays\); networks are"):
        Network.load(tmp_path / "net.npz")


def test_a_network_that_cannot_be_saved_leaves_the_one_before(small, tmp_path: Path) -> None:
    small.save(tmp_path / "net.npz")
    before = (tmp_path / "net.npz").read_bytes()
    with pytest.raises(TypeError, match="JSON"):
        Network(small.layers, origin={"by": object()}).save(tmp_path / "net.npz")
    assert (tmp_path / "net.npz").read_bytes() == before


def test_a_missing_network_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"gone\.npz"):
        Network.load(tmp_path / "gone.npz")


def foreign(path: Path) -> None:
    np.savez(path, weights=np.zeros(3))


def pickled(path: Path) -> None:
    np.savez(path, about=np.array({"format": "other"}, dtype=object))


def of_a_later_version(path: Path) -> None:
    about = (
        '{"format": "squishification network", "version": 99, "activations": ["sigmoid"],'
        ' "labels": [], "origin": {}}'
    )
    np.savez(path, about=np.array(about), weights_0=np.zeros((1, 1)), biases_0=np.zeros(1))


def without_a_layer(path: Path) -> None:
    about = (
        '{"format": "squishification network", "version": 1, "activations": ["sigmoid"],'
        ' "labels": [], "origin": {}}'
    )
    np.savez(path, about=np.array(about))


def with_an_unknown_activation(path: Path) -> None:
    about = (
        '{"format": "squishification network", "version": 1, "activations": ["swish"],'
        ' "labels": [], "origin": {}}'
    )
    np.savez(path, about=np.array(about), weights_0=np.zeros((1, 1)), biases_0=np.zeros(1))


class Trap:
    """Unpickled, it leaves a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple:
        return Path.touch, (self.path,)


def test_nothing_in_a_file_is_executed(tmp_path: Path) -> None:
    trapped = np.array(Trap(tmp_path / "sprung"), dtype=object)
    np.savez(tmp_path / "net.npz", about=trapped)
    with pytest.raises(ValueError, match="allow_pickle=False"):
        Network.load(tmp_path / "net.npz")
    assert not (tmp_path / "sprung").exists()


def not_even_a_zip(path: Path) -> None:
    path.write_text("once upon a time")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def a_bare_array(path: Path) -> None:
    with path.open("wb") as file:
        np.save(file, np.zeros(3))


@pytest.mark.parametrize(
    "write",
    [
        foreign,
        pickled,
        of_a_later_version,
        without_a_layer,
        with_an_unknown_activation,
        not_even_a_zip,
        empty,
        a_bare_array,
    ],
)
def test_a_foreign_file_is_refused_in_one_sentence(write, tmp_path: Path) -> None:
    path = tmp_path / "net.npz"
    write(path)
    with pytest.raises(ValueError, match="not a network of ours") as refusal:
        Network.load(path)
    assert "\n" not in str(refusal.value)


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, 5000), flip=st.integers(0, 5000))
def test_a_damaged_file_is_refused_or_still_a_network(cut: int, flip: int, damage: Path) -> None:
    whole = (damage / "whole.npz").read_bytes()
    broken = bytearray(whole[: len(whole) - cut % len(whole)])
    if broken:
        broken[flip % len(broken)] ^= 0xFF
    (damage / "broken.npz").write_bytes(broken)
    try:
        network = Network.load(damage / "broken.npz")
    except ValueError as refusal:
        assert "\n" not in str(refusal)
    else:
        assert network.shape == (784, 2, 2)


@pytest.fixture(scope="module")
def damage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damage")
    rng = np.random.default_rng(0)
    layers = (
        Layer(rng.normal(size=(2, 784)), np.zeros(2), sigmoid),
        Layer(rng.normal(size=(2, 2)), np.zeros(2), relu),
    )
    Network(layers).save(folder / "whole.npz")
    return folder


@given(shape=SHAPES, names=st.lists(st.sampled_from(sorted(ACTIVATIONS)), min_size=5, max_size=5))
@settings(max_examples=20, deadline=None)
def test_a_network_of_any_shape_comes_back_from_its_file(shape, names, damage) -> None:
    layers = tuple(
        Layer(each.weights, each.biases, ACTIVATIONS[name])
        for each, name in zip(
            random_network(np.random.default_rng(0), *shape).layers, names, strict=False
        )
    )
    Network(layers).save(damage / "any.npz")
    again = Network.load(damage / "any.npz")
    assert again.shape == tuple(shape)
    for one, two in zip(again.layers, layers, strict=True):
        assert one.activation is two.activation
        np.testing.assert_array_equal(one.weights, two.weights.astype(np.float32))
        np.testing.assert_array_equal(one.biases, two.biases.astype(np.float32))
