"""The stage: beats of a script in their order and time, the ledger, and what a film hands over."""

import inspect
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from manim import Animation, Mobject, config

from network import Digit, ForwardPass, Network, fitted_to, read_digit
from network.assets import asset
from network.measurements.known import KnownDigits
from scenes import theme
from scenes.ledger import Ledger
from scenes.mobjects.closing import Closing
from scenes.mobjects.edges import EdgeBundle
from scenes.renderer import adopt_project_settings, film_renderer, moving_and_static
from scenes.script.ask import SECONDS
from scenes.script.film_source import FilmSource
from scenes.script.script import Cue, Script
from scenes.script.wording import filled, questions
from scenes.stage.about import AboutNetwork
from scenes.stage.cast import Cast
from scenes.stage.frame_clock import FrameClock, in_frames
from scenes.stage.handover import hand_over, is_part
from scenes.stage.progress import one_progress
from scenes.stage.records import network_of
from scenes.stage.source import beats_in, line_of
from scenes.stage.validation import Refusal, check_flat, check_frame, check_network, refusals


class FilmScene(AboutNetwork, FrameClock):
    """A scene that follows its script and keeps a ledger of all that it shows.

    `digit` and `network` are what the film is asked to be about; by default a drawn three and the
    network that the project ships, of the name `about` where the film has one. What it really
    shows is its `cast`. What it `needs` of somebody's own network it says; one that is `about` a
    network and says nothing refuses every other. Where such a network has to be measured, that is
    done on the `known` digits, by default a thousand of the pen. `language` is that of the words
    on screen. A `plain` film is painted by manim's own renderer, which takes longer.
    """

    plain: ClassVar[bool] = False

    def __init__(
        self,
        renderer: object = None,
        *,
        digit: Digit | None = None,
        network: Network | None = None,
        known: KnownDigits | None = None,
        language: str = "en",
        **kwargs: Any,
    ) -> None:
        with refusals(OSError, LookupError, ValueError):
            self.take(network, known)
            label = "3" if "3" in self.network.labels else None
            given = digit or read_digit(asset("digits", "three.png"), label)
            self.digit = fitted_to(given, self.network)
            adopt_project_settings()
            check_frame(renderer)
            self.script, self.language = Script.load(self.script_path()), language
            self.words = self.script.words_in(language)
            self.records = self.cast()
            if self.takes_others():  # a film about one network knows what it has room for
                for record in self.records.forward_passes.values():
                    check_network(network_of(record), record.digit)
            self.lines = filled(self.script, self.records)
            questions(self.script, self.records)  # each must have its right answer
            self.check_beats()
        self.cues: list[Cue] = []
        self.ledger = Ledger(self.records)
        self.current_beat = ""
        with refusals(OSError, ValueError):
            super().__init__(renderer=film_renderer(plain=self.plain), **kwargs)

    def cast(self) -> Cast:
        """The records that the film shows: by default what its network makes of its digit."""
        return Cast(lead=self.network.forward(self.digit))

    @property
    def forward_pass(self) -> ForwardPass:
        """The forward pass that the film is about, where it is about one."""
        return self.records.lead

    @classmethod
    def script_path(cls) -> Path:
        """The script: beside the scene's own file, or among the assets."""
        path = FilmSource.of_class(cls).script
        if not path.is_file():
            raise FileNotFoundError(
                f"{cls.__name__} has no script; write {path.name} beside {cls.__module__}.py."
            )
        return path

    def check_beats(self) -> None:
        """Raise Refusal where the beats and sentences of the scene are not those of its script."""
        played = beats_in(type(self).construct)
        written = {beat.name: beat.marks for beat in self.script.beats}
        if played is None:  # only playing it will show
            return
        name = type(self).__name__
        if [*played] != [*written]:
            raise Refusal(
                f"{name} plays the beats {', '.join(played) or 'of no name'}; its script has "
                f"{', '.join(written)}."
            )
        for beat, marks in played.items():
            if (marks and marks != written[beat]) or (not marks and len(written[beat]) > 1):
                raise Refusal(
                    f"{name} says {', '.join(marks) or 'nothing'} in the beat {beat!r}; its script "
                    f"has {', '.join(written[beat])}."
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
        end = sum(each.seconds for each in beats[: len(self.cues) + 1])
        self.next_section(name)
        self.current_beat = name
        self.said: list[float] = []
        self.asked: float | None = None
        yield
        rest = in_frames(end) - self.frames
        if rest < 0:
            raise Refusal(
                f"Beat {name!r} takes {self.time - start:.1f} s but the script gives it "
                f"{beat.seconds:.1f}; shorten its animations or lengthen the beat."
            )
        if rest > 0:
            self.clock = self.time
            self.wait(rest / config.frame_rate)
        self.clock = end
        self.end_beat(name, start, round(self.frames / config.frame_rate, 3))

    def end_beat(self, name: str, start: float, end: float) -> None:
        """Note what stands on screen at the end of a beat, and when the beat was."""
        self.note()
        self.cues.append(Cue(name, start, end, tuple(self.said), self.asked))

    def say(self, mark: str, after: float = 0.0) -> None:
        """Begin a sentence of the script here: what follows is what it is about.

        `after` so many seconds of what follows, where its numbers take time to come. Raises Refusal
        for a mark other than the script's next one, and for a time that goes back.
        """
        marks = self.script.beat(self.current_beat).marks
        expected = marks[len(self.said)] if len(self.said) < len(marks) else "no further sentence"
        if mark != expected:
            raise Refusal(
                f"Beat {self.current_beat!r} says {mark!r} where the script has {expected!r}."
            )
        time = round(float(self.time) + after, 3)
        if after < 0 or time < max(self.said, default=0.0):
            raise Refusal(
                f"Beat {self.current_beat!r} says {mark!r} at {time:.1f} s, before it can; give it "
                "a later time."
            )
        self.said.append(time)

    def line(self, mark: str) -> str:
        """A sentence of the current beat in the film's language, with its numbers.

        Raises Refusal for a mark that the beat lacks.
        """
        marks = self.script.beat(self.current_beat).marks
        if mark not in marks:
            raise Refusal(
                f"Beat {self.current_beat!r} has no sentence {mark!r}; it has {', '.join(marks)}."
            )
        return self.lines[self.language][self.current_beat][marks.index(mark)]

    def ask(self, *animations: Animation) -> None:
        """Put the question of the beat to the viewer, and give time to think.

        Raises Refusal in a beat whose script has no question.
        """
        if self.script.beat(self.current_beat).ask is None:
            raise Refusal(f"Beat {self.current_beat!r} asks, but its script has no question.")
        self.asked = round(float(self.time), 3)
        if animations:
            self.play(*animations, run_time=SECONDS)
        else:
            self.wait(SECONDS)

    @property
    def seconds_left(self) -> float:
        """How much of the current beat's time is left."""
        played = sum(beat.seconds for beat in self.script.beats[: len(self.cues) + 1])
        return float(played - self.clock)

    @property
    def until_the_end(self) -> float:
        """The same in whole steps: how long something takes that goes on to the beat's end."""
        return theme.in_steps(self.seconds_left)

    def get_moving_and_static_mobjects(
        self, animations: Iterable[Animation]
    ) -> tuple[list[Mobject], list[Mobject]]:
        """What is painted on every frame, and what rests behind all of it and is painted once."""
        return moving_and_static(self, *super().get_moving_and_static_mobjects(animations))

    def begin_animations(self) -> None:
        """Start the animations of a play, and note what stands on screen."""
        if len(self.cues) == len(self.script.beats):
            raise Refusal(
                f"{type(self).__name__} plays on after its last beat, {self.current_beat!r}; "
                "put that into a beat."
            )
        super().begin_animations()
        self.note(self.begun)

    def note(self, time: float | None = None) -> None:
        """Enter all that is shown now, or at a time, into the ledger."""
        time = self.time if time is None else time
        for mobject in self.get_mobject_family_members():
            check_flat(mobject)
            reading = getattr(mobject, "reading", None)
            if reading is not None:
                self.ledger.enter(self.current_beat, time, reading)
                if isinstance(mobject, EdgeBundle):
                    self.ledger.leave_out(reading, mobject.light.size - mobject.drawn)

    def closing(self) -> Closing:
        """The line that counts what has been shown; nothing new may be shown after it is made."""
        self.note()
        return Closing(self.ledger, self.words)

    def tear_down(self) -> None:
        """See to it that every beat of the script has been played."""
        for beat in self.script.beats[len(self.cues) :]:
            if not is_part():
                raise Refusal(f"The script has a beat {beat.name!r} that the scene does not play.")

    def render(self, preview: bool = False) -> bool:
        """Render the film, then write its cues, its ledger and its captions beside it."""
        with refusals(OSError, Refusal), one_progress(self):
            writer: Any = self.renderer.file_writer
            is_plain = not hasattr(writer, "finished")
            writer.finished = self.hand_over
            try:
                rerun = super().render(preview)
            except (LookupError, ValueError) as error:
                place = line_of(error, Path(inspect.getfile(type(self))))
                raise Refusal(f"{place}{error}") from error
            if is_plain and writer.output_spec.is_video:  # manim's own writer has told nobody
                self.hand_over(writer.final_file_path, writer.final_file_path)
        return rerun

    def hand_over(self, film: Path, place: Path) -> None:
        """Write all that stands beside the film, which is going to be at another place."""
        hand_over(film, place, self.script, self.cues, self.records, self.ledger)
