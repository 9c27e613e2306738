"""`squish import`: a network that another program has trained."""

import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click
import cloup

from scenes.cli import listed, name, png

if TYPE_CHECKING:
    import numpy as np

    from network import Network
    from network.importers.trial import Sight

DRAWN = 500  # digits that a network is tried on
SEED = 6  # of the digit that a portrait shows


@cloup.command(
    "import",
    epilog="""
\b
Examples:
  squish import model.keras -o my_own.npz --scale 255
  squish import model.pt -o my_own.npz --activations relu,relu,log_softmax
  squish import model.onnx -o my_own.npz --check outputs.npy --inputs inputs.npy
""",
)
@cloup.argument(
    "model",
    type=Path,
    help="A dense network: .keras, .h5, .pt or .pth of plain tensors, .safetensors, .onnx, .skops, "
    ".npz, .json, .mat, or a folder of .npy.",
)
@cloup.option("-o", "path", type=Path, metavar="FILE", required=True, help="The .npz to write.")
@cloup.option(
    "--activations",
    multiple=True,
    callback=listed,
    metavar="NAMES",
    help="One for each layer, where MODEL does not say, with commas between: sigmoid, relu, "
    "leaky_relu:0.2, elu, gelu, silu, tanh, softplus, hard_sigmoid, softmax, log_softmax, "
    "identity and others",
)
@cloup.option(
    "--labels",
    multiple=True,
    callback=listed,
    metavar="NAMES",
    help="What the outputs stand for, with commas between."
    "  [default: those of MODEL, or 0,1,2 and so on]",
)
@cloup.option(
    "--look",
    type=Path,
    metavar="PNG",
    help="Write a picture too, of what films show of the network.",
)
@cloup.option_group(
    "What MODEL is given",
    cloup.option(
        "--scale",
        type=float,
        default=1.0,
        metavar="N",
        help="It takes N * brightness, where brightness goes from 0 to 1.",
    ),
    cloup.option(
        "--offset", type=float, default=0.0, metavar="N", help="It takes N where brightness is 0."
    ),
    cloup.option(
        "--fit",
        type=click.Choice(["mass", "box", "cut"]),
        help="How digits got another size than 28 x 28: as whole pictures, centred by mass; up to "
        "the edges, centred by their box; or with a margin cut or widened."
        "  [default: what reads drawn digits best]",
    ),
    cloup.option("--inverted", is_flag=True, help="It takes dark ink on bright paper."),
    cloup.option("--transposed", is_flag=True, help="It takes pictures column after column."),
    cloup.option(
        "--rescaling",
        metavar="SCALE,OFFSET",
        help="What it does to its inputs first, where MODEL does not hold it.",
    ),
)
@cloup.option_group(
    "What only some files leave open",
    cloup.option(
        "--rows",
        type=click.Choice(["neurons", "inputs"]),
        help="What each row of the weights belongs to.",
    ),
    cloup.option(
        "--softmax",
        "shared",
        is_flag=True,
        help="What softmax makes of its bare scores is to be shown beside them.",
    ),
    cloup.option(
        "--batchnorm",
        type=click.Choice(["before", "after"]),
        help="Where BatchNorm stands, seen from the activation.",
    ),
)
@cloup.option_group(
    "A check",
    cloup.option(
        "--check", type=Path, metavar="NPY", help="Outputs of MODEL, (N, outputs), to compare with."
    ),
    cloup.option(
        "--inputs", type=Path, metavar="NPY", help="What MODEL made them of, (N, inputs)."
    ),
)
def import_network(
    model: Path,
    path: Path,
    activations: tuple[str, ...],
    labels: tuple[str, ...],
    look: Path | None,
    scale: float,
    offset: float,
    inverted: bool,
    transposed: bool,
    fit: str | None,
    rescaling: str | None,
    rows: str | None,
    batchnorm: str | None,
    shared: bool,
    check: Path | None,
    inputs: Path | None,
) -> None:
    """Import a network that another program has trained."""
    _check_files(path, check, inputs, look)
    from network.importers import importing
    from network.importers.named import Said
    from network.importers.trial import Sight

    said = Said(rows or "", batchnorm or "", _rescaling(rescaling))

    def brought_in(sight: Sight, fit: str) -> "Network":
        given = activations, labels, *sight.numbers, sight.transposed
        return _marked(importing.import_network(model, *given, said=said), fit, shared)

    sight = Sight(scale, offset, inverted, transposed)
    rule = _rule(brought_in(sight, ""), sight, fit)
    network = brought_in(sight, rule)
    tried, other = _tried(network, sight)
    if other:
        network, sight = brought_in(other, rule), other
    told = [_description(network, sight, model, path)]
    told += _saved(network, sight, path, look, (inputs, check) if inputs and check else None)
    click.echo("\n".join([*told, *tried, _film(network, path)]))


def _marked(network: "Network", fit: str, shared: bool) -> "Network":
    """The network with what its owner has said of it in its origin.

    Raises ValueError where softmax is wanted beside scores that are not bare.
    """
    last = network.layers[-1].activation
    if shared and last.is_brightness:
        raise ValueError(f"Its outputs are {last.name} already; leave out --softmax.")
    told = ({"fit": fit} if fit else {}) | ({"shares": "softmax"} if shared else {})
    return replace(network, origin=network.origin | told)


def _check_files(path: Path, check: Path | None, inputs: Path | None, look: Path | None) -> None:
    """Raise ValueError for files that cannot be what they are given for."""
    if look:
        png(look)
    if path.suffix.lower() != ".npz":
        raise ValueError(f"{path} does not end in .npz; that is what is written.")
    if (check is None) != (inputs is None):
        raise ValueError(
            "Give --check and --inputs together; the one means nothing without the other."
        )


def _saved(
    network: "Network",
    sight: "Sight",
    path: Path,
    look: Path | None,
    compared: tuple[Path, Path] | None,
) -> list[str]:
    """Write a network and its look, or neither: how far it is from its model, if that is asked."""
    from network.atomic import whole_file

    with whole_file(path) as made:
        network.save(made)
        told = []
        if compared:  # what is saved is rounded to 32 bits
            told.append(_compared(type(network).load(made), *compared, sight))
        if look:
            _draw(network, look)
    return told


def _compared(saved: "Network", inputs: Path, outputs: Path, sight: "Sight") -> str:
    """How far a network's outputs are from its model's own, in a sentence."""
    from network.importers import importing

    given = _array(inputs), _array(outputs), *sight.numbers, sight.transposed
    worst = importing.difference(saved, *given)
    return f"Its outputs differ from those of the model by {worst:.2g} at most."


def _description(network: "Network", sight: "Sight", model: Path, path: Path) -> str:
    """What was brought in: its shape, its activations, and what it takes."""
    from network import RULES

    names = ", ".join(layer.activation.name for layer in network.layers)
    scale, offset = sight.numbers
    told = (
        f"{name(path)} has {' - '.join(map(str, network.shape))} neurons, with {names}. "
        f"Its inputs go from 0 to 1, those of {name(model)} from {offset:g} to {scale + offset:g}"
    )
    if inside := network.origin.get("scale_inside"):
        told += f" ({inside:g} * input + {network.origin['offset_inside']:g} inside)"
    told += "; the first layer's weights make up for it." if sight.options != "--scale 1" else "."
    if rule := network.origin.get("fit"):
        told += f" Digits get its size by --fit {rule}: {RULES[str(rule)]}."
    return " ".join([told, *network.origin.get("assumed", [])])  # type: ignore[misc]


def _drawn(network: "Network", rule: str) -> tuple["np.ndarray", "np.ndarray"]:
    """Drawn digits in the size that a network takes, (N, inputs), and what they are, (N,)."""
    import numpy as np

    from network import draw_digit, resize_digit, side_of
    from network.digits import SIDE

    labels = np.arange(DRAWN) % 10
    drawn = [draw_digit(label, seed).image for seed, label in enumerate(labels.tolist())]
    side = side_of(network) or SIDE
    if side != SIDE:
        drawn = [resize_digit(image, side, rule) for image in drawn]
    return np.stack(drawn).reshape(DRAWN, -1), labels


def _rule(network: "Network", sight: "Sight", said: str | None) -> str:
    """By which rule digits get the network's size; "" where that is their own, or none they have.

    It is what the owner said, or else that by which most drawn digits are read, as they are or
    in the best other way.
    """
    from network import RULES, side_of
    from network.digits import SIDE
    from network.importers.trial import tried

    if side_of(network) in (SIDE, None):
        return ""
    if said:
        return said

    def share(rule: str) -> float:
        trial = tried(network, sight, *_drawn(network, rule))
        return max(trial.share, trial.other_share) if trial else 0.0

    return max(RULES, key=share)  # the first of equals: by mass


def _tried(network: "Network", sight: "Sight") -> tuple[list[str], "Sight | None"]:
    """How well it reads drawn digits, in a sentence; and the better way, if that is wanted."""
    from network.importers.trial import tried

    images, labels = _drawn(network, str(network.origin.get("fit", "mass")))
    trial = tried(network, sight, images, labels)
    if trial is None:
        return [], None
    reads = f"It reads {trial.share:.0%} of {trial.count} drawn digits".replace("%", " %")
    if trial.other is None:
        return [f"{reads}."], None
    better = f"{trial.other_share:.0%} with {trial.other.options}".replace("%", " %", 1)
    reads += f" as it is, {better}"
    if sys.stdin.isatty() and sys.stdout.isatty():
        wanted = click.confirm(f"{reads}: use that?", default=True)
        return [], trial.other if wanted else None
    return [f"{reads}; to use that, type the same with {trial.other.options}."], None


def _draw(network: "Network", look: Path) -> None:
    """Write the portrait of a network that reads a drawn digit which it has an output for."""
    from network import Digit, draw_digit
    from network.atomic import whole_file
    from scenes.stage.portrait import portrait

    label = next((int(each) for each in "3012456789" if each in network.labels), 3)
    drawn = draw_digit(label, SEED)
    digit = drawn if str(label) in network.labels else Digit(drawn.image)
    with whole_file(look) as made:
        portrait(network, digit).save(made, format="PNG")


def _film(network: "Network", path: Path) -> str:
    """Whether a film can be made of it, as films are today."""
    from network import draw_digit
    from scenes.batch.render import check_film

    try:
        check_film(draw_digit(0), network)
    except ValueError as refusal:
        return (
            f"No film can be made of it so far: {str(refusal).rstrip('.')}. What it sees is told "
            f"by: squish explain PICTURE --network {name(path)} --no-film"
        )
    return f"A film can be made of it: squish explain PICTURE --network {name(path)}"


def _rescaling(words: str | None) -> tuple[float, float] | None:
    if words is None:
        return None
    try:
        scale, offset = (float(Fraction(each)) for each in words.split(","))
    except (ValueError, ArithmeticError) as error:
        raise ValueError(f"--rescaling {words}; give two numbers, such as 1/255,0.") from error
    return scale, offset


def _array(path: Path) -> "np.ndarray":
    import numpy as np

    try:
        with path.open("rb") as file:
            return np.lib.format.read_array(file, allow_pickle=False).astype(float)
    except OSError:
        raise
    except Exception as error:  # foreign bytes can fail in any way
        raise ValueError(f"{path} is not an .npy file of numbers, or it is damaged.") from error
