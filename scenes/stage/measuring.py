"""What was measured of a film's networks: by the project, or here where one is somebody's own."""

import hashlib
from functools import cache

from network import Network
from network.handwriting.drawn_digits import DrawnDigits
from network.measurements.known import KnownDigits
from network.measurements.measured import MeasuredNetwork, digest_of_network
from network.measurements.measuring import measure

SEEDS = (0, 99)  # of the pen, for each digit, where nothing else is given

_measured: dict[tuple[object, ...], MeasuredNetwork] = {}  # a network is measured once


@cache
def digits_of_the_pen() -> KnownDigits:
    """A thousand digits that the pen has drawn."""
    drawn = DrawnDigits(tuple(range(10)), SEEDS)
    return KnownDigits(drawn.images, drawn.labels, f"{drawn.total:,} digits {drawn.origin}")


def measured_on(network: Network, known: KnownDigits) -> MeasuredNetwork:
    """What a network does with digits; raises ValueError as `measure` does."""
    functions = tuple(layer.activation.name for layer in network.layers)
    digits = hashlib.sha256(known.pixels.tobytes() + known.labels.tobytes()).digest()
    key = digest_of_network(network), functions, network.labels, known.source, digits
    if key not in _measured:
        name = f"a network, on {known.source}"
        _measured[key] = measure(name, network, known.pixels, known.labels)
    return _measured[key]
