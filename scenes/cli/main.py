"""The command `squish`: its help, how its commands are run, and how mistakes are answered."""

import signal
import sys
from io import TextIOWrapper

import click
import cloup

from scenes.cli.check import check
from scenes.cli.doctor import doctor
from scenes.cli.draw import draw
from scenes.cli.examine import examine
from scenes.cli.explain import explain
from scenes.cli.gallery import gallery
from scenes.cli.import_network import import_network
from scenes.cli.lesson import lesson
from scenes.cli.mnist import mnist
from scenes.cli.play import play
from scenes.cli.render import render
from scenes.cli.storyboard import storyboard
from scenes.cli.train import train

SECTIONS = {  # of the help
    "Films": (explain, render, check, storyboard),
    "Lessons": (lesson, play, gallery),
    "Networks": (train, import_network, examine, mnist),
    "Tools": (draw, doctor),
}
STOPPED = 130  # the exit status after Ctrl-C

EXAMPLES = """
\b
Examples:
  squish explain three.jpg
  squish explain three.jpg --label 3 -o lesson/three -q h
  squish render --all --pictures our-class -o our-films
  squish lesson -o renders/lesson
  squish draw 7 --seed 4 -o seven.png
  squish import model.onnx -o my_own.npz
  squish train classic -o my_own.npz
  squish examine my_own.npz --drawn 500
  squish mnist
  squish play -o play.html
  squish gallery
  squish storyboard my_film.py
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


for title, commands in SECTIONS.items():
    squish.add_section(cloup.Section(title, commands))


def run(arguments: list[str]) -> int:
    """Run one command; mistakes are answered by a sentence: the exit status."""
    try:
        status = squish.main(arguments or ["--help"], prog_name="squish", standalone_mode=False)
        return int(status or 0)
    except (click.Abort, KeyboardInterrupt):
        click.echo("squish: stopped; nothing has been written.", err=True)
        return STOPPED
    except click.UsageError as error:
        reason = error.format_message()
        if error.ctx and "Did you mean" not in reason:
            reason = f"{reason.rstrip('.')}; {error.ctx.command_path} --help shows all."
        _refuse(reason)
    except MemoryError:
        _refuse("There is not enough memory for so much; ask for less.")
    except (click.ClickException, OSError, ValueError) as error:
        from network.atomic import sentence_of

        _refuse(sentence_of(error))
        for line in getattr(error, "__notes__", ()):  # what to type elsewhere
            click.echo(f"  {line}", err=True)
    return 2


def _refuse(reason: str) -> None:
    sentence = f"squish: {' '.join(reason.split())}"
    click.echo(sentence.encode("utf-8", "replace").decode(), err=True)  # names can hold any bytes


def _stop(number: int, _: object) -> None:
    raise SystemExit(128 + number)


def main() -> None:
    """Run `squish` with the arguments that were typed.

    What a stream cannot print, such as 四 where it is in cp1252, is printed as an escape.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    sys.exit(run(sys.argv[1:]))
