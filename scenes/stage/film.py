"""A film and what stands beside it, by which its words and pages can be made at any later time."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self

from network import Digit, ForwardPass, Network
from network.assets import ASSETS
from scenes.script import captions
from scenes.script.script import Cue, Script

SCRIPTS = ASSETS / "script"
PACKAGES = ("squishification", "manim", "numpy", "scipy")  # whose versions a film tells


@dataclass(frozen=True, eq=False)
class Film:
    """A rendered film: the mp4, what it says and when, and the digit and network it is about."""

    path: Path
    script: Script
    cues: tuple[Cue, ...]
    digit: Digit
    network: Network
    versions: Mapping[str, str] = field(
        default_factory=lambda: {package: version(package) for package in PACKAGES}
    )

    @property
    def name(self) -> str:
        """What the film and all its files are called."""
        return self.path.stem

    @property
    def seconds(self) -> float:
        """How long the film lasts."""
        return self.cues[-1].end

    @cached_property
    def record(self) -> ForwardPass:
        """What the network does with the digit."""
        return self.network.forward(self.digit)

    def beside(self, ending: str) -> Path:
        """The file beside the film that has its name and this ending."""
        return self.path.with_name(f"{self.name}.{ending}")

    def languages(self, asked_for: Sequence[str] = ()) -> tuple[str, ...]:
        """The languages to tell the film in: those asked for, by default all of its script.

        Raises ValueError for one that the script lacks.
        """
        for language in asked_for:
            if language not in self.script.languages:
                raise ValueError(
                    f"The script of {self.name} has no {language!r}; "
                    f"it has {', '.join(self.script.languages)}."
                )
        return tuple(asked_for) or self.script.languages

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a film from its mp4 and the files beside it.

        Raises FileNotFoundError where one of them is missing, and ValueError where one is
        damaged or where script and cues do not agree.
        """
        path = Path(path)
        if not path.is_file():
            raise FileNotFoundError(f"No film at {path}; give the path of a rendered .mp4 file.")
        about = _beside(path, "film.json")
        cues = tuple(read_cues(path))
        _beside(path, "ledger.json")  # which goes wherever the film goes
        network = Network.load(path.with_name(f"{path.stem}.network.npz"))
        try:
            digit = Digit(about["image"], about["label"], about["origin"])
            script = Script.load(SCRIPTS / f"{about['script']}.toml")
            film = cls(path, script, cues, digit, network, dict(about["versions"]))
            if digit.label is not None and not 0 <= digit.label < len(network.labels):
                raise ValueError(f"a label {digit.label} where there are {len(network.labels)}")
        except (LookupError, TypeError, ValueError) as error:
            raise ValueError(
                f"{path.stem}.film.json cannot be used ({error}); render the film again."
            ) from error
        if [cue.beat for cue in cues] != [beat.name for beat in script.beats]:
            raise ValueError(f"{path} and its script have other beats; render the film again.")
        return film

    def write_beside(self) -> None:
        """Write what `load` reads, and the captions, into the folder of the film."""
        about = {
            "script": self.script.name,
            "label": self.digit.label,
            "origin": self.digit.origin,
            "image": self.digit.image.tolist(),
            "versions": dict(self.versions),
        }
        cues = [vars(cue) for cue in self.cues]
        for ending, text in (
            ("film.json", json.dumps(about, ensure_ascii=False)),
            ("cues.json", json.dumps(cues, indent=1)),
        ):
            self.beside(ending).write_text(text + "\n", encoding="utf-8")
        self.network.save(self.beside("network.npz"))
        captions.write(self.path.parent, self.name, self.script, self.cues, self.record)


def read_cues(film: Path) -> list[Cue]:
    """The cues that a film has handed over beside it.

    Raises FileNotFoundError where there are none and ValueError where they are damaged.
    """
    told = _beside(film, "cues.json")
    try:
        cues = [Cue(**each) for each in told]
        sound = all(0 <= cue.start < cue.end < math.inf for cue in cues)
    except TypeError:
        sound = False
    if not sound:
        raise ValueError(f"{film.stem}.cues.json is damaged; render the film again.")
    return cues


def _beside(film: Path, ending: str) -> Any:
    path = film.with_name(f"{film.stem}.{ending}")
    if not path.is_file():
        raise FileNotFoundError(
            f"{film} has no {path.name} beside it; render it whole, and leave its files together."
        )
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{path} is damaged ({error}); render the film again.") from error
