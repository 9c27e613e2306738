"""Jobs: what is to be rendered, one film for each scene, picture, network and quality."""

from collections.abc import Iterable, Iterator, Sequence
from configparser import ConfigParser
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from network import Network
from network.assets import MANIM_CFG
from network.importers import load_network
from network.measurements.known import KnownDigits, read_known
from scenes.batch.finding import scene_class
from scenes.batch.pictures import Picture, names_of
from scenes.batch.render_spec import RenderSpec, render_spec, script_of
from scenes.script.film_source import FilmSource

DIGITS = tuple(map(str, range(10)))  # what the outputs of shipped networks stand for
SHIPPED = "shipped"  # in the place of a network's name
SIZES = {"l": "480p15", "m": "720p30", "h": "1080p60", "k": "2160p60"}


@dataclass(frozen=True)
class Job:
    """One film that is asked for; its inputs are not read yet, and may not be readable.

    `quality` is l, m, h or k as in manim; None is what manim.cfg says.
    """

    film: FilmSource
    picture: Picture
    network: Path | None  # None is the shipped one that the film is about
    network_name: str
    quality: str | None
    known: Path | None = None  # the folder of digits on which the network is measured

    @property
    def parts(self) -> tuple[str, ...]:
        """What tells the job from others: scene, picture, network and size."""
        size = SIZES[self.quality] if self.quality else _own_size()
        return self.film.name, self.picture.name, self.network_name, size

    @property
    def frames(self) -> int:
        """How many frames the film has, by its script."""
        return round(script_of(self.film).seconds * int(self.parts[-1].split("p")[1]))

    def read(self) -> RenderSpec:
        """What the film is made of.

        Raises OSError and ValueError for what is not there, cannot be read or cannot be shown.
        """
        network = None if self.network is None else load_network(self.network)
        labels = network.labels if network else DIGITS
        digit = self.picture.digit(labels)
        known = _known(self.known) if network and self.known else None
        return render_spec(self.film, digit, network, self.quality, known)


def jobs(
    films: Iterable[FilmSource],
    pictures: Iterable[Picture],
    networks: Sequence[Path],
    qualities: Iterable[str | None],
    known: Path | None = None,
) -> list[Job]:
    """Every film that can be made of these, always in the same order.

    Where no network is given, each film has the shipped one that it is about. `known` is a folder
    of digits on which networks are measured.

    Raises ValueError for two networks or two films of one name, and what `read_known` raises.
    """
    if known:
        _known(known)
    films = [*dict.fromkeys(films)]
    chosen: list[tuple[Path | None, str]] = [*zip(networks, names_of(networks), strict=True)]
    names_of([film.scene for film in films])
    return [
        Job(film, picture, network, name, quality, known)
        for film, picture, (network, name), quality in product(
            films, pictures, chosen or [(None, SHIPPED)], qualities
        )
    ]


def fitting(chosen: Sequence[Job]) -> tuple[list[Job], list[str]]:
    """The jobs whose films can be made of their networks, and why the others are left out.

    There is a sentence for each film and network. A network that cannot be read leaves nothing
    out: what is wrong with it is told by each of its jobs.
    """
    networks = {path: _readable(path) for path in {job.network for job in chosen}}
    why: dict[tuple[FilmSource, Path | None], str] = {}
    for job in chosen:
        network, pair = networks[job.network], (job.film, job.network)
        if network and pair not in why:
            why[pair] = scene_class(job.film).why_not(network)
    names = {job.network: job.network_name for job in chosen}
    told = (
        f"{film.name} is left out for {names[path]}: {lack}."
        for (film, path), lack in why.items()
        if lack
    )
    return [job for job in chosen if not why.get((job.film, job.network))], [*told]


def _readable(path: Path | None) -> Network | None:
    """The network at a path; None where there is no path, or no network that can be read."""
    try:
        return load_network(path) if path else None
    except (OSError, ValueError):
        return None


def check_languages(films: Iterable[FilmSource], languages: Iterable[str]) -> None:
    """Raise ValueError for languages that the script of a film is not in."""
    for film, language in product(films, languages):
        if language not in (known := script_of(film).languages):
            told = ", ".join(known)
            raise ValueError(f"{film.name} has no captions in {language!r}; it has {told}.")


def names_apart(chosen: Sequence[Job]) -> Iterator[str]:
    """For each job what tells it from the others, for people to read."""
    columns = list(zip(*(job.parts for job in chosen), strict=True))
    vary = [place for place, column in enumerate(columns) if len(set(column)) > 1]
    for job in chosen:
        yield " ".join(job.parts[place] for place in vary or range(len(job.parts)))


@cache
def _known(folder: Path) -> KnownDigits:
    return read_known(folder)


def _own_size() -> str:
    settings = ConfigParser(interpolation=None)
    settings.read(MANIM_CFG)
    return f"{settings['CLI']['pixel_height']}p{settings['CLI']['frame_rate']}"
