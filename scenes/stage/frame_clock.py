"""The clock of a film: the script's seconds, kept in whole frames at any rate.

A step of 0.2 s is 4.8 frames at 24 a second. What is played begins and ends on the frame that is
nearest to its time in the script, so that no step's rounding is left over for the next.
"""

from typing import Any, Self

from manim import Animation, Mobject, Scene, Wait, config

HAIR = 1e-7  # seconds; manim rounds what it plays up to whole frames, and what it holds down


class FrameClock(Scene):
    """A scene whose animations end on the frames nearest to when the script has them end."""

    clock = 0.0  # seconds of the script that have been played
    begun = 0.0  # when the current animations began; manim's own time may be past them

    @property
    def frames(self) -> int:
        """How many frames there are so far."""
        return in_frames(self.time)

    def get_run_time(self, animations: list[Animation]) -> float:
        """How long some animations are shown, in seconds: whole frames, one at least."""
        frames = in_frames(self.clock + super().get_run_time(animations)) - self.frames
        first = animations[0]
        is_held = isinstance(first, Wait) and first.is_static_wait is not False
        return max(frames, 1) / config.frame_rate + (HAIR if is_held else -HAIR)

    def compile_animation_data(self, *animations: Any, **options: Any) -> Self | None:
        """Prepare animations; manim's cache tells by this mark how many frames they have."""
        self.begun = float(self.time)
        compiled = super().compile_animation_data(*animations, **options)
        self.animations[0].frames = in_frames(self.duration)
        return compiled

    def play(self, *animations: Animation | Mobject, **options: Any) -> None:
        """Play animations, then set the clock to when the script has them end."""
        super().play(*animations, **options)
        end = self.clock + max(each.run_time for each in self.animations)
        # a wait that was cut short, or something shorter than a frame, has its own time
        self.clock = end if abs(end - self.time) < 1 / config.frame_rate else self.time


def in_frames(seconds: float) -> int:
    """The number of whole frames nearest to a time."""
    return round(seconds * config.frame_rate)
