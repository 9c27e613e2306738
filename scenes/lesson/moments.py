"""The training of a page's network: what it was on the way, small enough to stand in the page."""

import io
from collections.abc import Mapping
from functools import cache

import numpy as np

from network import Network
from network.assets import asset
from network.measurements.measured import digest_of_network

MOST = 127  # of a whole number of 8 bits, to either side of zero

Told = list[dict[str, object]]


def moments_of(networks: Mapping[str, Network]) -> tuple[Told, dict[str, bytes]]:
    """The moments of the shipped training, and the files of those networks that are not at hand.

    Of each moment the name of its network, steps, how many test digits were read rightly and of
    how many, and whether its weights are rounded. Without the network that the training led to
    there are none.
    """
    names = {digest_of_network(network): name for name, network in networks.items()}
    snapshots = _snapshots()
    if digest_of_network(snapshots[-1][1]) not in names:
        return [], {}
    told, files = [], {}
    for own_name, snapshot in snapshots:
        name = names.get(digest_of_network(snapshot))
        if name is None:
            name = own_name if own_name not in networks else f"{own_name} on the way"
            files[name] = _in_8_bits(snapshot)
        report = snapshot.origin["report"]
        about = {each: report[each] for each in ("step", "right", "of")}  # type: ignore[index]
        told.append({"network": name, **about, "isRounded": name in files})
    return told, files


@cache
def _in_8_bits(network: Network) -> bytes:
    """A file as `Network.save` writes it, but `weights_0` are whole numbers of 8 bits.

    Their `steps_0`, (neurons, 1), times these are the weights, rounded.
    """
    weights = network.layers[0].weights
    steps = np.abs(weights).max(axis=1, keepdims=True).astype(np.float32) / np.float32(MOST)
    steps[steps == 0] = 1
    counts = np.rint(weights / steps).clip(-MOST, MOST).astype(np.int8)
    bare = Network(network.layers, network.labels)
    file = io.BytesIO()
    with np.load(io.BytesIO(bare.packed())) as arrays:
        np.savez_compressed(file, **{**arrays, "weights_0": counts, "steps_0": steps})
    return file.getvalue()


@cache
def _snapshots() -> tuple[tuple[str, Network], ...]:
    """The networks of the shipped training by the names of their files, from first to last."""
    paths = sorted(asset("weights", "snapshots").glob("step_*.npz"))
    return tuple((path.stem, Network.load(path)) for path in paths)
