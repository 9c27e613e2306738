"""`squish import`: a network that another program has trained."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
import cloup

from scenes.cli import name

if TYPE_CHECKING:
    import numpy as np


@cloup.command(
    "import",
    epilog="""
\b
Examples:
  squish import model.keras -o my_own.npz --scale 255
  squish import model.safetensors -o my_own.npz --activations sigmoid,sigmoid,softmax
  squish import model.onnx -o my_own.npz --check outputs.npy --inputs inputs.npy
""",
)
@cloup.argument(
    "model", type=Path, help="A dense network: .safetensors, .keras, .weights.h5, .onnx or .skops."
)
@cloup.option("-o", "path", type=Path, metavar="FILE", required=True, help="The .npz to write.")
@cloup.option(
    "--activations",
    metavar="NAMES",
    help="One for each layer, where MODEL does not say: sigmoid, relu, tanh, softmax or identity, "
    "with commas between.",
)
@cloup.option(
    "--labels",
    metavar="NAMES",
    help="What the outputs stand for, with commas between."
    "  [default: those of MODEL, or 0,1,2 and so on]",
)
@cloup.option(
    "--scale",
    type=float,
    default=1.0,
    metavar="N",
    help="MODEL takes N * brightness, where brightness goes from 0 to 1.",
)
@cloup.option(
    "--offset", type=float, default=0.0, metavar="N", help="What MODEL takes where brightness is 0."
)
@cloup.option(
    "--check", type=Path, metavar="NPY", help="Outputs of MODEL, (N, outputs), to compare with."
)
@cloup.option("--inputs", type=Path, metavar="NPY", help="What MODEL made them of, (N, inputs).")
def import_network(
    model: Path,
    path: Path,
    activations: str | None,
    labels: str | None,
    scale: float,
    offset: float,
    check: Path | None,
    inputs: Path | None,
) -> None:
    """Import a network that another program has trained."""
    from network.atomic import whole_file

    if path.suffix.lower() != ".npz":
        raise ValueError(f"{path} does not end in .npz; that is what is written.")
    if (check is None) != (inputs is None):
        raise ValueError(
            "Give --check and --inputs together; the one means nothing without the other."
        )
    from network import Network
    from network.importers import importing

    network = importing.import_network(model, _listed(activations), _listed(labels), scale, offset)
    names = ", ".join(layer.activation.name for layer in network.layers)
    told = (
        f"{name(path)} has {' - '.join(map(str, network.shape))} neurons, with {names}. "
        f"Its inputs go from 0 to 1, those of {name(model)} from {offset:g} to {scale + offset:g}"
    )
    if inside := network.origin.get("scale_inside"):
        told += f" ({inside:g} * input + {network.origin['offset_inside']:g} inside)"
    told += "; the first layer's weights make up for it." if (scale, offset) != (1, 0) else "."
    with whole_file(path) as made:
        network.save(made)
        if check and inputs:  # what is saved is rounded to 32 bits
            saved = Network.load(made)
            worst = importing.difference(saved, _array(inputs), _array(check), scale, offset)
            told += f"\nIts outputs differ from those of the model by {worst:.2g} at most."
    click.echo(told)


def _listed(words: str | None) -> list[str]:
    return [each.strip() for each in words.split(",")] if words else []


def _array(path: Path) -> "np.ndarray":
    import numpy as np

    try:
        with path.open("rb") as file:
            return np.lib.format.read_array(file, allow_pickle=False).astype(float)
    except OSError:
        raise
    except Exception as error:  # foreign bytes can fail in any way
        raise ValueError(f"{path} is not an .npy file of numbers, or it is damaged.") from error
