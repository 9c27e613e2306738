"""`squish render`: many films, on all cores or on many machines."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
import cloup

from scenes.cli import console, name, shipped

if TYPE_CHECKING:
    from scenes.batch.jobs import Job


@cloup.command(
    epilog="""
\b
Examples:
  squish render forward_pass --pictures our-class -o our-films
  squish render --all -q m -q h --lang en,ja --jobs 4
  squish render forward_pass --digits test-digits --network one.npz --network two.npz
  squish render --all --pictures our-class --scheduler tcp://192.168.0.10:8786
  squish render --all --pictures our-class --list-jobs
  squish render --all --pictures our-class --run-job 17

What stands in the folder already and would come out the same is not made again. The exit status
is 1 if any film is missing at the end, and the reasons are told.
"""
)
@cloup.argument("scenes", nargs=-1, help="The names of scenes, such as forward_pass.")
@cloup.option_group(
    "What to make",
    cloup.option("--all", "every", is_flag=True, help="All scenes."),
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
        help="The same, where the first number in a picture's name is its label: digit-7-4.png.",
    ),
    cloup.option(
        "--network",
        "networks",
        type=Path,
        multiple=True,
        metavar="FILE",
        help="The network to ask; may be given several times.  [default: the one shipped]",
    ),
    cloup.option(
        "-q",
        "qualities",
        type=cloup.Choice(["l", "m", "h", "k"]),
        multiple=True,
        help="480p15, 720p30, 1080p60 or 2160p60; may be given several times.  [default: 1080p30]",
    ),
    cloup.option(
        "--lang",
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
    scenes: tuple[str, ...],
    every: bool,
    pictures: Path | None,
    digits: Path | None,
    networks: tuple[Path, ...],
    qualities: tuple[str, ...],
    lang: str | None,
    folder: Path,
    count: int | None,
    scheduler: str | None,
    list_jobs: bool,
    number: int | None,
) -> int:
    """Make many films, at once.

    There is one for each scene, picture, network and quality. Each comes into a folder of its own,
    FOLDER/scene/picture/network/quality, with its captions, its cues and its ledger.
    """
    if every == bool(scenes):
        raise ValueError("Give the names of scenes, or --all for every one.")
    if pictures and digits:
        raise ValueError("Give --pictures or --digits, not both; the one has no labels.")
    from scenes.batch import jobs as listed
    from scenes.batch.render import known_scenes

    scenes = tuple(known_scenes()) if every else scenes
    source = pictures or digits
    shown = listed.pictures_in(source, labelled=digits is not None) if source else listed.OWN
    jobs = listed.jobs(scenes, shown, networks or (shipped(),), qualities or (None,))
    if list_jobs:
        for place, job in enumerate(jobs, start=1):
            click.echo(f"{place} {name(Path(*job.parts))}")
        return 0
    if number is not None:
        if not 1 <= number <= len(jobs):
            raise ValueError(f"No job {number}; --list-jobs numbers them 1 to {len(jobs)}.")
        jobs = [jobs[number - 1]]
    languages = lang.split(",") if lang is not None else None
    listed.check_languages(scenes, languages or ())
    return _made(jobs, folder, languages, count, scheduler)


def _made(
    jobs: list["Job"],
    folder: Path,
    languages: list[str] | None,
    count: int | None,
    scheduler: str | None,
) -> int:
    """Make the films and report: the exit status."""
    from scenes.batch.dask_cluster import cluster
    from scenes.batch.process_pool import cores, crew
    from scenes.batch.runner import Workshop

    hired = (
        partial(cluster, address=scheduler)
        if scheduler is not None
        else partial(crew, count=count or len(cores()) or os.cpu_count() or 1)
    )
    report = Workshop(jobs, folder, languages, console()).make(hired)
    click.echo(f"{name(folder)}: {report.counts()}")
    for reason in report.reasons():
        click.echo(f"squish: {reason}".encode("utf-8", "replace").decode(), err=True)
    return report.status
