"""What paints itself: one mobject for many alike things, its state kept in arrays."""

from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from typing import ClassVar, Self

import cairo
import numpy as np
from manim import Group, Mobject, VMobject
from manim.utils.paths import straight_path

from scenes.ledger import Reading

PathFunction = Callable[[np.ndarray, np.ndarray, float], np.ndarray]
STRAIGHT: PathFunction = straight_path()
BESIDE = 0.1  # scene units: more than the pixels that a thing's edge shares with what is beside it


@dataclass(frozen=True, eq=False)
class Visible:
    """What of a mobject is to be seen, where on the frame and in which colour; one row a thing."""

    boxes: np.ndarray  # (n, 2, 3): lower left and upper right, in scene units
    rgb: np.ndarray  # (n, 3) in [0, 1], in full light
    opacity: np.ndarray  # (n,) in [0, 1]

    def __len__(self) -> int:
        return len(self.boxes)

    @property
    def centers(self) -> np.ndarray:
        """The middle of each thing, (n, 3)."""
        return np.asarray(self.boxes.mean(axis=1))


class Painted(Mobject):
    """A picture of many alike things, painted in one pass.

    `points` are the things' corners, so that shifting, scaling and laying out work as on any
    mobject. `STATE` names the other arrays and numbers that change when the picture does; all
    of them, and the reading, are carried along by `.animate`, fades, transforms and `become`.
    """

    STATE: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        super().__init__()
        self.opacity = 1.0
        self._reading: Reading | None = None

    @property
    def reading(self) -> Reading | None:
        """What is shown, and where it was read; None where nothing is, or something between."""
        return self._reading

    @reading.setter
    def reading(self, reading: Reading | None) -> None:
        self._reading = reading

    def paint(self, context: cairo.Context) -> None:
        """Paint the picture; the context takes scene units."""
        raise NotImplementedError

    @property
    def visible(self) -> Visible:
        """What of the picture is to be seen, if nothing stands before it."""
        raise NotImplementedError

    @property
    def reach(self) -> float:
        """How far beyond its points the picture is painted, in scene units."""
        return BESIDE

    @property
    def light_left(self) -> float:
        """The share of the picture's light that is left, kept in [0, 1]."""
        return float(min(max(self.opacity, 0), 1))

    def interpolate(
        self,
        start: Self,
        end: Self,
        alpha: float,
        path_func: PathFunction = STRAIGHT,
    ) -> Self:
        """Become what lies between two pictures of the same things."""
        self.points = path_func(start.points, end.points, alpha)
        return self.interpolate_color(start, end, alpha)

    def interpolate_color(self, start: Self, end: Self, alpha: float) -> Self:
        """Look like what lies between; `become` asks for this alone, with alpha 1."""
        for name in ("opacity", *self.STATE):
            setattr(self, name, between(getattr(start, name), getattr(end, name), alpha))
        self._reading = reading_between(start._reading, end._reading, alpha)
        return self

    def fade(self, darkness: float = 0.5, family: bool = True) -> Self:
        """Let that share of the picture's light go."""
        self.opacity = self.opacity * (1 - darkness)
        return self

    def set_opacity(self, opacity: float, family: bool = True) -> Self:
        """Set how much of the picture's light is left, in [0, 1]."""
        self.opacity = opacity
        return self

    def align_data(self, mobject: Mobject, skip_point_alignment: bool = False) -> Self:
        """See to it that a picture is only ever turned into one of the same things."""
        if not isinstance(mobject, Painted) or mobject.STATE != self.STATE:
            raise ValueError(
                f"{type(self).__name__} cannot turn into {type(mobject).__name__}; "
                "let one FadeTransform into the other."
            )
        if not skip_point_alignment and len(self.points) != len(mobject.points):
            raise ValueError(
                f"{type(self).__name__} of {len(self.points)} points cannot turn into one of "
                f"{len(mobject.points)}; each thing needs its place in both."
            )
        return self


class Composite(Group):
    """A group of mobjects that is handled as one; its copies share its records."""

    def set_opacity(self, opacity: float, family: bool = True) -> Self:
        """Set how much of every part's light is left, in [0, 1]."""
        for part in self.get_family():
            if isinstance(part, Painted):
                part.set_opacity(opacity)
            elif isinstance(part, VMobject):
                if part.get_stroke_width() > 0:
                    part.set_stroke(opacity=opacity, family=False)
                if part.get_stroke_width() == 0 or part.get_fill_opacity() > 0:
                    part.set_fill(opacity=opacity, family=False)
        return self

    def interpolate_color(self, start: Self, end: Self, alpha: float) -> Self:
        """Nothing to do: only its parts can be seen (`become` asks for this)."""
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        memo.update((id(each), each) for each in vars(self).values() if is_dataclass(each))
        return super().__deepcopy__(memo)


def between(start: np.ndarray, end: np.ndarray, alpha: float | np.ndarray) -> np.ndarray:
    """What lies between two states; what is the same in both stays so to the last bit."""
    if np.all(np.equal(alpha, 1)):
        return np.array(end)[()]
    return np.where(start == end, start, (1 - alpha) * start + alpha * end)[()]


def reading_between(start: Reading | None, end: Reading | None, alpha: float) -> Reading | None:
    """What is read off a picture on its way: the one, then neither, then the other."""
    if alpha <= 0 or start is end:
        return start
    return end if alpha >= 1 else None
