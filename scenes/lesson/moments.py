"""The training of a page's network: what it was on the way, small enough to stand in the page."""

import io
from collections.abc import Mapping
from functools import cache

import numpy as np

from network import Layer, Network
from network.assets import asset
from network.measurements.measured import digest_of_network
from network.training.snapshots import Snapshots, read_snapshots

MOST = 127  # of a whole number of 8 bits, to either side of zero

Told = list[dict[str, object]]


def moments_of(networks: Mapping[str, Network]) -> tuple[Told, dict[str, bytes]]:
    """The moments of the shipped training, and the files of those networks that are not at hand.

    Of each moment the name of its network, steps, how many test digits were read rightly and of
    how many, and whether its weights are rounded. Without the network that the training led to
    there are none.
    """
    names = {digest_of_network(network): name for name, network in networks.items()}
    if digest_of_network(_snapshots().last.network) not in names:
        return [], {}
    told, files = [], {}
    for each in _snapshots().each:
        name = names.get(digest_of_network(each.network))
        if name is None:
            name = f"step_{each.report.step:07}"
            while name in networks:
                name += " on the way"
            files[name] = _in_8_bits(each.report.step)
        report = {key: getattr(each.report, key) for key in ("step", "right", "of")}
        told.append({"network": name, **report, "isRounded": name in files})
    return told, files


def rounded(network: Network) -> Network:
    """The network that a page has in place of one: its first layer in 255 steps each neuron."""
    counts, steps = _counts_and_steps(network.layers[0].weights)
    first = network.layers[0]
    layers = (
        Layer(counts.astype(float) * steps, first.biases, first.activation),
        *network.layers[1:],
    )
    return Network(layers, network.labels)


def _counts_and_steps(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights as whole numbers of 8 bits, (neurons, inputs), times steps, (neurons, 1)."""
    steps = np.abs(weights).max(axis=1, keepdims=True).astype(np.float32) / np.float32(MOST)
    steps[steps == 0] = 1
    return np.rint(weights / steps).clip(-MOST, MOST).astype(np.int8), steps


@cache
def _in_8_bits(step: int) -> bytes:
    """A file of a snapshot as `Network.save` writes it, but for `weights_0` and their `steps_0`."""
    [network] = [each.network for each in _snapshots().each if each.report.step == step]
    counts, steps = _counts_and_steps(network.layers[0].weights)
    file = io.BytesIO()
    bare = Network(network.layers, network.labels)
    with np.load(io.BytesIO(bare.packed())) as arrays:
        np.savez_compressed(file, **{**arrays, "weights_0": counts, "steps_0": steps})
    return file.getvalue()


@cache
def _snapshots() -> Snapshots:
    return read_snapshots(asset("weights", "snapshots"))
