import numpy as np
import pytest
from made_up import random_network
from scipy.ndimage import center_of_mass

from network import Digit, Network, draw_digit
from network.preprocessing.sizes import RULES, fitted_to, resize_digit, side_of

SEVEN = draw_digit(7, 4)


@pytest.mark.parametrize("side", [8, 14, 16, 20, 32])
def test_by_mass_the_centre_of_mass_stays_in_the_middle(side: int) -> None:
    made = resize_digit(SEVEN.image, side, "mass")
    off = np.subtract(center_of_mass(made), (side - 1) / 2)
    assert np.abs(off).max() <= side / 28
    assert made.sum() / side**2 == pytest.approx(SEVEN.image.mean(), rel=0.05)


@pytest.mark.parametrize("side", [8, 14, 16, 20, 32])
def test_by_box_the_digit_reaches_from_edge_to_edge(side: int) -> None:
    made = resize_digit(SEVEN.image, side, "box")
    assert made[0].any() and made[-1].any()
    columns = np.flatnonzero(made.any(axis=0))
    assert abs(columns[0] - (side - 1 - columns[-1])) <= 1
    assert made.max() == 1


def test_a_cut_margin_leaves_every_pixel_as_it_is() -> None:
    np.testing.assert_array_equal(resize_digit(SEVEN.image, 20, "cut"), SEVEN.image[4:24, 4:24])
    wide = resize_digit(SEVEN.image, 32, "cut")
    np.testing.assert_array_equal(wide[2:30, 2:30], SEVEN.image)
    assert (wide > 0).sum() == (SEVEN.image > 0).sum()


@pytest.mark.parametrize("rule", RULES)
def test_a_bare_page_stays_bare(rule: str) -> None:
    assert not resize_digit(np.zeros((28, 28)), 16, rule).any()


def test_a_rule_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="No rule is called 'half'; there are mass, box, cut"):
        resize_digit(SEVEN.image, 16, "half")


def test_a_digit_gets_the_size_by_the_rule_of_the_network(rng: np.random.Generator) -> None:
    network = Network(random_network(rng, 64, 3, 2).layers, origin={"fit": "box"})
    fitted = fitted_to(Digit(SEVEN.image), network)
    np.testing.assert_array_equal(fitted.image, resize_digit(SEVEN.image, 8, "box"))
    assert [step.name for step in fitted.steps] == ["picture", "resized"]
    assert fitted_to(fitted, network) is fitted


@pytest.mark.parametrize("inputs", [100 - 1, 16, 65 * 65])
def test_what_takes_no_square_pictures_leaves_the_digit(inputs: int, rng) -> None:
    network = random_network(rng, inputs, 3, 2)
    assert side_of(network) is None
    assert fitted_to(SEVEN, network) is SEVEN
