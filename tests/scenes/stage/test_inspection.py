"""The inspection: each thing that a viewer would miss is found, and nothing else."""

import numpy as np
import pytest
from manim import LEFT, ORIGIN, RIGHT, UP, Integer, ManimColor, Mobject, Square, Text
from watching import frames

from network import Digit, Network
from scenes import theme
from scenes.mobjects.cells import NeuronColumn, PixelGrid
from scenes.mobjects.edges import EdgeBundle
from scenes.mobjects.words import Readout, Written
from scenes.stage.inspection import Inspector, contrast


class Stage:
    """A frame with some mobjects on it, and nothing that plays."""

    current_beat = "fixture"

    def __init__(self, *mobjects: Mobject) -> None:
        self.mobjects = [*mobjects]

    def get_mobject_family_members(self) -> list[Mobject]:
        return [each for mobject in self.mobjects for each in mobject.get_family()]


def faults(*mobjects: Mobject) -> list[str]:
    """What is wrong with a frame on which a beat ends."""
    with frames(height=240):
        inspector = Inspector(Stage(*mobjects))
        inspector.look_at_rest()
        return inspector.finish()


@pytest.fixture
def record(small: Network, scrawl: Digit):
    return small.forward(scrawl)


def bundle(record) -> EdgeBundle:
    """Lit lines between two columns."""
    below, above = NeuronColumn(5, 4).shift(2 * LEFT), NeuronColumn(4, 4).shift(2 * RIGHT)
    lines = EdgeBundle(below, above).show(record, "layers.1.products")
    lines.front = 1.0
    return lines


def test_a_frame_without_fault_has_none(record) -> None:
    grid = PixelGrid(28, 28, 4).show(record.digit, "image").shift(2 * LEFT)
    number = Readout(record, "scores.0").shift(3 * RIGHT)
    assert faults(grid, number, Written("z").shift(3 * RIGHT + UP)) == []
    assert faults(bundle(record)) == []


@pytest.mark.parametrize(
    ("shown", "fault"),
    [
        (lambda: (Written("a"), Written("z").shift(0.1 * RIGHT)), "'a' overlaps 'z'"),
        (lambda: (Written("w").to_edge(UP, buff=0.4),), "'w' leaves the margin"),
        (lambda: (Written("z", size=0.1),), "'z' is 0.07 high"),
        (lambda: (Written("b", color=ManimColor("#555555")),), "'b' has a contrast of"),
        (lambda: (Text("784"),), "a Text stands on screen"),
        (lambda: (Integer(784, mob_class=Text),), "a Integer stands on screen"),
    ],
)
def test_a_fault_of_texts_would_be_found(shown, fault: str) -> None:
    assert any(fault in each for each in faults(*shown()))


def test_lines_that_are_nowhere_would_be_found(record) -> None:
    lines = bundle(record)
    lines.set_opacity(0)
    assert "layers.1.products (EdgeBundle) is in the ledger, but" in faults(lines)[0]


def test_what_left_the_frame_would_be_found(record) -> None:
    column = NeuronColumn(5, 4).show(record, "layers.0.activations")
    assert faults(column) == []
    assert "is not to be seen" in faults(column.shift(20 * RIGHT))[0]


def test_what_is_covered_would_be_found(record) -> None:
    column = NeuronColumn(5, 4).show(record, "layers.0.activations")
    pane = Square(8, fill_opacity=1, fill_color=theme.GROUND, stroke_width=0)
    assert "is not to be seen" in faults(column, pane)[0]
    assert faults(pane, column) == []


def test_what_is_transparent_would_be_found(record) -> None:
    number = Readout(record, "scores.0").set_opacity(0)
    assert "scores.0 (Readout) is in the ledger, but is not to be seen" in faults(number)[0]


def test_what_was_seen_once_may_go(record) -> None:
    number = Readout(record, "scores.0")
    stage = Stage(number)
    with frames(height=240):
        inspector = Inspector(stage)
        inspector.look()
        number.set_opacity(0)
        inspector.look()
    assert inspector.finish() == []


def test_what_has_no_size_promises_nothing(record) -> None:
    column = NeuronColumn(5, 4).show(record, "layers.0.activations")
    assert faults(column.place(np.repeat([[ORIGIN, ORIGIN]], 5, axis=0))) == []


def test_contrast_goes_from_one_to_twenty_one() -> None:
    white, black = np.ones(3), np.zeros(3)
    assert contrast(white, black) == contrast(black, white) == pytest.approx(21)
    assert contrast(white, white) == 1
    grey = np.array([118, 118, 118]) / 255  # #767676, the darkest that passes on white
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.01)
