import numpy as np
import pytest
from made_up import rebuilt, scores_of

from network import Digit, Network
from network.interpretability.erasing import Erasing, strongest_patch


def test_an_erased_region_is_paper(small: Network, scrawl: Digit) -> None:
    region = np.zeros((28, 28), bool)
    region[5:20, 3:9] = True
    result = Erasing(small, scrawl, region)
    image = scrawl.image.copy()
    image[5:20, 3:9] = 0
    np.testing.assert_array_equal(result.after.digit.image, image)
    np.testing.assert_allclose(result.after.scores, scores_of(rebuilt(small), image.ravel()))
    np.testing.assert_allclose(result.before.scores, scores_of(rebuilt(small), scrawl.pixels))


def test_what_is_left_of_an_erased_digit_has_no_label(small: Network, scrawl: Digit) -> None:
    result = Erasing(small, scrawl, np.ones((28, 28), bool))
    assert result.before.digit.label == "1"
    assert result.after.digit.label is None


@pytest.mark.parametrize(
    "region",
    [np.ones((28, 28)), np.ones(784, bool), np.ones((2, 2), bool), np.zeros((28, 28), bool)],
)
def test_a_region_that_does_not_fit_is_refused(small, scrawl, region) -> None:
    with pytest.raises(ValueError, match="must be 28 x 28 booleans"):
        Erasing(small, scrawl, region)


def test_what_is_erased_tells_its_rows_and_columns(small: Network, scrawl: Digit) -> None:
    region = np.zeros((28, 28), bool)
    region[5:20, 3:9] = True
    result = Erasing(small, scrawl, region)
    assert (result.rows, result.columns) == ((6, 20), (4, 9))


def test_the_strongest_patch_is_the_best_of_all_tried_one_by_one(rng: np.random.Generator) -> None:
    shares = rng.normal(size=(28, 28))
    patch = strongest_patch(shares.ravel(), side=4)
    sums = [shares[r : r + 4, c : c + 4].sum() for r in range(25) for c in range(25)]
    assert shares[patch].sum() == pytest.approx(max(sums))
    assert patch.sum() == 16


def test_a_patch_is_of_five_pixels_and_may_be_the_whole_picture() -> None:
    assert strongest_patch(np.ones(784)).sum() == 25
    assert strongest_patch(np.ones(784), 28).all()


@pytest.mark.parametrize("side", [0, 29])
def test_a_patch_must_be_a_part_of_the_picture(side: int) -> None:
    with pytest.raises(ValueError, match=f"A patch of {side} x {side} pixels in 28 x 28"):
        strongest_patch(np.zeros(784), side)
