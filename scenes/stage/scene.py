"""The stage: beats of a script in their order and time, the ledger, and what a film hands over."""

import math
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from typing import Any

from manim import Animation, Mobject, Scene, config
from manim.utils.family import extract_mobject_family_members

from network import Digit, Network, read_digit
from network.assets import ASSETS
from network.atomic import whole_folder
from scenes.ledger import Ledger
from scenes.renderer.recording import FilmCamera, FilmRenderer, FilmWriter
from scenes.script.script import Cue, Script
from scenes.stage.film import Film
from scenes.stage.validation import Refusal, check_frame, check_network, refusals

ROUNDING = 1e-6  # keeps a whole number of frames from being cut to one less


class FilmScene(Scene):
    """A scene that follows its script and keeps a ledger of all that it shows.

    `digit` and `network` are what the film is about; by default a drawn three and the network
    that the project ships.
    """

    def __init__(
        self,
        renderer: object = None,
        *,
        digit: Digit | None = None,
        network: Network | None = None,
        **kwargs: Any,
    ) -> None:
        with refusals(OSError, ValueError):
            self.digit = digit or read_digit(ASSETS / "digits" / "three.png", label=3)
            self.network = network or Network.load(ASSETS / "weights" / "digits.npz")
            check_frame(renderer)
            check_network(self.network, self.digit)
            self.forward_pass = self.network.forward(self.digit)
            name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()
            self.script = Script.load(ASSETS / "script" / f"{name}.toml")
        self.words = self.script.words
        self.cues: list[Cue] = []
        self.ledger = Ledger()
        self.current_beat = ""
        super().__init__(
            renderer=FilmRenderer(file_writer_class=FilmWriter, camera_class=FilmCamera), **kwargs
        )

    @contextmanager
    def beat(self, name: str) -> Iterator[None]:
        """Play one beat of the script, then hold the picture until its seconds are over.

        Raises Refusal for a beat out of order or one that runs over its time.
        """
        beats = self.script.beats
        expected = beats[len(self.cues)].name if len(self.cues) < len(beats) else "its end"
        if expected != name:
            raise Refusal(f"Beat {name!r} where the script has {expected!r}.")
        beat = self.script.beat(name)
        start = self.cues[-1].end if self.cues else 0.0
        end = round(start + beat.seconds, 3)
        self.next_section(name)
        self.current_beat = name
        yield
        rest = round((end - self.time) * config.frame_rate)  # whole frames
        if rest < 0:
            raise Refusal(
                f"Beat {name!r} takes {self.time - start:.1f} s but the script gives it "
                f"{beat.seconds:.1f}; shorten its animations or lengthen the beat."
            )
        if rest > 0:
            self.wait(rest / config.frame_rate + ROUNDING)
        self.note()
        self.cues.append(Cue(name, start, end))

    @property
    def seconds_left(self) -> float:
        """How much of the current beat's time is left."""
        played = sum(beat.seconds for beat in self.script.beats[: len(self.cues) + 1])
        return float(played - self.time)

    def get_moving_and_static_mobjects(
        self, animations: Iterable[Animation]
    ) -> tuple[list[Mobject], list[Mobject]]:
        """What is painted on every frame, and what rests behind all of it and is painted once.

        manim counts the parts of a group where the group is, even those behind what rests.
        """
        moving, static = super().get_moving_and_static_mobjects(animations)
        shown = extract_mobject_family_members(
            self.mobjects, use_z_index=True, only_those_with_points=True
        )
        rest = [*takewhile({*static}.__contains__, shown)]
        # a wait moves an empty mobject: by none at all, manim would mean every one once more
        return shown[len(rest) :] or moving, rest

    def begin_animations(self) -> None:
        """Start the animations of a play, and note what stands on screen."""
        super().begin_animations()
        self.note()

    def note(self) -> None:
        """Enter all that is shown now into the ledger."""
        for mobject in self.get_mobject_family_members():
            reading = getattr(mobject, "reading", None)
            if reading is not None:
                self.ledger.enter(self.current_beat, self.time, reading)

    def tear_down(self) -> None:
        """See to it that every beat of the script has been played."""
        for beat in self.script.beats[len(self.cues) :]:
            if not is_part():
                raise Refusal(f"The script has a beat {beat.name!r} that the scene does not play.")

    def render(self, preview: bool = False) -> bool:
        """Render the film, then write its cues, its ledger and its captions beside it."""
        with refusals(OSError, Refusal):
            rerun = super().render(preview)
            film = getattr(self.renderer.file_writer, "final_file_path", None)
            if film is not None and self.renderer.file_writer.output_spec.is_video:
                self.hand_over(film.parent, film.stem)
        return rerun

    def hand_over(self, folder: Path, name: str) -> None:
        """Write all that stands beside a film into a folder; of a part of a film, none is true."""
        if is_part():
            for stale in folder.glob(f"{name}.*"):
                if stale.suffix in (".json", ".npz", ".vtt", ".srt"):
                    stale.unlink()
            return
        with whole_folder(folder) as made:
            self.ledger.write(made / f"{name}.ledger.json")
            film = made / f"{name}.mp4", self.script, tuple(self.cues), self.digit, self.network
            Film(*film).write_beside()


def is_part() -> bool:
    """Whether only some of a film's animations are asked for (manim's -n)."""
    return bool(config.from_animation_number > 0 or config.upto_animation_number < math.inf)
