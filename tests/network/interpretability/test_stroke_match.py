from pathlib import Path

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from network import Network, look_up
from network.interpretability.stroke_match import Bar, StrokeMatch, bars, match_strokes

WEIGHTS = Path(__file__).parents[3] / "assets" / "weights" / "digits.npz"
SLANTED = Bar(row=13.0, column=11.0, angle=np.pi / 4, width=3.0, length=12.0)


def smooth_noise(count: int, seed: int) -> np.ndarray:
    """Blurs without any stroke, in the round middle of the frame where digits are, (count, 784)."""
    rng = np.random.default_rng(seed)
    rows, columns = np.mgrid[:28, :28] - 13.5
    inside = np.hypot(rows, columns) < 10
    noises = [gaussian_filter(rng.normal(size=(28, 28)), 1.5) * inside for _ in range(count)]
    return np.reshape(noises, (count, 784))


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(one, other)[0, 1])


@pytest.fixture(scope="module")
def among_noise() -> list[StrokeMatch]:
    """Ten blurs, then a bar and the same bar turned over, each with a little noise on it."""
    noise = smooth_noise(12, seed=1)
    noise *= 0.15 / noise.std()
    noise[:10] /= 0.15
    noise[10] += SLANTED.picture()
    noise[11] -= SLANTED.picture()
    return match_strokes(noise, noises=200)


def test_a_bar_has_a_bright_core_and_dark_flanks_on_its_own_side() -> None:
    picture = Bar(row=10.0, column=14.0, angle=0.0, width=2.0, length=8.0).picture()
    rows = picture.reshape(28, 28)[:, 14]
    assert rows[[10, 12, 8]].tolist() == [1, -0.5, -0.5]
    assert not rows[14:].any()
    assert picture.reshape(28, 28)[10, 10:19].tolist() == [0.5, *[1] * 7, 0.5]


def test_a_bar_in_the_frame_adds_up_to_nothing() -> None:
    picture = Bar(row=13.0, column=13.0, angle=0.0, width=3.0, length=12.0).picture()
    assert picture.sum() == pytest.approx(0, abs=1e-9)


def test_a_slanted_bar_falls_to_the_right_on_screen() -> None:
    image = SLANTED.picture().reshape(28, 28)
    assert image[16, 14] == image[10, 8] == 1
    assert image[16, 8] <= 0


@pytest.mark.parametrize("angle", np.arange(6) * np.pi / 6)
def test_a_bar_lies_along_its_angle_and_is_as_large_as_it_says(angle: float) -> None:
    core = Bar(row=13.0, column=13.0, angle=angle, width=3.0, length=12.0).picture().clip(min=0)
    assert core.sum() == pytest.approx(3 * 12, abs=4.5)
    rows, columns = np.mgrid[:28, :28].reshape(2, -1) - 13.0
    along = columns * np.cos(angle) + rows * np.sin(angle)
    across = rows * np.cos(angle) - columns * np.sin(angle)
    assert core @ (along * across) == pytest.approx(0, abs=12)
    assert core @ along**2 == pytest.approx(36 * 12**2 / 12, rel=0.15)


def test_noises_lie_where_the_pictures_lie() -> None:
    """A bar in a corner that the layer leaves dark fits none of the noises."""
    picture = SLANTED.picture()
    (alone,) = match_strokes(picture[None], noises=50)
    spread = np.stack([picture, np.roll(picture, 8 * 28)])
    (among, _) = match_strokes(spread, noises=50)
    assert alone.noises.mean() > among.noises.mean()


def test_a_bar_that_is_a_template_fits_itself_wholly() -> None:
    for bar in bars()[::977]:
        (match,) = match_strokes(bar.picture()[None], noises=1)
        assert match.bar == bar
        assert match.correlation == pytest.approx(1, abs=1e-12)


def test_the_best_bar_is_the_best_of_all_tried_one_by_one() -> None:
    picture = smooth_noise(1, seed=2)[0]
    (match,) = match_strokes(picture[None], noises=1)
    found = [correlation(picture, bar.picture()) for bar in bars()]
    assert abs(match.correlation) == pytest.approx(np.abs(found).max(), abs=1e-12)
    assert correlation(picture, match.bar.picture()) == pytest.approx(match.correlation, abs=1e-12)


def test_a_bar_is_judged_a_stroke_though_there_is_noise_on_it(among_noise) -> None:
    assert among_noise[10].is_stroke
    assert among_noise[10].correlation > 0.7


def test_a_bar_turned_over_is_the_same_stroke_with_a_negative_correlation(among_noise) -> None:
    assert among_noise[11].is_stroke
    assert among_noise[11].correlation < -0.7


def test_smooth_noise_in_the_middle_of_the_frame_is_no_stroke(among_noise) -> None:
    assert sum(match.is_stroke for match in among_noise[:10]) <= 1


def test_most_pictures_of_the_shipped_network_are_strokes() -> None:
    pictures = Network.load(WEIGHTS).layers[0].weights
    assert sum(match.is_stroke for match in match_strokes(pictures, noises=200)) >= 8


def test_percentiles_of_noise_lie_anywhere() -> None:
    percentiles = [match.percentile for match in match_strokes(smooth_noise(24, seed=4), 100)]
    assert 0.25 < np.mean(percentiles) < 0.75


def test_the_percentile_is_the_share_of_noises_that_fit_worse() -> None:
    match = StrokeMatch(SLANTED, -0.5, np.array([0.1, 0.5, 0.4, 0.6]))
    assert match.percentile == 0.5
    assert not match.is_stroke


def test_the_noises_are_those_of_their_seed() -> None:
    pictures = smooth_noise(2, seed=5)
    one, again, other = (match_strokes(pictures, 20, seed)[1].noises for seed in (3, 3, 4))
    np.testing.assert_array_equal(one, again)
    assert (one != other).all()


def test_a_picture_of_nothing_is_no_stroke() -> None:
    (match,) = match_strokes(np.zeros((1, 784)), noises=5)
    assert (match.correlation, match.is_stroke) == (0, False)


def test_a_match_cannot_be_changed_and_is_found_on_paths(among_noise) -> None:
    with pytest.raises(ValueError, match="read-only"):
        among_noise[10].noises[0] = 0
    assert look_up(among_noise[10], "bar.width") in (2, 3, 4)


def test_pictures_of_another_size_are_refused() -> None:
    with pytest.raises(ValueError, match="Pictures of 9 pixels; bars are fitted to 28 x 28"):
        match_strokes(np.zeros((2, 9)))


def test_no_noises_are_refused() -> None:
    with pytest.raises(ValueError, match="0 noises"):
        match_strokes(np.zeros((2, 784)), noises=0)
