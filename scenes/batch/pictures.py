"""Pictures of digits: the files of a folder, what their films are called, and their labels."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from network import Digit, read_digit
from network.assets import ASSETS

ENDINGS = {  # of pictures, those too that are refused with a word about what to do
    *(".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".bmp", ".gif", ".tif", ".tiff"),
    *(".ppm", ".pgm", ".pbm", ".pnm", ".heic", ".heif", ".avif", ".svg", ""),
}


@dataclass(frozen=True)
class Picture:
    """A picture file, what its films are called, and which digit it is, where that is told.

    One that `needs_label` and has none bears it in its name.
    """

    path: Path
    name: str
    label: str | None = None
    needs_label: bool = False

    def digit(self, labels: Sequence[str]) -> Digit:
        """The digit in the picture, for a network whose outputs stand for some labels.

        Raises ValueError where a label is needed and not told, and what `read_digit` does.
        """
        if not self.needs_label:
            return read_digit(self.path, self.label if self.label in labels else None)
        label = self.label or _label_in(self.path.stem, labels)
        if label is None:
            raise ValueError(
                f"{self.path} has no label in its name, none of {', '.join(labels)}; --digits "
                "wants it there, as in digit-7-4.png, or as the name of its folder, as in "
                "7/one.png, and --pictures wants none."
            )
        return read_digit(self.path, label)


OWN = (Picture(ASSETS / "digits" / "three.png", "three", "3"),)  # what scenes are about


def pictures_in(folder: Path, labelled: bool) -> list[Picture]:
    """The pictures of a folder, in the order of their names; hidden files are left out.

    Where they are labelled, those in its folders too: such a folder's name is their label. Raises
    NotADirectoryError where there is no folder, and ValueError for one without pictures.
    """
    paths = [path for path in _files_in(folder, labelled) if _is_picture(path)]
    if not paths:
        raise ValueError(f"{folder} holds no picture; give a folder of them, one digit in each.")
    within = [path.relative_to(folder) for path in paths]
    names = names_of([Path("-".join(each.parts)) for each in within])
    return [
        Picture(path, name, each.parent.name or None, labelled)
        for path, name, each in zip(paths, names, within, strict=True)
    ]


def passed_over(folder: Path, labelled: bool) -> list[Path]:
    """The files of a folder that are plainly no pictures, by how their names end."""
    return [path for path in _files_in(folder, labelled) if not _is_picture(path)]


def _files_in(folder: Path, labelled: bool) -> list[Path]:
    if not folder.is_dir():
        raise NotADirectoryError(f"No folder at {folder}; give one of pictures.")
    found = [*folder.iterdir(), *(folder.glob("*/*") if labelled else ())]
    return sorted(
        path
        for path in found
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _is_picture(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS


def names_of(paths: Sequence[Path]) -> list[str]:
    """Names of files without their ends, unless two would be one where case does not count."""
    stems = Counter(path.stem.casefold() for path in paths)
    names = [path.stem if stems[path.stem.casefold()] == 1 else path.name for path in paths]
    for name, count in Counter(map(str.casefold, names)).items():
        if count > 1:
            raise ValueError(f"{count} files named {name}; each needs a name of its own.")
    return names


def _label_in(name: str, labels: Sequence[str]) -> str | None:
    """The first number in a name; for a network of names, the first word that is one of them."""
    if all(label.isdecimal() for label in labels):
        number = re.search(r"\d+", name)
        return str(int(number[0])) if number else None
    return next((word for word in re.findall(r"[^\W_]+", name) if word in labels), None)
