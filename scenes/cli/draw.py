"""`squish draw`: a digit from the project's own pen."""

from pathlib import Path

import click
import cloup

from scenes.cli import name, png, shipped

SIDES = 28, 4000  # pixels: of what the network sees, and of the largest picture to write


@cloup.command()
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
    type=cloup.IntRange(*SIDES),
    default=280,
    metavar="N",
    help="Pixels along a side; 28 is what the network sees.",
)
def draw(label: int, seed: int, path: Path | None, side: int) -> None:
    """Draw a digit with the project's own pen.

    How the shipped network reads it is told, too.
    """
    from network.atomic import whole_file

    path = png(path or Path(f"digit-{label}-{seed}.png"))
    from PIL import Image

    from network import Network, draw_digit

    digit = draw_digit(label, seed)
    image = (255 * digit.image).round().astype("uint8")
    picture = Image.fromarray(image).resize((side, side), Image.Resampling.NEAREST)
    with whole_file(path) as made:
        picture.save(made, format="PNG")
    record = Network.load(shipped()).forward(digit)
    score = f"{record.scores[record.answer]:.3f}"
    click.echo(f"{name(path)}: read as {record.answer_label}, with a score of {score}.")
