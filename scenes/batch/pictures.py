"""Pictures of digits: the files of a folder, what their films are called, and their labels."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from network import Digit, read_digit
from network.assets import ASSETS


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


OWN = (Picture(ASSETS / "digits" / "three.png", "three", 3),)  # what scenes are about


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
        for path, name in zip(paths, names_of(paths), strict=True)
    ]


def names_of(paths: Sequence[Path]) -> list[str]:
    """Names of files without their ends, unless two would be one where case does not count."""
    stems = Counter(path.stem.casefold() for path in paths)
    names = [path.stem if stems[path.stem.casefold()] == 1 else path.name for path in paths]
    for name, count in Counter(map(str.casefold, names)).items():
        if count > 1:
            raise ValueError(f"{count} files named {name}; each film needs a name of its own.")
    return names


def _label(path: Path) -> int | None:
    found = re.search(r"\d+", path.stem)
    return int(found[0]) if found else None
