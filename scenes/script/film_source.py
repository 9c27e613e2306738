"""What a film is made of: one name for its scene, its class, its script and its mp4."""

import inspect
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from network.assets import ASSETS

SCENES = Path(__file__).parents[1]  # where the films of the lesson lie
SCRIPTS = ASSETS / "script"
NAME = re.compile(r"[a-z]+(_[0-9][0-9a-z]*)?(_[a-z]+(_[0-9][0-9a-z]*)?)*")
CLASS = re.compile(r"([A-Z][a-z]*([0-9][0-9a-z]*)?)+")
WORD = re.compile(r"[A-Z][a-z]*|[0-9][0-9a-z]*")


def class_named(name: str) -> str:
    """The class of a film's name: `why_2x16` is made by `Why2x16`.

    The words of a name are of letters, and after each may stand one that begins with a digit: so
    that `film_named` finds the same name again. Raises ValueError for other names.
    """
    if not NAME.fullmatch(name):
        raise ValueError(
            f"{name!r} is no name for a film; give it small words with _ between, the first of "
            "letters, and numbers as words of their own, as in why_2x16."
        )
    return "".join(word.capitalize() for word in name.split("_"))


def film_named(class_name: str) -> str:
    """The film's name of a class, the inverse of `class_named`.

    Raises ValueError for a class that no film can have.
    """
    if not CLASS.fullmatch(class_name):
        raise ValueError(
            f"{class_name!r} is no class of a film; call it by words with capitals, as in Why2x16."
        )
    return "_".join(WORD.findall(class_name)).lower()


@dataclass(frozen=True)
class FilmSource:
    """A film before it is rendered; all that it is made of is called by its name.

    Films of the lesson lie in scenes/ and their scripts in assets/script/, wherever the project is
    installed. One's own film may lie in any other `folder`, and its script beside it.

    Raises ValueError for what is no name of a film.
    """

    name: str
    folder: Path | None = None

    def __post_init__(self) -> None:
        class_named(self.name)

    @property
    def class_name(self) -> str:
        """The scene's class."""
        return class_named(self.name)

    @property
    def scene(self) -> Path:
        """The file of the scene."""
        return (self.folder or SCENES) / f"{self.name}.py"

    @property
    def script(self) -> Path:
        """The script: beside the scene if it is there, and otherwise among the assets."""
        beside = self.scene.with_suffix(".toml")
        return beside if beside.is_file() else SCRIPTS / beside.name

    @property
    def output(self) -> str:
        """The name of the rendered file."""
        return f"{self.class_name}.mp4"

    @classmethod
    def of_class(cls, scene_class: type) -> Self:
        """The source of a scene's class: in its file, or in the folder where it is typed in."""
        try:
            file = Path(inspect.getfile(scene_class))
        except (OSError, TypeError):  # in a notebook
            file = Path("notebook")
        return cls._in(file.resolve().parent, film_named(scene_class.__name__))

    @classmethod
    def of_scene(cls, path: Path) -> Self:
        """The source of a scene's file."""
        return cls._in(path.resolve().parent, path.stem)

    @classmethod
    def of_output(cls, path: Path) -> Self:
        """The source of a rendered film, by what its file is called."""
        return cls(film_named(path.stem))

    @classmethod
    def _in(cls, folder: Path, name: str) -> Self:
        return cls(name, None if folder == SCENES.resolve() else folder)
