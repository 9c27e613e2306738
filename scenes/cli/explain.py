"""`squish explain`: the film of a picture, with all that goes with it."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
import cloup

from scenes.cli import console, name, shipped

if TYPE_CHECKING:
    from network import Digit, ForwardPass, Network
    from scenes.explanation.reasons import Reasons


@cloup.command(
    epilog="""
\b
Examples:
  squish explain three.jpg
  squish explain photo.png --label 4 -o lesson/four -q h
  squish explain three.jpg --network my_own.npz -q l
  squish explain three.jpg --no-film
"""
)
@cloup.argument(
    "picture", type=Path, help="A picture of one digit, 0 to 9: PNG, JPEG, WebP, AVIF, BMP or GIF."
)
@cloup.option(
    "--network",
    "weights",
    type=Path,
    metavar="FILE",
    help="The network to ask: an .npz, or what `squish import` takes."
    "  [default: the one for people's digits, and for drawn ones that of the films]",
)
@cloup.option(
    "--label", metavar="NAME", help="What the digit is, such as 4, so that the film can judge."
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
@cloup.option(
    "--words",
    "language",
    metavar="NAME",
    default="en",
    show_default=True,
    help="The language of the words in the picture, en or ja.",
)
@cloup.option("--film/--no-film", "filmed", default=True, help="Whether to make the film too.")
def explain(
    picture: Path,
    weights: Path | None,
    label: str | None,
    folder: Path | None,
    quality: str | None,
    language: str,
    filmed: bool,
) -> None:
    """Make the film of a picture, with all that goes with it.

    FOLDER gets the film, its captions in English and Japanese, a poster, the cues and the ledger
    of the film as JSON; and, with or without the film, an explanation of the answer in plain text
    with the real numbers, in both languages, and all that it rests on as JSON.
    """
    from network import fitted_to, read_digit
    from network.atomic import whole_folder
    from network.importers import load_network
    from scenes.explanation.reasons import Reasons

    digit = read_digit(picture, label)
    network = load_network(weights or shipped(_reader(digit)))
    digit = fitted_to(digit, network)
    folder = folder or _named_like(picture)
    _check_free(folder, picture)
    reasons = Reasons(network, digit)
    with whole_folder(folder) as made:
        if filmed:
            _film(made, quality, digit, network, language)
        _write(made, reasons, picture)
        names = sorted(each.name for each in made.iterdir())
    click.echo(_told(reasons.record, folder, names))


def _told(record: "ForwardPass", folder: Path, names: list[str]) -> str:
    """The answer with its score, the one file to open, and the others beside it."""
    from scenes.script.sentence import said

    is_light = record.layers[-1].activation.is_brightness
    score = said(float(record.scores.max()), ".3f" if is_light else "+.2f")
    first = next((each for each in names if each.endswith(".mp4")), "explanation.txt")
    others = ", ".join(each for each in names if each != first)
    answers = " and ".join(record.brightest)
    return (
        f"The network says {answers}, with a score of {score}. Open {name(folder / first)}; beside "
        f"it are {others}."
    )


def _reader(digit: "Digit") -> str:
    """The shipped network for a digit: that of the films, if it came as they have digits."""
    return "people" if any(step.name == "fit" for step in digit.steps) else "digits"


def _named_like(picture: Path) -> Path:
    """A folder here with the name of a picture; raises ValueError for a name that is no folder."""
    if not picture.stem.strip("."):
        raise ValueError(f"{name(picture)} gives no name to a folder; name one with -o.")
    return Path(picture.stem)


def _check_free(folder: Path, picture: Path) -> None:
    """Raise ValueError where a folder holds an explanation that is not of this picture."""
    from network.plain import read_json

    if not any(folder.glob("explanation.*")):
        return
    try:
        of = read_json(folder / "explanation.json")["picture"]
    except (OSError, ValueError, LookupError, TypeError):
        raise ValueError(
            f"{name(folder)} holds an explanation that was not made here; name another folder "
            "with -o."
        ) from None
    if of != picture.name:
        raise ValueError(
            f"{name(folder)} holds the explanation of {of}; name another folder with -o."
        )


def _film(
    folder: Path, quality: str | None, digit: "Digit", network: "Network", language: str
) -> None:
    terminal = console()
    with terminal.status("Setting the stage"):
        from scenes.batch import finding, render, stills
        from scenes.script.running_order import running_order

        scene = finding.scene_class(running_order().explaining.source)
        render.check_film(digit, network)
    film = render.film(
        scene, folder, quality, terminal, digit=digit, network=network, language=language
    )
    stills.poster(film).save(film.with_suffix(".png"))


def _write(folder: Path, reasons: "Reasons", picture: Path) -> None:
    """Write the explanation as text, in two languages, and as JSON."""
    from scenes.explanation.text import explain, reasons_alone

    told = {"picture": picture.name, **reasons.plain()}
    for kind, text in (
        ("txt", explain(reasons.record, reasons.sentences("en"))),
        ("ja.txt", reasons_alone(reasons.sentences("ja"), "ja")),
        ("json", json.dumps(told, ensure_ascii=False, allow_nan=False, indent=1)),
    ):
        (folder / f"explanation.{kind}").write_text(text, "utf-8", "replace")
