"""The command `squish`: films, drawings and storyboards from the command line."""

import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click
import cloup

from scenes.lesson.files import whole_file, whole_folder

if TYPE_CHECKING:
    import numpy as np
    from rich.console import Console

# All else is imported by the command that needs it, so that help comes at once.

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "assets" / "weights" / "digits.npz"
NETWORK_SIDE, LARGE_SIDE = "28", "280"  # pixels of a drawn digit
STOPPED = 130  # the exit status after Ctrl-C

EXAMPLES = """
\b
Examples:
  squish explain three.jpg
  squish explain three.jpg --label 3 -o lesson/three -q h
  squish draw 7 --seed 4 -o seven.png
  squish import model.onnx -o my_own.npz
  squish storyboard forward_pass
  squish doctor
"""


@cloup.group(
    context_settings=cloup.Context.settings(
        help_option_names=["-h", "--help"], show_default=True, max_content_width=100
    ),
    epilog=EXAMPLES,
)
@cloup.version_option(package_name="squishification")
def squish() -> None:
    """Make films that show what a neural network really does with a handwritten digit."""


@squish.command(
    epilog="""
\b
Examples:
  squish explain three.jpg
  squish explain photo.png --label 4 -o lesson/four -q h
  squish explain three.jpg --network my_own.npz -q l
"""
)
@cloup.argument("picture", type=Path, help="A picture of one digit: PNG, JPEG, WebP, BMP or GIF.")
@cloup.option(
    "--network",
    "weights",
    type=Path,
    metavar="FILE",
    help="The network to ask: an .npz, or what `squish import` takes."
    "  [default: the one that the project ships]",
)
@cloup.option(
    "--label", type=int, metavar="N", help="What the digit is, so that the film can judge."
)
@cloup.option(
    "-o",
    "folder",
    type=Path,
    metavar="FOLDER",
    help="Where to put it all.  [default: a folder named like PICTURE]",
)
@cloup.option(
    "-q",
    "quality",
    type=cloup.Choice(["l", "m", "h", "k"]),
    help="480p15, 720p30, 1080p60 or 2160p60.  [default: 1080p30]",
)
def explain(
    picture: Path, weights: Path | None, label: int | None, folder: Path | None, quality: str | None
) -> None:
    """Make the film of a picture, with all that goes with it.

    FOLDER gets the film, its captions in English and Japanese, a poster, an explanation in plain
    text with the real numbers, and the cues and the ledger of the film as JSON.
    """
    from network import Network, read_digit

    network = Network.load(weights or WEIGHTS)
    digit = read_digit(picture, label)
    console = _console()
    with console.status("Setting the stage"):
        from scenes.lesson import render
        from scenes.lesson.explanation import explain as explained

        scene = render.scene_named("forward_pass")
        render.check_film(digit, network)
    folder = folder or Path(picture.stem)
    record = network.forward(digit)
    with whole_folder(folder) as made:
        film = render.film(scene, made, quality, console, digit=digit, network=network)
        render.poster(film).save(film.with_suffix(".png"))
        (made / "explanation.txt").write_text(explained(record), "utf-8", "replace")
        names = sorted(each.name for each in made.iterdir())
    click.echo(f"The network says {record.answer_label}. {_name(folder)} holds {', '.join(names)}.")


@squish.command()
@cloup.argument("label", type=int, help="The digit to draw, 0 to 9.")
@cloup.option("--seed", type=int, default=0, metavar="N", help="Another seed, another hand.")
@cloup.option(
    "-o",
    "path",
    type=Path,
    metavar="FILE",
    help="The PNG to write.  [default: digit-LABEL-SEED.png]",
)
@cloup.option(
    "--side",
    type=cloup.Choice([NETWORK_SIDE, LARGE_SIDE]),
    default=LARGE_SIDE,
    help="Pixels along a side; 28 is what the network sees.",
)
def draw(label: int, seed: int, path: Path | None, side: str) -> None:
    """Draw a digit with the project's own pen."""
    path = _png(path or Path(f"digit-{label}-{seed}.png"))
    from PIL import Image

    from network import draw_digit

    image = (255 * draw_digit(label, seed).image).round().astype("uint8")
    picture = Image.fromarray(image).resize((int(side), int(side)), Image.Resampling.NEAREST)
    with whole_file(path) as made:
        picture.save(made, format="PNG")
    click.echo(_name(path))


@squish.command(
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
def import_model(
    model: Path,
    path: Path,
    activations: str | None,
    labels: str | None,
    scale: float,
    offset: float,
    check: Path | None,
    inputs: Path | None,
) -> None:
    """Bring in a network that another program has trained."""
    if path.suffix.lower() != ".npz":
        raise ValueError(f"{path} does not end in .npz; that is what is written.")
    if (check is None) != (inputs is None):
        raise ValueError(
            "Give --check and --inputs together; the one means nothing without the other."
        )
    from network import Network
    from network.importers import difference, import_network

    network = import_network(model, _listed(activations), _listed(labels), scale, offset)
    names = ", ".join(layer.activation.name for layer in network.layers)
    told = (
        f"{_name(path)} has {' - '.join(map(str, network.shape))} neurons, with {names}. "
        f"Its inputs go from 0 to 1, those of {_name(model)} from {offset:g} to {scale + offset:g}"
    )
    if inside := network.origin.get("scale_inside"):
        told += f" ({inside:g} * input + {network.origin['offset_inside']:g} inside)"
    told += "; the first layer's weights make up for it." if (scale, offset) != (1, 0) else "."
    with whole_file(path) as made:
        network.save(made)
        if check and inputs:  # what is saved is rounded to 32 bits
            saved = Network.load(made)
            worst = difference(saved, _array(inputs), _array(check), scale, offset)
            told += f"\nIts outputs differ from those of the model by {worst:.2g} at most."
    click.echo(told)


@squish.command()
@cloup.argument("scene", help="The name of a scene, such as forward_pass.")
@cloup.option(
    "-o", "path", type=Path, metavar="FILE", help="The PNG to write.  [default: SCENE.png]"
)
def storyboard(scene: str, path: Path | None) -> None:
    """Put one still for each beat of a scene on a sheet."""
    path = _png(path or Path(f"{scene}.png"))
    console = _console()
    with console.status("Setting the stage"):
        from scenes.lesson import render

        scene_class = render.scene_named(scene)
    with whole_file(path) as made, TemporaryDirectory(dir=made.parent) as folder:
        film = render.film(scene_class, Path(folder), "l", console)
        render.storyboard(film, render.read_cues(film)).save(made, format="PNG")
    click.echo(_name(path))


@squish.command()
def doctor() -> int:
    """Tell what is installed, what is missing, and what to type."""
    from scenes.lesson.doctor import examine

    missing = 0
    for finding in examine():
        missing += not finding.well
        mark = "ok" if finding.well else click.style("missing", fg="yellow", bold=True)
        click.echo(f"{finding.name:>8}  {mark}  {finding.told}")
    click.echo(f"{missing} missing." if missing else "Ready to make films.")
    return int(missing > 0)


def _png(path: Path) -> Path:
    if path.suffix.lower() != ".png":
        raise ValueError(f"{path} does not end in .png; that is what is written.")
    return path


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


def _name(path: Path) -> str:
    return click.format_filename(path)


def _console() -> "Console":
    from rich.console import Console

    return Console(stderr=True)


def run(arguments: list[str]) -> int:
    """Run one command; mistakes are answered by a sentence: the exit status."""
    try:
        status = squish.main(arguments or ["--help"], prog_name="squish", standalone_mode=False)
        return int(status or 0)
    except (click.Abort, KeyboardInterrupt):
        click.echo("squish: stopped; nothing has been written.", err=True)
        return STOPPED
    except click.ClickException as error:
        _refuse(error.format_message())
    except OSError as error:
        _refuse(f"{error.filename}: {error.strerror}." if error.filename else str(error))
    except ValueError as error:
        _refuse(str(error))
    return 2


def _refuse(reason: str) -> None:
    sentence = f"squish: {' '.join(reason.split())}"
    click.echo(sentence.encode("utf-8", "replace").decode(), err=True)  # names can hold any bytes


def _stop(number: int, _: object) -> None:
    raise SystemExit(128 + number)


def main() -> None:
    """Run `squish` with the arguments that were typed."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    sys.exit(run(sys.argv[1:]))
