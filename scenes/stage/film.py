"""A film and what stands beside it, by which its words and pages can be made at any later time."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self
from zipfile import BadZipFile

import numpy as np

from network import Network
from network.assets import ASSETS
from network.plain import read_json
from scenes.script import captions
from scenes.script.script import Cue, Script
from scenes.script.wording import Wording, filled, questions
from scenes.stage.cast import Cast
from scenes.stage.records import Archive, Plain

SCRIPTS = ASSETS / "script"
UNFIT = OSError, LookupError, RecursionError, TypeError, ValueError, AttributeError
LONGEST = 86_400  # seconds of a film: a day
PACKAGES = ("squishification", "manim", "numpy", "scipy")  # whose versions a film tells


@dataclass(frozen=True, eq=False)
class Film:
    """A rendered film: the mp4, what it says and when, and the records that it is about."""

    path: Path
    script: Script
    cues: tuple[Cue, ...]
    cast: Cast
    left_out: Mapping[str, int] = field(default_factory=dict)  # as the ledger has counted it
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
    def _kept(self) -> tuple[Archive, dict[str, Plain]]:
        archive = Archive()
        return archive, {name: archive.write(record) for name, record in self.cast.items()}

    @property
    def networks(self) -> Mapping[str, Network]:
        """All networks that the film is about, by the names of their files beside it."""
        return self._kept[0].networks

    @cached_property
    def wording(self) -> Wording:
        """What is said and when, in every language."""
        lines, asked = filled(self.script, self.cast), questions(self.script, self.cast)
        return Wording(self.script, self.cues, lines, asked)

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

    def caption_files(self, languages: Sequence[str] | None = None) -> Iterator[tuple[str, str]]:
        """The endings and texts of the files of captions, by default in all languages."""
        for language in self.script.languages if languages is None else languages:
            shown = self.wording.captions(language)
            yield f"{language}.vtt", captions.vtt(shown)
            yield f"{language}.srt", captions.srt(shown)

    @classmethod
    def load(cls, path: str | Path, script_path: Path | None = None) -> Self:
        """Read a film from its mp4 and the files beside it.

        Its script is by default an asset; that of one's own film is where it was when the film was
        made.

        Raises FileNotFoundError where one of them is missing, and ValueError where one is
        damaged, belongs to another film, or where script and cues do not agree.
        """
        path = Path(path)
        if not path.is_file():
            raise FileNotFoundError(f"No film at {path}; give the path of a rendered .mp4 file.")
        about = _beside(path, "film.json")
        cues = tuple(read_cues(path))
        _beside(path, "ledger.json")  # which goes wherever the film goes
        try:
            if about["sha256"] != digest_of(path):
                raise ValueError("it belongs to another film of that name")
            for ending, digest in about["beside"].items():
                if digest != digest_of(path.with_name(f"{path.stem}.{ending}")):
                    raise ValueError(f"{path.stem}.{ending} belongs to another")
            own = about.get("own_script") or SCRIPTS / f"{about['script']}.toml"
            script = Script.load(script_path or own)
            film = cls(
                path,
                script,
                cues,
                _read_cast(path, about),
                dict(about["left_out"]),
                dict(about["versions"]),
            )
        except UNFIT as error:
            raise ValueError(
                f"{path.stem}.film.json cannot be used ({str(error).rstrip('.')}); render the "
                "film again."
            ) from error
        if [cue.beat for cue in cues] != [beat.name for beat in script.beats]:
            raise ValueError(f"{path} and its script have other beats; render the film again.")
        return film

    def _own_script(self) -> str | None:
        """Where the script lies that is no asset."""
        file = self.script.file
        return None if file is None or file.parent == SCRIPTS.resolve() else str(file)

    def write_beside(self, film: Path) -> None:
        """Write what `load` reads, and the captions, into the folder of the film.

        `film` is the mp4 itself, wherever it is now; a ledger is known if it is there.
        """
        archive, cast = self._kept
        cues = [vars(cue) for cue in self.cues]
        for ending, text in (
            ("cues.json", json.dumps(cues, indent=1) + "\n"),
            *self.caption_files(),
        ):
            self.beside(ending).write_text(text, encoding="utf-8")
        with self.beside("cast.npz").open("wb") as file:
            np.savez_compressed(file, **archive.arrays)
        for name, network in archive.networks.items():
            network.save(self.beside(f"{name}.npz"))
        endings = (
            "cues.json",
            "ledger.json",
            "cast.npz",
            *(f"{each}.npz" for each in archive.networks),
        )
        known = {each: self.beside(each) for each in endings}
        about = {
            "script": self.script.name,
            "own_script": self._own_script(),
            "sha256": digest_of(film),
            "beside": {each: digest_of(path) for each, path in known.items() if path.is_file()},
            "cast": cast,
            "networks": [*archive.networks],
            "left_out": dict(self.left_out),
            "versions": dict(self.versions),
        }
        told = json.dumps(about, ensure_ascii=False) + "\n"
        self.beside("film.json").write_text(told, encoding="utf-8")


def digest_of(film: Path) -> str:
    """SHA-256 of a film's bytes, by which its files know it."""
    with film.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_cast(path: Path, about: Mapping[str, Any]) -> Cast:
    archive = Archive()
    arrays_beside = path.with_name(f"{path.stem}.cast.npz")
    if not arrays_beside.is_file():
        raise ValueError(f"there is no {arrays_beside.name} beside it")
    try:
        with np.load(arrays_beside, allow_pickle=False) as arrays:
            archive.arrays = dict(arrays)
    except (EOFError, BadZipFile, TypeError) as error:
        raise ValueError(f"{arrays_beside.name} is damaged: {error}") from error
    for name in about["networks"]:
        archive.networks[name] = Network.load(path.with_name(f"{path.stem}.{name}.npz"))
    return Cast(**{name: archive.read(told) for name, told in about["cast"].items()})


def read_cues(film: Path) -> list[Cue]:
    """The cues that a film has handed over beside it.

    Raises FileNotFoundError where there are none and ValueError where they are damaged.
    """
    told = _beside(film, "cues.json")
    try:
        cues = [Cue(**each) for each in told]
        sound = all(0 <= cue.start < cue.end < LONGEST for cue in cues) and all(
            cue.start <= time <= cue.end for cue in cues for time in cue.said
        )
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
        return read_json(path)
    except ValueError as error:
        raise ValueError(f"{path} is damaged ({error}); render the film again.") from error
