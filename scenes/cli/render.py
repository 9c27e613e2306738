"""`squish render`: many films, on all cores or on many machines."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
import cloup

from scenes import cli
from scenes.cli import console, name

if TYPE_CHECKING:
    from scenes.batch.jobs import Job
    from scenes.batch.pictures import Picture
    from scenes.script.film_source import FilmSource

FEW = 8  # files that are told by name


@cloup.command(
    epilog="""
\b
Examples:
  squish render --all --pictures our-class -o our-films
  squish render my_film.py other_film.py -q l
  squish render --all -q m,h --lang en,ja --jobs 4
  squish render --all --network my_own.npz --measure-with ~/Downloads/mnist
  squish render forward_pass --digits test-digits --network one.npz --network two.npz
  squish render --all --pictures our-class --scheduler tcp://192.168.0.10:8786
  squish render --all --pictures our-class --list-jobs
  squish render --all --pictures our-class --run-job 17

What stands in the folder already and would come out the same is not made again. The exit status
is 1 if any film is missing at the end, and the reasons are told.
"""
)
@cloup.argument(
    "films", nargs=-1, callback=cli.films, help="Films of the lesson, or the .py files of your own."
)
@cloup.option_group(
    "What to make",
    cloup.option("--all", "every", is_flag=True, help="All films of the lesson."),
    cloup.option(
        "--pictures",
        type=Path,
        metavar="FOLDER",
        help="A film for each picture in FOLDER.  [default: the digit that the project ships]",
    ),
    cloup.option(
        "--digits",
        type=Path,
        metavar="FOLDER",
        help="The same, with labels: the first number in a picture's name, as in digit-7-4.png, or "
        "the name of its folder in FOLDER, as in 7/one.png.",
    ),
    cloup.option(
        "--network",
        "networks",
        type=Path,
        multiple=True,
        metavar="FILE",
        help="The network to ask; may be given several times.  [default: the shipped one]",
    ),
    cloup.option(
        "--measure-with",
        "known",
        type=Path,
        metavar="FOLDER",
        help="Digits on which films measure your network: MNIST's test digits, or IDX files named "
        "like them.  [default: 1,000 drawn by the pen]",
    ),
    cloup.option(
        "-q",
        "qualities",
        multiple=True,
        callback=cli.qualities,
        metavar="LETTERS",
        help="480p15 (l), 720p30 (m), 1080p60 (h) or 2160p60 (k), with commas between."
        "  [default: 1080p30]",
    ),
    cloup.option(
        "--lang",
        multiple=True,
        callback=cli.listed,
        metavar="NAMES",
        help="The languages of the captions, with commas between.  [default: all]",
    ),
    cloup.option(
        "-o",
        "folder",
        type=Path,
        metavar="FOLDER",
        default=Path("films"),
        help="Where to put it all.",
    ),
)
@cloup.option_group(
    "How to make it",
    cloup.option(
        "--jobs",
        "count",
        type=cloup.IntRange(min=1),
        metavar="N",
        help="How many films are made at a time, each on one core.  [default: one for each core]",
    ),
    cloup.option(
        "--scheduler", metavar="ADDRESS", help="Make them on the workers of a Dask scheduler."
    ),
    cloup.option("--list-jobs", is_flag=True, help="Only list the films, with their numbers."),
    cloup.option(
        "--run-job", "number", type=int, metavar="N", help="Make only film N of the list."
    ),
)
def render(
    films: tuple["FilmSource", ...],
    every: bool,
    pictures: Path | None,
    digits: Path | None,
    networks: tuple[Path, ...],
    known: Path | None,
    qualities: tuple[str, ...],
    lang: tuple[str, ...],
    folder: Path,
    count: int | None,
    scheduler: str | None,
    list_jobs: bool,
    number: int | None,
) -> int:
    """Make many films, at once.

    There is one for each film, picture, network and quality. Each comes into a folder of its own,
    FOLDER/film/picture/network/quality, with its captions, its cues and its ledger. Of --all,
    those are made that can be true of your network, and it is said why others are not.
    """
    if every == bool(films):
        raise ValueError("Give the names of films, or --all for every one.")
    if known and not networks:
        raise ValueError("Give --network too; --measure-with is for networks of your own.")
    from scenes.batch import jobs as listed

    films = films or _all_films()
    jobs = listed.jobs(films, _shown(pictures, digits), networks, qualities or (None,), known)
    if every and networks:
        jobs = _fitting(jobs)
    if list_jobs:
        for place, job in enumerate(jobs, start=1):
            click.echo(f"{place} {name(Path(*job.parts))}")
        return 0
    listed.check_languages(films, lang)
    return _made(_chosen(jobs, number), folder, list(lang) or None, count, scheduler)


def _shown(pictures: Path | None, digits: Path | None) -> Sequence["Picture"]:
    """The pictures that films are about: those of a folder, or the one that the project ships."""
    from scenes.batch.pictures import OWN, passed_over, pictures_in

    if pictures and digits:
        raise ValueError("Give --pictures or --digits, not both; the one has no labels.")
    source = pictures or digits
    if source is None:
        return OWN
    shown = pictures_in(source, labelled=digits is not None)
    _tell_of(passed_over(source, labelled=digits is not None))
    return shown


def _fitting(jobs: list["Job"]) -> list["Job"]:
    """The jobs whose films can be true of their networks; it is said why others are left out."""
    from scenes.batch.jobs import fitting

    fit, why = fitting(jobs)
    for sentence in why:
        click.echo(f"squish: {sentence}", err=True)
    return fit


def _all_films() -> tuple["FilmSource", ...]:
    from scenes.script.running_order import running_order

    return tuple(film.source for film in running_order().films)


def _chosen(jobs: list["Job"], number: int | None) -> list["Job"]:
    """The job of a number, or all where none is given."""
    if number is None:
        return jobs
    if not 1 <= number <= len(jobs):
        raise ValueError(f"No job {number}; --list-jobs numbers them 1 to {len(jobs)}.")
    return [jobs[number - 1]]


def _tell_of(others: list[Path]) -> None:
    """Say which files are passed over, if any."""
    told = ", ".join(name(Path(each.name)) for each in others[:FEW])
    more = f" and {len(others) - FEW} more" * (len(others) > FEW)
    if others:
        click.echo(f"squish: passed over, for they are no pictures: {told}{more}", err=True)


def _made(
    jobs: list["Job"],
    folder: Path,
    languages: list[str] | None,
    count: int | None,
    scheduler: str | None,
) -> int:
    """Make the films and report: the exit status."""
    from scenes.batch.dask_cluster import cluster
    from scenes.batch.process_pool import cores, process_pool
    from scenes.batch.runner import BatchRunner

    pool = (
        partial(cluster, address=scheduler)
        if scheduler is not None
        else partial(process_pool, count=count or len(cores()) or os.cpu_count() or 1)
    )
    report = BatchRunner(jobs, folder, languages, console()).run(pool)
    click.echo(f"{name(folder)}: {report.counts()}")
    for reason in report.reasons():
        click.echo(f"squish: {reason}".encode("utf-8", "replace").decode(), err=True)
    return report.status
