"""How long a layer takes as a loop, and as one product of a matrix: a record with its machine.

`python -m network.measurements.speed` measures it on your machine.
"""

import argparse
import json
import platform
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from network.assets import ASSETS, asset
from network.atomic import whole_file
from network.digits import SIDE
from network.model import Network
from network.plain import read_json

FILE = ASSETS / "trials" / "speed.json"
COMMAND = "python -m network.measurements.speed"
ROUNDS, LOOPS, PRODUCTS = (
    199,
    20,
    2000,
)  # measurements, of which the middle one counts; runs in each


@dataclass(frozen=True)
class Speed:
    """Seconds of a processor that the sums of a first layer take, the middle ones of some rounds.

    In each round the loop is timed first, then the product, some runs of each.
    """

    loop: float
    product: float
    neurons: int
    inputs: int
    rounds: int
    loops: int  # runs in a round
    products: int
    machine: str  # its processor
    python: str
    numpy: str

    @property
    def times(self) -> float:
        """How many times as long the loop takes."""
        return self.loop / self.product

    @property
    def loop_microseconds(self) -> float:
        """What the loop takes, in millionths of a second."""
        return 1e6 * self.loop

    @property
    def product_microseconds(self) -> float:
        """What the product takes, in millionths of a second."""
        return 1e6 * self.product


def measure_speed() -> Speed:
    """Measure both on the first layer of the shipped network, with a blank picture of grey."""
    layer = Network.load(asset("weights", "digits.npz")).layers[0]
    inputs = np.full(SIDE * SIDE, 0.5)
    rows, shifts, brightnesses = layer.weights.tolist(), layer.biases.tolist(), inputs.tolist()
    weights, biases = layer.weights.T, layer.biases

    def loop() -> list[float]:
        sums = []
        for row, bias in zip(rows, shifts, strict=True):
            total = bias
            for weight, brightness in zip(row, brightnesses, strict=True):
                total += weight * brightness
            sums.append(total)
        return sums

    def product() -> np.ndarray:  # the lines of Layer.activations
        sums = inputs.dot(weights)
        sums += biases
        return np.asarray(sums)

    if not np.allclose(loop(), product()):
        raise ValueError("The loop and the product come to other sums; neither is measured.")
    rounds = [(_seconds(loop, LOOPS), _seconds(product, PRODUCTS)) for _ in range(ROUNDS)]
    looped, multiplied = np.median(rounds, axis=0).tolist()
    return Speed(
        loop=looped,
        product=multiplied,
        neurons=len(biases),
        inputs=len(inputs),
        rounds=ROUNDS,
        loops=LOOPS,
        products=PRODUCTS,
        machine=_processor(),
        python=platform.python_version(),
        numpy=np.__version__,
    )


def _seconds(run: Callable[[], object], times: int) -> float:
    start = time.process_time()
    for _ in range(times):
        run()
    return (time.process_time() - start) / times


def _processor() -> str:
    """What the processor calls itself, as far as the system tells."""
    told = Path("/proc/cpuinfo")
    for line in told.read_text("utf-8").splitlines() if told.is_file() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def read_speed(path: str | Path = FILE) -> Speed:
    """Read what the command has written.

    Raises FileNotFoundError and ValueError, which name the command, where there is nothing or
    something else.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"No measured speed at {path}; measure it with: {COMMAND}")
    try:
        return Speed(**read_json(path))
    except (ValueError, TypeError) as error:
        raise ValueError(f"{path} tells no speed ({error}); measure it with: {COMMAND}") from error


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is 2 after a mistake, with a sentence on stderr."""
    parser = argparse.ArgumentParser(
        prog=COMMAND, description="Measure a layer as loop and product."
    )
    parser.add_argument("-o", dest="output", type=Path, default=FILE, metavar="FILE")
    chosen = parser.parse_args(arguments)
    speed = measure_speed()
    try:
        with whole_file(chosen.output) as made:
            made.write_text(json.dumps(asdict(speed), indent=1) + "\n", "utf-8")
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    print(
        f"{speed.loop_microseconds:.1f} µs as a loop, {speed.product_microseconds:.1f} as a product"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
