"""The veil: dims all that stands on stage, but for the few things that the viewer should weigh."""

from typing import Any

from manim import Animation, FadeIn, FadeOut, Mobject, Rectangle, there_and_back_with_pause

from scenes import theme

LEFT_OVER = 0.45  # of the light of what is dimmed
HEIGHT = 1000  # z_index, above all that films have; what is lifted stands above the veil


class Veil(Rectangle):
    """A ground-coloured sheet before the whole stage, behind the things that stay bright.

    Args:
        clear: what stays as bright as it is.

    Example:
        three, five = Symbol("a"), Symbol("b").shift(RIGHT)
        self.add(three, five)
        veil = Veil(three)
        self.play(veil.fall())
        self.play(veil.lift())
    """

    def __init__(self, *clear: Mobject) -> None:
        super().__init__(
            width=theme.FRAME_WIDTH + 1,
            height=theme.FRAME_HEIGHT + 1,
            color=theme.GROUND,
            fill_opacity=1 - LEFT_OVER,
            stroke_width=0,
        )
        self.clear = clear
        self.z_index = HEIGHT

    def fall(self, run_time: float = theme.BLINK) -> Animation:
        """Let the veil come."""
        self.raise_clear()
        return FadeIn(self, run_time=run_time)

    def lift(self, run_time: float = theme.BLINK) -> Animation:
        """Take the veil away; all is as it was."""
        return _Lift(self, run_time=run_time)

    def pass_by(self, run_time: float) -> Animation:
        """Let the veil fall, stay and rise, within a time."""
        self.raise_clear()
        return _PassBy(self, run_time=run_time)

    def raise_clear(self) -> None:
        """Bring what stays bright before the veil, in the order that it has among itself."""
        for part in self._family:
            if part.z_index <= HEIGHT / 2:
                part.z_index += 2 * HEIGHT

    def lower_clear(self) -> None:
        """Bring what stayed bright back to where it stood."""
        for part in self._family:
            if part.z_index > HEIGHT / 2:
                part.z_index -= 2 * HEIGHT

    @property
    def _family(self) -> dict[int, Mobject]:
        return [*{id(part): part for each in self.clear for part in each.get_family()}.values()]


class _Lift(FadeOut):
    """The veil fades, and what was before it goes back to its place."""

    def clean_up_from_scene(self, scene: Any) -> None:
        super().clean_up_from_scene(scene)
        self.mobject.lower_clear()


class _PassBy(Animation):
    """The veil comes slowly, and goes as slowly at the end."""

    def __init__(self, veil: Veil, run_time: float) -> None:
        self.share = 1 - LEFT_OVER
        super().__init__(veil, run_time=run_time, introducer=True, remover=True)

    def interpolate_mobject(self, alpha: float) -> None:
        """Be as thick as the veil is at that share of the time."""
        pause = 1 - 2 * theme.STEP / self.run_time
        self.mobject.set_fill(opacity=self.share * there_and_back_with_pause(alpha, pause))

    def clean_up_from_scene(self, scene: Any) -> None:
        super().clean_up_from_scene(scene)
        self.mobject.lower_clear()
