"""The lamp holds, at every moment, the brightness of the pixel that its probe is on."""

import numpy as np
import pytest
from manim import RIGHT

from network import draw_digit
from network.evaluation.pixel_row import PixelRow
from scenes.mobjects.cells import Cells, grid
from scenes.mobjects.lamp import Lamp, Scan

ROW = PixelRow(draw_digit(3, seed=6))


@pytest.fixture
def lamp() -> Lamp:
    cells = Cells(grid(1, 28, side=7)).show(ROW, "brightnesses")
    return Lamp(ROW, "brightnesses", cells, 5 * RIGHT)


def test_the_lamp_holds_the_pixel_under_its_probe_all_along_a_scan(lamp: Lamp) -> None:
    scan, seen = Scan(lamp, 0, 27), set()
    scan.begin()
    for alpha in np.linspace(0, 1, 200):
        scan.interpolate(alpha)
        under = int(np.abs(lamp.row.centers[:, 0] - lamp.probe.get_center()[0]).argmin())
        assert lamp.bulb.rgba[0, 0] == ROW.brightnesses[under]
        assert lamp.number.text == f"{ROW.brightnesses[under]:.2f}"
        assert lamp.number.reading.path == lamp.bulb.reading.path == f"brightnesses.{under}"
        seen.add(under)
    assert seen == {*range(28)}


def test_the_wire_leads_from_the_probe_to_the_light(lamp: Lamp) -> None:
    lamp.point_at(20.5)
    start, end = lamp.wire.get_start_and_end()
    np.testing.assert_allclose(start, lamp.probe.get_right())
    np.testing.assert_allclose(end, lamp.bulb.get_left())


def test_a_dark_lamp_claims_nothing_and_lights_up_as_its_pixel(lamp: Lamp) -> None:
    lamp.darken(ROW.column)
    assert lamp.number not in lamp.submobjects
    lamp.light_up()
    assert lamp.number.text == f"{ROW.brightness:.2f}"


def test_each_brightness_needs_a_cell() -> None:
    with pytest.raises(ValueError, match="28 brightnesses for 27 cells"):
        Lamp(ROW, "brightnesses", Cells(grid(1, 27, side=7)), 5 * RIGHT)
