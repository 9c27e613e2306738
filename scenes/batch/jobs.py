"""Jobs: the films that are asked for, one for each scene, picture, network and quality."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from configparser import ConfigParser
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from network import Digit, read_digit
from network.importers import load_network
from scenes.batch.render import check_scene, known_scenes
from scenes.batch.render_spec import ROOT, Order, order, script_of

SIZES = {"l": "480p15", "m": "720p30", "h": "1080p60", "k": "2160p60"}


@dataclass(frozen=True)
class Picture:
    """A picture file, what its films are called, and which digit it is, where that is told."""

    path: Path
    name: str
    label: int | None = None
    needs_label: bool = False

    def digit(self) -> Digit:
        """The digit in the picture.

        Raises ValueError where a label is needed and not told, and what `read_digit` does.
        """
        if self.needs_label and self.label is None:
            raise ValueError(
                f"{self.path} has no number in its name; --digits wants the label there, as in "
                "digit-7-4.png, and --pictures wants none."
            )
        return read_digit(self.path, self.label)


OWN = (Picture(ROOT / "assets" / "digits" / "three.png", "three", 3),)  # what scenes are about


@dataclass(frozen=True)
class Job:
    """One film that is asked for; its inputs are not read yet, and may not be readable.

    `quality` is l, m, h or k as in manim; None is what manim.cfg says.
    """

    scene: str
    picture: Picture
    network: Path
    network_name: str
    quality: str | None

    @property
    def parts(self) -> tuple[str, ...]:
        """What tells the job from others: scene, picture, network and size."""
        size = SIZES[self.quality] if self.quality else _own_size()
        return self.scene, self.picture.name, self.network_name, size

    @property
    def frames(self) -> int:
        """How many frames the film has, by the script of its scene."""
        return round(script_of(self.scene).seconds * int(self.parts[-1].split("p")[1]))

    def read(self) -> Order:
        """What the film is made of.

        Raises OSError and ValueError for what is not there, cannot be read or cannot be shown.
        """
        check_scene(self.scene)
        return order(self.scene, self.picture.digit(), load_network(self.network), self.quality)


def jobs(
    scenes: Iterable[str],
    pictures: Iterable[Picture],
    networks: Sequence[Path],
    qualities: Iterable[str | None],
) -> list[Job]:
    """Every film that can be made of these, always in the same order.

    Raises ValueError for two networks of one name.
    """
    names = _names(networks)
    return [
        Job(scene, picture, network, name, quality)
        for scene, picture, (network, name), quality in product(
            scenes, pictures, zip(networks, names, strict=True), qualities
        )
    ]


def pictures_in(folder: Path, labelled: bool) -> list[Picture]:
    """All files of a folder, in the order of their names; hidden files are left out.

    Raises NotADirectoryError where there is no folder, and ValueError for an empty one.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"No folder at {folder}; give one of pictures.")
    visible = (each for each in folder.iterdir() if not each.name.startswith("."))
    paths = sorted(each for each in visible if each.is_file())
    if not paths:
        raise ValueError(f"{folder} holds no file; give a folder of pictures, one digit in each.")
    return [
        Picture(path, name, _label(path) if labelled else None, labelled)
        for path, name in zip(paths, _names(paths), strict=True)
    ]


def check_languages(scenes: Iterable[str], languages: Iterable[str]) -> None:
    """Raise ValueError for languages that the script of a scene is not in."""
    for scene, language in product(set(scenes) & set(known_scenes()), languages):
        if language not in (known := script_of(scene).languages):
            raise ValueError(f"{scene} has no captions in {language!r}; it has {', '.join(known)}.")


def names_apart(chosen: Sequence[Job]) -> Iterator[str]:
    """For each job what tells it from the others, for people to read."""
    columns = list(zip(*(job.parts for job in chosen), strict=True))
    vary = [place for place, column in enumerate(columns) if len(set(column)) > 1]
    for job in chosen:
        yield " ".join(job.parts[place] for place in vary or range(len(job.parts)))


def _label(path: Path) -> int | None:
    found = re.search(r"\d+", path.stem)
    return int(found[0]) if found else None


def _names(paths: Sequence[Path]) -> list[str]:
    """Names of files without their ends, unless two would be one where case does not count."""
    stems = Counter(path.stem.casefold() for path in paths)
    names = [path.stem if stems[path.stem.casefold()] == 1 else path.name for path in paths]
    for name, count in Counter(map(str.casefold, names)).items():
        if count > 1:
            raise ValueError(f"{count} files named {name}; each film needs a name of its own.")
    return names


def _own_size() -> str:
    settings = ConfigParser(interpolation=None)
    settings.read(ROOT / "manim.cfg")
    return f"{settings['CLI']['pixel_height']}p{settings['CLI']['frame_rate']}"
