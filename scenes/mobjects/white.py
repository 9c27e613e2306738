"""White: the number that full light stands for, where activations have no bound."""

from manim import RIGHT

from scenes import theme
from scenes.mobjects.cells import Cells, grid
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout

SIZE = 0.16  # of the light, in scene units


class White(Composite):
    """A small full light, and the number that it stands for.

    Args:
        record: where the number stands.
        path: the way to it.

    Example:
        self.play(FadeIn(White(self.forward_pass, "layers.0.white").to_edge(UP)))
    """

    def __init__(self, record: object, path: str) -> None:
        super().__init__()
        self.number = Readout(record, path, size=theme.SMALL, color=theme.QUIET)
        self.light = Cells(grid(1, 1, SIZE), roundness=1.0)
        self.light.rgba[:, :3] = theme.INK.to_rgb()
        self.number.next_to(self.light, RIGHT, buff=theme.GAP / 3)
        self.add(self.light, self.number)
